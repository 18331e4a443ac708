import { sql } from 'kysely';
import type { Db } from '../../../mock-server/storage/database.ts';

/** Flows that wait, as a version of the program left them, and how it would have ended them itself. */
export interface WaitingFlows {
  /** The last migration that it knew. */
  migration: string;
  /** Its time when it left them. */
  leftAt: string;
  organisationId: string;
  flows: WaitingFlow[];
  /** All rows, by table. */
  tables: Record<string, unknown[]>;
}

export interface WaitingFlow {
  interactionId: string;
  /** Its place in the list of journeys. */
  journey: number;
  end: FlowEnd;
}

/** How a flow came out, without ids and times. */
export interface FlowEnd {
  outcome: unknown;
  step: number;
  variables: Record<string, string>;
  /** Actions with the branch that each left by. */
  path: string[];
  messages: string[];
  checkpoints: string[];
}

/** Tables that say nothing of flows. */
const LEFT_OUT = [
  'changes',
  'settings',
  'sessions',
  'kysely_migration',
  'kysely_migration_lock',
];

export async function dumpTables(db: Db): Promise<Record<string, unknown[]>> {
  const { rows } = await sql<{ name: string }>`
    select relname as name from pg_class
    where relkind in ('r', 'p') and not relispartition and relnamespace = 'public'::regnamespace
      and relname <> all(${LEFT_OUT})
    order by 1
  `.execute(db);
  const tables: Record<string, unknown[]> = {};
  for (const { name } of rows) {
    const found = await sql<{ row: unknown }>`
      select to_jsonb(t) as row from ${sql.table(name)} t
    `.execute(db);
    if (found.rows.length > 0) tables[name] = found.rows.map(({ row }) => row);
  }
  return tables;
}

/** Puts the rows back: first those that others belong to. Numbers that the database counts go on behind them. */
export async function restoreTables(db: Db, tables: WaitingFlows['tables']): Promise<void> {
  const belongings = await readBelongings(db);
  const waiting = new Set(Object.keys(tables));
  while (waiting.size > 0) {
    const next = [...waiting].find((name) =>
      belongings.every(({ table, to }) => table !== name || to === name || !waiting.has(to)),
    );
    if (next === undefined) throw new Error('Tables belong to each other in a circle.');
    waiting.delete(next);
    const rows = JSON.stringify(tables[next]);
    const columns = sql.join((await readWritable(db, next)).map((name) => sql.ref(name)));
    await sql`
      insert into ${sql.table(next)} (${columns}) overriding system value
      select ${columns} from jsonb_populate_recordset(null::${sql.table(next)}, ${rows}::jsonb)
    `.execute(db);
    await countOn(db, next);
  }
}

async function readBelongings(db: Db): Promise<{ table: string; to: string }[]> {
  const { rows } = await sql<{ table: string; to: string }>`
    select conrelid::regclass::text as table, confrelid::regclass::text as to
    from pg_constraint where contype = 'f'
  `.execute(db);
  return rows;
}

/** The columns that the database does not reckon from others. */
async function readWritable(db: Db, table: string): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute
    where attrelid = ${table}::regclass and attnum > 0 and attgenerated = '' and not attisdropped
  `.execute(db);
  return rows.map(({ name }) => name);
}

async function countOn(db: Db, table: string): Promise<void> {
  const { rows } = await sql<{ name: string }>`
    select attname as name from pg_attribute where attrelid = ${table}::regclass and attidentity <> ''
  `.execute(db);
  for (const { name } of rows)
    await sql`
      select setval(pg_get_serial_sequence(${table}, ${name}), max(${sql.ref(name)})) from ${sql.table(table)}
    `.execute(db);
}

/** How the flow stands. */
export async function readEnd(db: Db, interactionId: string): Promise<FlowEnd> {
  const { rows } = await sql<FlowEnd>`
    select r.state -> 'outcome' as outcome, r.step, r.state -> 'variables' as variables,
      (select coalesce(array_agg(concat_ws(' ', e.kind, e.action_name, e.branch) order by e.sequence), '{}')
        from interaction_events e where e.interaction_id = r.interaction_id) as path,
      (select coalesce(array_agg(m.author || ': ' || m.text order by m.sequence), '{}')
        from messages m where m.interaction_id = r.interaction_id) as messages,
      (select coalesce(array_agg(c.reference || ' ' || c.hits order by c.sequence), '{}')
        from interaction_checkpoints c where c.interaction_id = r.interaction_id) as checkpoints
    from runs r where r.interaction_id = ${interactionId} and r.ended_at is not null
  `.execute(db);
  const [end] = rows;
  if (!end) throw new Error(`The flow ${interactionId} has not ended.`);
  return end;
}
