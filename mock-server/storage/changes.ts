import { sql } from 'kysely';
import type { Db } from './database.ts';

/**
 * A place in the feed: everything up to it has been read. Of a transaction id and a row id, since rows of an
 * early transaction may become visible after those of a late one.
 */
export interface Position {
  transaction: bigint;
  row: number;
}

export interface ChangeRow {
  organisationId: string;
  transaction: bigint;
  row: number;
  /**
   * `entityId` is the message, the checkpoint or the user; for `moved` the queue that the interaction was seen by
   * before, or null when it was seen as a direct one.
   */
  kind: 'interaction' | 'message' | 'checkpoint' | 'access' | 'offer' | 'moved';
  interactionId: string | null;
  entityId: string | null;
}

export interface ChangeBatch {
  rows: ChangeRow[];
  /** Covers the rows, and everything before them. */
  position: Position;
  /** True when there is nothing after the rows yet. */
  complete: boolean;
}

interface Row {
  horizon: string;
  organisation_id: string | null;
  transaction_id: string;
  id: number;
  kind: ChangeRow['kind'];
  interaction_id: string | null;
  entity_id: string | null;
}

/**
 * Changes after a position, in the order of (transaction, row), and only of transactions that are older than
 * every one still running: what has not been read cannot appear before what has.
 */
export async function readChanges(
  db: Db,
  { transaction, row }: Position,
  { organisationId, limit }: { organisationId?: string; limit: number },
): Promise<ChangeBatch> {
  const own = organisationId ? sql`c.organisation_id = ${organisationId}` : sql`true`;
  const { rows } = await sql<Row>`
    select horizon.xmin::text as horizon, c.organisation_id, c.transaction_id::text as transaction_id, c.id, c.kind,
      c.interaction_id, c.entity_id
    from (select pg_snapshot_xmin(pg_current_snapshot()) as xmin) horizon
    left join lateral (
      select * from changes c
      where ${own}
        and (c.transaction_id, c.id) > (${String(transaction)}::text::xid8, ${row}::bigint)
        and c.transaction_id < horizon.xmin
      order by c.transaction_id, c.id
      limit ${limit}
    ) c on true
    order by c.transaction_id, c.id
  `.execute(db);
  const changes = rows.filter((one) => one.organisation_id !== null).map(toChange);
  const complete = changes.length < limit;
  const horizon = { transaction: BigInt(rows[0]?.horizon ?? 0), row: 0 };
  const last = changes.at(-1);
  return { rows: changes, position: complete || !last ? horizon : last, complete };
}

function toChange(row: Row): ChangeRow {
  return {
    organisationId: row.organisation_id!, // rows without one were left out
    transaction: BigInt(row.transaction_id),
    row: Number(row.id),
    kind: row.kind,
    interactionId: row.interaction_id,
    entityId: row.entity_id,
  };
}

/** Where the feed ends at this moment. */
export async function readHorizon(db: Db): Promise<Position> {
  const { rows } = await sql<{ xmin: string }>`
    select pg_snapshot_xmin(pg_current_snapshot())::text as xmin
  `.execute(db);
  return { transaction: BigInt(rows[0]?.xmin ?? 0), row: 0 };
}

/** How long changes are kept: a client that was away longer loads anew. */
export const CHANGES_KEPT_HOURS = 48;
const TRIMMED = 'changes_trimmed';

/**
 * Drops changes that nobody may resume from any more, and remembers up to where. What was dropped stays
 * dropped: a later call may find only rows of older transactions, which took longer.
 */
export async function trimChanges(db: Db, now: Date): Promise<void> {
  const before = new Date(now.getTime() - CHANGES_KEPT_HOURS * 3_600_000);
  await sql`
    with gone as (delete from changes where at < ${before} returning transaction_id),
    last as (select max(transaction_id) as transaction_id from gone)
    insert into settings (name, value)
    select ${TRIMMED}, transaction_id::text from last where transaction_id is not null
    on conflict (name) do update set value = greatest(settings.value::xid8, excluded.value::xid8)::text
  `.execute(db);
}

/** Whether the feed still holds everything after this position. To be asked after reading from it, not before. */
export async function isKept(db: Db, { transaction }: Position): Promise<boolean> {
  const row = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', TRIMMED)
    .executeTakeFirst();
  return transaction > BigInt(row?.value ?? 0);
}

/** How far the feed's horizon lies behind, and the transaction that holds it, for operators. */
export async function readFeedDelay(db: Db): Promise<FeedDelay | undefined> {
  const { rows } = await sql<FeedDelay>`
    select extract(epoch from clock_timestamp() - xact_start)::float8 as seconds,
      datname as database, application_name as application, left(query, 60) as query
    from pg_stat_activity
    where backend_xid is not null
    order by xact_start limit 1
  `.execute(db);
  return rows[0];
}

/** The oldest transaction that writes, in any database of the cluster: transaction ids are of the whole cluster. */
export interface FeedDelay {
  seconds: number;
  database: string;
  application: string;
  query: string;
}

/**
 * After a dump was put into another cluster, the changes in it carry ids that this cluster has yet to reach: they
 * would hide, and come up as news one day. They are dropped, and cursors of the former database are no good here.
 */
export async function forgetForeignChanges(db: Db): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { numDeletedRows } = await tx
      .deleteFrom('changes')
      .where(sql<boolean>`transaction_id >= pg_snapshot_xmax(pg_current_snapshot())`)
      .executeTakeFirst();
    if (numDeletedRows === 0n) return;
    await tx.deleteFrom('changes').execute();
    await tx
      .updateTable('settings')
      .set({ value: crypto.randomUUID() })
      .where('name', '=', 'database_id')
      .execute();
  });
}
