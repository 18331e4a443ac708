import { getCountries } from 'libphonenumber-js/max';
import { z } from 'zod';
import { SHORTEST_PASSWORD } from '../../api-client/contract/people/index.ts';
import { DisplayName } from '../../api-client/contract/primitives.ts';
import { Language } from '../../api-client/contract/user.ts';

/** Every time zone of the IANA's list, under the name that it has there now. */
export const timeZones: readonly string[] = [
  'UTC',
  ...Intl.supportedValuesOf('timeZone').filter((zone) => zone !== 'UTC'),
];
export const currencies: readonly string[] = Intl.supportedValuesOf('currency');
export const regions: readonly string[] = getCountries();

/** What a new organisation and its first administrator need. */
export const SetUp = z.object({
  organisation: DisplayName,
  language: Language,
  timeZone: z.enum(timeZones as [string, ...string[]]),
  region: z.enum(regions as [string, ...string[]]),
  currency: z.enum(currencies as [string, ...string[]]),
  name: DisplayName,
  username: z
    .string()
    .trim()
    .regex(/^[^\s]{1,100}$/),
  email: z.email().max(254),
  password: z.string().min(SHORTEST_PASSWORD).max(200),
});
export type SetUp = z.infer<typeof SetUp>;
export type SetUpField = keyof SetUp;

export const setUpFields = Object.keys(SetUp.shape) as SetUpField[];

/** What is offered before anything was entered, from what the browser says of its language and place. */
export function suggestedSetUp(
  language: Language,
  asked: string | undefined,
): Partial<Record<SetUpField, string>> {
  const region = regionOf(asked) ?? (language === 'fr' ? 'FR' : 'GB');
  return {
    language,
    region,
    timeZone: zoneOf(region),
    currency: currencyOf[region] ?? 'EUR',
    username: 'admin',
  };
}

/** The server's own, unless it keeps UTC, as servers do; then one of the country's. */
function zoneOf(region: string): string {
  const own = Intl.DateTimeFormat().resolvedOptions().timeZone;
  const isItself = own !== 'UTC' && timeZones.includes(own);
  const locale = new Intl.Locale(`und-${region}`) as Intl.Locale & {
    getTimeZones?(): string[] | undefined; // newer than TypeScript's library
  };
  return isItself ? own : (locale.getTimeZones?.()?.[0] ?? 'UTC');
}

const currencyOf: Record<string, string> = { US: 'USD', GB: 'GBP', CA: 'CAD', CH: 'CHF' };

function regionOf(asked = ''): string | undefined {
  const named = /^[\w]{2,3}-(?:[\w]{4}-)?([A-Za-z]{2})\b/.exec(asked)?.[1]?.toUpperCase();
  return named && regions.includes(named) ? named : undefined;
}
