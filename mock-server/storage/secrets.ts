import type { Secret, Secrets } from '../../api-client/contract/secret.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { Db } from './database.ts';
import { findSecretUses } from './secret-uses.ts';

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

/** What there is, by name, with what uses it, and what is used and not there. */
export async function listSecrets(db: Db, organisationId: string): Promise<Secrets> {
  const rows = await db
    .selectFrom('secrets')
    .select(['name', 'updated_at'])
    .where('organisation_id', '=', organisationId)
    .execute();
  const uses = await findSecretUses(db, organisationId);
  const items = rows.map(({ name, updated_at }) => ({
    name,
    updatedAt: updated_at.toISOString(),
    uses: uses.get(name) ?? [],
  }));
  const missing = [...uses]
    .filter(([name]) => !rows.some((row) => row.name === name))
    .map(([name, uses]) => ({ name, uses }));
  return { items: items.sort(byName), missing: missing.sort(byName) };
}

const byName = (a: { name: string }, b: { name: string }): number => (a.name < b.name ? -1 : 1);

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

/** Deletes a secret; one that something uses, only when that is confirmed. `mayName`: the refusal may say what it is. */
export async function deleteSecret(
  db: Db,
  organisationId: string,
  name: string,
  { confirmUsed, mayName }: { confirmUsed: boolean; mayName: boolean },
): Promise<void> {
  const uses = (await findSecretUses(db, organisationId)).get(name) ?? [];
  const isThere = (await readSecret(db, organisationId, name)) !== undefined;
  if (isThere && uses.length > 0 && !confirmUsed) {
    const what = mayName
      ? uses
          .map((use) => `“${use.name}”`)
          .slice(0, 5)
          .join(', ')
      : '';
    const message = `“${name}” is used${what && ` by ${what}`}, which would fail without it. Confirm to delete it all the same.`;
    throw new Refusal('in-use', message);
  }
  const { numDeletedRows } = await db
    .deleteFrom('secrets')
    .where('organisation_id', '=', organisationId)
    .where('name', '=', name)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw notFound('secret');
}
