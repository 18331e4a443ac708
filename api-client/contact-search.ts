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

/** Whether a part of the contact's address or number was typed: what looks like a number is looked for in numbers. */
export function searchTest(search: string): (contact: Contact) => boolean {
  const part = search.trim().toLowerCase();
  const looksLikePhone = /^[+\d\s()./-]+$/.test(part) && /\d/.test(part);
  if (!looksLikePhone) return ({ email }) => email?.toLowerCase().includes(part) ?? false;
  const digits = dialledDigits(part);
  return ({ phone }) => phone !== null && phone.includes(digits); // E.164: digits behind a plus
}

export function mentionsContact(search: string, contact: Contact): boolean {
  return searchTest(search)(contact);
}
