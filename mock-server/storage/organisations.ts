import type { Locale } from '../routing/action-context.ts';
import type { Db } from './database.ts';

/** The country that an organisation's phone numbers belong to when they say none. */
export async function readRegion(db: Db, organisationId: string): Promise<string> {
  const row = await db
    .selectFrom('organisations')
    .select('region')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return row.region;
}

/** What dates and numbers of an organisation depend on. */
export async function readLocale(db: Db, organisationId: string): Promise<Locale> {
  const { time_zone, region, languages } = await db
    .selectFrom('organisations')
    .select(['time_zone', 'region', 'languages'])
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return { timeZone: time_zone, region, language: languages[0] ?? 'en' };
}

/** The currency that an organisation reckons in. */
export async function readCurrency(db: Db, organisationId: string): Promise<string> {
  const row = await db
    .selectFrom('organisations')
    .select('currency')
    .where('id', '=', organisationId)
    .executeTakeFirstOrThrow();
  return row.currency;
}
