import type { Contact } from './contract/interaction.ts';

/** Enough of a phone number's end to know it by, whatever stands before it. */
const TELLING_DIGITS = 9;

export function digitsOf(text: string): string {
  return text.replace(/\(0\)|\D/g, '');
}

/** `+33 6…`, `0033 6…`: with the country. */
export function isInternational(text: string): boolean {
  return /^\s*(\+|00)/.test(text);
}

/** The digits of a number as typed, without the prefix that only says how it is dialled. */
export function dialledDigits(text: string): string {
  return digitsOf(text).replace(isInternational(text) ? /^00/ : /^0/, '');
}

/** The key under which one phone number or address is found in the cache. */
export function contactKey(contact: string): string {
  if (contact.includes('@')) return contact.trim().toLowerCase();
  return dialledDigits(contact).slice(-TELLING_DIGITS);
}

/** Every key of an interaction's contact. */
export function contactKeysOf({ phone, email }: Contact): string[] {
  return [phone, email].filter((one) => one !== null).map(contactKey);
}

/**
 * Whether `contact` is this contact. A number with its country is compared whole; a national one on its last
 * nine digits, since the region is the server's to know.
 */
export function isContact(contact: string, { phone, email }: Contact): boolean {
  if (contact.includes('@')) return contactKey(contact) === email?.toLowerCase();
  if (phone === null) return false;
  if (isInternational(contact)) return dialledDigits(contact) === digitsOf(phone);
  return contactKey(contact) !== '' && contactKey(contact) === contactKey(phone);
}
