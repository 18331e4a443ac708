import type { Secret } from '../../api-client/contract/secret.ts';
import { notFound } from '../refusal.ts';
import type { Db } from './database.ts';

/** A secret's value, for the one call that needs it. Nothing else reads values: no answer and no log holds one. */
export async function readSecret(
  db: Db,
  organisationId: string,
  name: string,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('secrets')
    .select('value')
    .where('organisation_id', '=', organisationId)
    .where('name', '=', name)
    .executeTakeFirst();
  return row?.value;
}

/** What there is, by name. */
export async function listSecrets(db: Db, organisationId: string): Promise<Secret[]> {
  const rows = await db
    .selectFrom('secrets')
    .select(['name', 'updated_at'])
    .where('organisation_id', '=', organisationId)
    .execute();
  return rows
    .map(({ name, updated_at }) => ({ name, updatedAt: updated_at.toISOString() }))
    .sort((a, b) => (a.name < b.name ? -1 : 1));
}

/** Keeps a value under a name, in the place of the one before. */
export async function writeSecret(
  db: Db,
  organisationId: string,
  { name, value }: { name: string; value: string },
  now: Date,
): Promise<Secret> {
  await db
    .insertInto('secrets')
    .values({ organisation_id: organisationId, name, value, updated_at: now })
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'name']).doUpdateSet({ value, updated_at: now }),
    )
    .execute();
  return { name, updatedAt: now.toISOString() };
}

export async function deleteSecret(
  db: Db,
  organisationId: string,
  name: string,
): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('secrets')
    .where('organisation_id', '=', organisationId)
    .where('name', '=', name)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw notFound('secret');
}
