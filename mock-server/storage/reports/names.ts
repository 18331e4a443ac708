import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { ofInteraction, partsOf, seenIds, type Part, type Reporting } from './seen.ts';

export interface CheckpointName {
  checkpointId: string;
  name: string;
  alias: string | null;
  isDeleted: boolean;
}

/**
 * What checkpoints are called; those that were deleted, as the last interaction of these parts calls them. Those that
 * neither are there nor were attached are left out.
 */
export async function readCheckpointNames(
  db: Db,
  reporting: Reporting,
  parts: readonly Part[],
  ids: readonly string[],
): Promise<Map<string, CheckpointName>> {
  const { rows } = await sql<CheckpointName>`
    select id as "checkpointId", name, alias, false as "isDeleted" from checkpoints
    where organisation_id = ${reporting.organisationId} and id = any(${[...ids]}::uuid[])
  `.execute(db);
  const known = new Map(rows.map((row) => [row.checkpointId, row]));
  const deleted = ids.filter((id) => !known.has(id));
  for (const row of await readFormerNames(db, reporting, parts, deleted))
    known.set(row.checkpointId, row);
  return known;
}

async function readFormerNames(
  db: Db,
  reporting: Reporting,
  parts: readonly Part[],
  ids: readonly string[],
): Promise<CheckpointName[]> {
  if (ids.length === 0) return [];
  const { rows } = await sql<CheckpointName>`
    select distinct on (former.checkpoint_id) former.checkpoint_id as "checkpointId", former.name, former.alias,
      true as "isDeleted"
    from ${partsOf(parts)}, lateral (
      select had.checkpoint_id, had.interaction_id, had.name, had.alias
      from (${seenIds(reporting)}) i join interaction_checkpoints had on ${ofInteraction('had', reporting)}
      where had.checkpoint_id = any(${[...ids]}::uuid[])
    ) former
    order by former.checkpoint_id, former.interaction_id desc
  `.execute(db);
  return rows;
}
