import type { HistoryFilter } from '../../api-client/contract/history.ts';
import { invalidField } from '../refusal.ts';
import { readPhone } from '../routing/answers.ts';
import type { ContactText, Filter } from '../storage/history/filter.ts';
import { readPeriod, readZone } from './period.ts';

/** What the filter of a call means: its periods in its zone, its contacts as the organisation's country writes them. */
export function readFilter(
  given: HistoryFilter,
  { now, timeZone, region }: { now: Date; timeZone: string; region: string },
): Filter {
  const { timeZone: named, search, contact, startedBefore, ...chosen } = given;
  const zone = named === undefined ? timeZone : readZone(named);
  const started = readPeriod(given, ['from', 'to'], now, zone);
  const ended = readPeriod(given, ['endedFrom', 'endedTo'], now, zone);
  return {
    ...chosen,
    ...started,
    startedBefore: startedBefore === undefined ? undefined : new Date(startedBefore),
    endedFrom: ended.from,
    endedTo: ended.to,
    search: search ? contactPart(search) : undefined,
    contact: contact ? wholeContact(contact, region) : undefined,
  };
}

/** Any spelling of a number is looked for by its digits, as they are within E.164. */
function contactPart(text: string): ContactText {
  const looksLikePhone = /^[+\d\s()./-]+$/.test(text) && /\d/.test(text);
  if (!looksLikePhone) return { email: text.toLowerCase() };
  const digits = text.replace('(0)', '').replace(/\D/g, ''); // +33 (0)6: the zero is dialled at home only
  return { digits: text.trim().startsWith('00') ? digits.slice(2) : digits.replace(/^0/, '') };
}

/** One whole phone number, in any spelling, or address. */
function wholeContact(text: string, region: string): ContactText {
  if (text.includes('@')) return { email: text.toLowerCase() };
  const phone = readPhone(text, region);
  if (!phone)
    throw invalidField('contact', 'This is neither a phone number nor an e-mail address.');
  return { digits: phone.slice(1) };
}
