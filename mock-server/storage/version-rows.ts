import { sql, type Selectable } from 'kysely';
import type {
  RoutingTree,
  RoutingVersion,
  VersionState,
  VersionSummary,
} from '../../api-client/contract/routing.ts';
import { notFound } from '../refusal.ts';
import type { Db, RoutingVersionsTable } from './database.ts';

export interface VersionKey {
  organisationId: string;
  routingId: string;
  number: number;
}

/** The row of one version, with what is asked of its routing. */
export function versionRows(db: Db, { organisationId, routingId, number }: VersionKey) {
  return db
    .selectFrom('routing_versions as v')
    .innerJoin('routings as r', (join) =>
      join
        .onRef('r.organisation_id', '=', 'v.organisation_id')
        .onRef('r.id', '=', 'v.routing_id'),
    )
    .selectAll('v')
    .select('r.flow')
    .where('v.organisation_id', '=', organisationId)
    .where('v.routing_id', '=', routingId)
    .where('v.number', '=', number);
}

/** The version’s row, for the length of the transaction. */
export async function lockVersion(tx: Db, key: VersionKey) {
  const row = await versionRows(tx, key).forUpdate('v').executeTakeFirst();
  if (!row) throw notFound('version');
  return row;
}

/** Changes columns of a version; every change is a new revision. */
export async function changeVersion(
  tx: Db,
  key: VersionKey,
  now: Date,
  columns: Partial<{
    tree: string;
    action_count: number;
    note: string;
    state: VersionState;
    published_at: Date;
  }>,
): Promise<void> {
  await tx
    .updateTable('routing_versions')
    .set({ ...columns, revision: sql<number>`revision + 1`, updated_at: now })
    .where('organisation_id', '=', key.organisationId)
    .where('routing_id', '=', key.routingId)
    .where('number', '=', key.number)
    .execute();
}

/** Refuses when there is no such routing; `lock` keeps it for the length of the transaction. */
export async function demandRouting(
  db: Db,
  organisationId: string,
  routingId: string,
  { lock = false } = {},
): Promise<void> {
  const row = await db
    .selectFrom('routings')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', routingId)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw notFound('routing');
}

export const summaryColumns = [
  'routing_id',
  'number',
  'state',
  'note',
  'revision',
  'action_count',
  'created_at',
  'updated_at',
  'published_at',
] as const;

type SummaryRow = Pick<Selectable<RoutingVersionsTable>, (typeof summaryColumns)[number]>;

export function toSummary(row: SummaryRow): VersionSummary {
  return {
    routingId: row.routing_id,
    number: row.number,
    state: row.state,
    note: row.note,
    revision: row.revision,
    actionCount: row.action_count,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    publishedAt: row.published_at?.toISOString() ?? null,
  };
}

export function toVersion(row: SummaryRow & { tree: RoutingTree }): RoutingVersion {
  return { ...toSummary(row), tree: row.tree };
}

export function columnsOf({ organisationId, routingId, number }: VersionKey) {
  return { organisation_id: organisationId, routing_id: routingId, number };
}
