import { parsePhoneNumberFromString, type CountryCode } from 'libphonenumber-js/max';

/** A phone number in any spelling as E.164, and whether it is surely a fixed line: numbers of unknown kinds may be mobiles. */
export function readPhoneKind(
  text: string,
  region: string,
): { number: string; isFixedLine: boolean } | undefined {
  const parsed = parsePhoneNumberFromString(text.trim(), {
    defaultCountry: region as CountryCode, // an unknown one is refused like a wrong number
    extract: false,
  });
  if (!parsed?.isValid()) return undefined;
  return { number: parsed.number, isFixedLine: parsed.getType() === 'FIXED_LINE' };
}
