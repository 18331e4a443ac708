import { sql } from 'kysely';
import { Refusal } from '../refusal.ts';
import { isUniqueViolation } from './database-errors.ts';
import type { Db } from './database.ts';

type Referenced = 'checkpoints' | 'routings';
const words: Record<Referenced, string> = { checkpoints: 'checkpoint', routings: 'routing' };

/** Refuses a reference that another one has already, in any case: `VIP` and `vip` are twins. */
export async function refuseTwin(
  db: Db,
  table: Referenced,
  organisationId: string,
  reference: string,
  ownId?: string,
): Promise<void> {
  const { rows } = await sql<{ id: string; name: string; reference: string }>`
    select id, name, reference from ${sql.table(table)}
    where organisation_id = ${organisationId} and lower(reference) = lower(${reference})
  `.execute(db);
  const twin = rows.find(({ id }) => id !== ownId);
  if (twin) throw conflict(table, reference, ` “${twin.name}” (${twin.reference})`);
}

/** Runs a write; that another one took the reference at the same moment is told like any other twin. */
export async function orTwin<Answer>(
  table: Referenced,
  reference: string,
  write: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await write();
  } catch (error) {
    throw isUniqueViolation(error) ? conflict(table, reference, '') : error;
  }
}

function conflict(table: Referenced, reference: string, twin: string): Refusal {
  const message = `Another ${words[table]}${twin} has the reference “${reference}” already; upper and lower case count as the same.`;
  return new Refusal('conflict', message, [{ path: 'reference', message }]);
}
