import {
  contactKey,
  dialledDigits,
  digitsOf,
  isContact,
  isInternational,
} from './contact-match.ts';
import type { Contact } from './contract/interaction.ts';

/** Two numbers that do not even end alike are not the same, however the country writes them. */
const ENDING = 6;

/**
 * Whether `wanted` is a row's contact, as the server sees it. Undefined when it may be: how a number is written at
 * home depends on the organisation's country, which only the server knows.
 */
export function contactTest(wanted: string): (contact: Contact) => boolean | undefined {
  if (wanted.includes('@')) return (contact) => isContact(wanted, contact);
  const digits = dialledDigits(wanted);
  const ending = contactKey(wanted).slice(-ENDING);
  const isWhole = isInternational(wanted);
  return ({ phone }) => {
    if (phone === null) return false;
    const has = digitsOf(phone);
    if (isWhole && has === digits) return true;
    return has.endsWith(ending) ? undefined : false;
  };
}

/** What a search looks into, of which there is one each for numbers and addresses, and whether a part of it was typed. */
export interface ContactSearch {
  valueOf(row: Contacted): string;
  fits(value: string): boolean;
}

interface Contacted {
  contact: Contact;
}

const addressOf = ({ contact }: Contacted): string => contact.email?.toLowerCase() ?? '';
const numberOf = ({ contact }: Contacted): string => contact.phone ?? ''; // E.164: digits behind a plus

/** What looks like a number is looked for in numbers. */
export function contactSearch(search: string): ContactSearch {
  const part = search.trim().toLowerCase();
  const looksLikePhone = /^[+\d\s()./-]+$/.test(part) && /\d/.test(part);
  const wanted = looksLikePhone ? dialledDigits(part) : part;
  return {
    valueOf: looksLikePhone ? numberOf : addressOf,
    fits: (value) => value !== '' && value.includes(wanted),
  };
}

export function mentionsContact(search: string, contact: Contact): boolean {
  const { valueOf, fits } = contactSearch(search);
  return fits(valueOf({ contact }));
}
