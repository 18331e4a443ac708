import { sql } from 'kysely';
import type { EntityTableKind } from '../../api-client/contract/entities/index.ts';
import { Refusal } from '../refusal.ts';
import { entityWords } from '../routing/entities.ts';
import { isUniqueViolation } from './database-errors.ts';
import type { Db } from './database.ts';

/** A table with references, and the kind within it where it holds several. */
export type Referenced = 'checkpoints' | 'routings' | { kind: EntityTableKind };

/** Refuses a reference that another one has already, in any case: `VIP` and `vip` are twins. */
export async function refuseTwin(
  db: Db,
  among: Referenced,
  organisationId: string,
  reference: string,
  ownId?: string,
): Promise<void> {
  const table = typeof among === 'string' ? among : 'entities';
  const ofKind = typeof among === 'string' ? sql`true` : sql`kind = ${among.kind}`;
  const { rows } = await sql<{ id: string; name: string; reference: string }>`
    select id, name, reference from ${sql.table(table)}
    where organisation_id = ${organisationId} and ${ofKind} and lower(reference) = lower(${reference})
  `.execute(db);
  const twin = rows.find(({ id }) => id !== ownId);
  if (twin) throw conflict(among, reference, ` “${twin.name}” (${twin.reference})`);
}

/** Runs a write; that another one took the reference at the same moment is told like any other twin. */
export async function orTwin<Answer>(
  among: Referenced,
  reference: string,
  write: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await write();
  } catch (error) {
    throw isUniqueViolation(error) ? conflict(among, reference, '') : error;
  }
}

function conflict(among: Referenced, reference: string, twin: string): Refusal {
  const message = `Another ${wordOf(among)}${twin} has the reference “${reference}” already; upper and lower case count as the same.`;
  return new Refusal('conflict', message, [{ path: 'reference', message }]);
}

function wordOf(among: Referenced): string {
  if (typeof among !== 'string') return entityWords[among.kind];
  return among === 'checkpoints' ? 'checkpoint' : 'routing';
}
