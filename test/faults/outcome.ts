import { createHash } from 'node:crypto';
import { sql } from 'kysely';
import type { Db } from '../../mock-server/storage/database.ts';

/** Tables that only the Maker writes, and bookkeeping that holds nothing of a flow. */
const STANDING = new Set([
  'channels',
  'checkpoints',
  'entities',
  'routing_uses',
  'routing_versions',
  'routings',
]);
/** Columns that tell when and in which order, which may differ after a death. */
const OF_THE_MOMENT = new Set([
  'at',
  'duration_ms',
  'linked',
  'position',
  'seen_at',
  'transaction_id',
  'recent',
]);
const IDS = /[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/g;
/** What links to pages of ours hold: random. */
const TOKENS = /(?<![\w-])[\w-]{43}(?![\w-])/g;
const INSTANTS = /\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(?:\.\d+)?(?:Z|[+-]\d\d:\d\d)/g;

/** Everything that the database holds of an organisation, row by row, without what may differ after a death. */
export async function readOutcome(db: Db, organisationId: string): Promise<string[]> {
  const tables = await organisationTables(db);
  const parts = tables.map(
    (table) => sql`
      select ${table}::text as "table", to_jsonb(t) as "row" from ${sql.table(table)} t
      where organisation_id = ${organisationId}`,
  );
  const { rows } = await sql<{ table: string; row: Record<string, unknown> }>`
    ${sql.join(parts, sql` union all `)}
  `.execute(db);
  return rows.map(({ table, row }) => `${table} ${JSON.stringify(lasting(row))}`);
}

async function organisationTables(db: Db): Promise<string[]> {
  const { rows } = await sql<{ name: string }>`
    select c.relname as name from pg_class c
    join pg_attribute a on a.attrelid = c.oid and a.attname = 'organisation_id'
    where c.relkind in ('r', 'p') and not c.relispartition and c.relnamespace = 'public'::regnamespace
    order by 1
  `.execute(db);
  return rows.map(({ name }) => name).filter((name) => !STANDING.has(name));
}

function lasting(row: Record<string, unknown>): Record<string, unknown> {
  const stays = ([name, value]: [string, unknown]) =>
    !OF_THE_MOMENT.has(name) && !(name === 'id' && typeof value === 'number');
  return Object.fromEntries(Object.entries(row).filter(stays));
}

/** Texts without times and ids: what differs in them differs in more than in what belongs together. */
export function plain(texts: readonly string[]): string[] {
  return texts.map((text) => timeless(text).replace(IDS, '#')).sort();
}

/**
 * Texts without times, in which every id is told by the company it keeps: by the texts that it appears in, with the
 * names of the other ids in them. So the same rows read the same, whatever their ids and whoever comes first.
 */
export function withoutIds(texts: readonly string[]): string[] {
  const all = texts.map(timeless);
  const holders = new Map<string, string[]>();
  for (const text of all)
    for (const [id] of text.matchAll(IDS)) holders.set(id, [...(holders.get(id) ?? []), text]);
  let names = new Map([...holders.keys()].map((id) => [id, '#']));
  for (let round = 0; round < 3; round++) {
    const company = [...holders].map(([id, held]): [string, string] => [
      id,
      nameOf(held.map((text) => named(text, names, id)).sort()),
    ]);
    names = new Map(company);
  }
  return all.map((text) => named(text, names)).sort();
}

function timeless(text: string): string {
  return text.replace(INSTANTS, '@').replace(TOKENS, '%');
}

function named(text: string, names: ReadonlyMap<string, string>, self?: string): string {
  return text.replace(IDS, (id) => (id === self ? '#self' : (names.get(id) ?? '#')));
}

function nameOf(company: readonly string[]): string {
  return `#${createHash('sha256').update(company.join('\n')).digest('hex').slice(0, 8)}`;
}
