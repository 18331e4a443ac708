import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { bothDays, type Supervising } from './span.ts';

/**
 * For each checkpoint, how many interactions have it after all those before it. An interaction has a checkpoint once: a
 * step is one more join, and finds a row or none.
 */
export async function countFunnel(
  db: Db,
  asking: Supervising,
  checkpointIds: readonly string[],
): Promise<{ today: number; before: number }[]> {
  if (checkpointIds.length === 0) return [];
  const name = (index: number) => sql.ref(`step${index}`);
  const joins = checkpointIds.map((id, index) => {
    const [step, former] = [name(index), name(index - 1)];
    const after =
      index === 0
        ? sql``
        : sql`and (${step}.attached_at, ${step}.sequence) > (${former}.attached_at, ${former}.sequence)`;
    return sql`left join interaction_checkpoints ${step}
      on ${step}.organisation_id = day.organisation_id and ${step}.interaction_id = day.id
        and ${step}.checkpoint_id = ${id}::uuid ${after}`;
  });
  const counts = checkpointIds.map(
    (_, index) => sql`jsonb_build_object(
      'today', count(${name(index)}.sequence) filter (where is_today),
      'before', count(${name(index)}.sequence) filter (where not is_today))`,
  );
  const { rows } = await sql<{ steps: { today: number; before: number }[] }>`
    select jsonb_build_array(${sql.join(counts)}) as steps
    from (${bothDays(asking)}) day ${sql.join(joins, sql` `)}
  `.execute(db);
  return rows[0]?.steps ?? [];
}

/** What checkpoints are called; those that are not there are left out. */
export async function readCheckpointNames(
  db: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<Map<string, { name: string; alias: string | null }>> {
  const rows = await db
    .selectFrom('checkpoints')
    .select(['id', 'name', 'alias'])
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', ids)
    .execute();
  return new Map(rows.map(({ id, name, alias }) => [id, { name, alias }]));
}
