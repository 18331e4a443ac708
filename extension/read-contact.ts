/** What a rule may find. */
export const contactKinds = ['phone', 'email', 'any'] as const;
export type ContactKind = (typeof contactKinds)[number];

/** E.164 has at most 15 digits; fewer than five call a service, and no customer. */
const [FEWEST_DIGITS, MOST_DIGITS] = [5, 15];

/** In the middle of a text a short number is more often something else: a year, a quantity, a reference. */
const FEWEST_DIGITS_IN_TEXT = 7;

const LONGEST_ADDRESS = 254;

/** How an extension is written behind a number: `;ext=12`, `x123`, `ext. 12`, `poste 12`, `#12`. */
const EXTENSION =
  /(?:;\s*ext=|[;,]?\s*(?:\bext(?:ension)?\.?|\bposte|x|#)\s*:?\s*)\d{1,7}\b/giu;

const ADDRESS = /[^\s@<>()[\]",;:]{1,64}@[^\s@<>()[\]",;:]+\.[^\s@<>()[\]",;:.]+/gu;

/** Digits as numbers are grouped, that belong to no longer word: `AB123456` is a reference. */
const NUMBER =
  /(?<![\p{L}\p{N}_@.+])\+?\(?\d[\d\s().\/\u2010-\u2015-]{3,30}\d(?![\p{L}\p{N}_@])/gu;

const DATE = /(?<!\d)(?:\d{4}[-/.]\d{1,2}[-/.]\d{1,2}|\d{1,2}[/.]\d{1,2}[/.]\d{4})(?!\d)/g;

/** Marks that only steer the direction or the breaks of a line, which CRMs put around numbers. */
const UNSEEN = /[\u00ad\u200b-\u200f\u202a-\u202e\u2060\u2066-\u2069\ufeff]/g;

/** Texts longer than this are no field of a contact, and are not read. */
export const LONGEST_TEXT = 2_000;

/**
 * One number that fills the text, as `+33612345678`, or as `0612345678` where its country is not said: the server
 * knows at home in which. Null for what has letters, and for what is too short or too long.
 */
export function readPhone(text: string): string | null {
  const written = text.replace(UNSEEN, '').replace(EXTENSION, '').trim();
  if (!/^\+?[\d\s().\/\u2010-\u2015-]+$/u.test(written)) return null;
  const isAbroad = /^(\+|00)/.test(written);
  const digits = (isAbroad ? written.replace(/\(0\)/, '').replace(/^00/, '') : written).replace(
    /\D/g,
    '',
  );
  if (digits.length < FEWEST_DIGITS || digits.length > MOST_DIGITS) return null;
  return isAbroad ? `+${digits}` : digits;
}

/** One address that fills the text, in small letters. */
export function readEmail(text: string): string | null {
  const written = text.trim();
  const isAddress = /^[^\s@<>()[\]",;:]+@[^\s@<>()[\]",;:]+\.[^\s@<>()[\]",;:.]+$/u;
  if (written.length > LONGEST_ADDRESS || !isAddress.test(written)) return null;
  return written.toLowerCase();
}

/** What a `tel:` or `mailto:` link leads to. */
export function readLink(address: string): string[] {
  const [, scheme = '', rest = ''] = /^\s*(tel|mailto):(?:\/\/)?([^?]*)/i.exec(address) ?? [];
  const target = decode(rest);
  const found =
    scheme.toLowerCase() === 'tel'
      ? [readPhone(target.replace(/;(?!\s*ext=).*$/i, ''))]
      : target.split(',').map(readEmail);
  return found.filter((contact) => contact !== null);
}

/** All contacts that a text names, addresses first. */
export function readText(text: string, kind: ContactKind): string[] {
  if (text.length > LONGEST_TEXT) return [];
  const addresses = kind === 'phone' ? [] : (text.match(ADDRESS) ?? []).map(readEmail);
  const whole = kind === 'email' ? null : readPhone(text.replace(DATE, ''));
  const numbers = whole !== null || kind === 'email' ? [whole] : numbersIn(text);
  return [...addresses, ...numbers].filter((contact) => contact !== null);
}

function numbersIn(text: string): (string | null)[] {
  const bare = text
    .replace(UNSEEN, '')
    .replace(ADDRESS, '\n@\n')
    .replace(DATE, '\n')
    .replace(EXTENSION, ' ');
  const long = (bare.match(NUMBER) ?? []).filter(
    (number) => number.replace(/\D/g, '').length >= FEWEST_DIGITS_IN_TEXT,
  );
  return long.map(readPhone);
}

function decode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text; // a lone percent sign: it is read as it stands
  }
}
