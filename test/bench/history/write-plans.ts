import { writeFileSync } from 'node:fs';
import { resolve } from 'node:path';
import pg from 'pg';
import type { BenchServer, Query } from './bench-server.ts';

/** A question whose plans are kept. */
export interface Question {
  title: string;
  path: string;
  query: Query;
  token: string;
}

interface Statement {
  text: string;
  values: unknown[];
}

const LONGEST_LINE = 140;

/** What the server sends to its database while it is listened to. */
let heard: Statement[] | undefined;

const { query } = pg.Client.prototype as unknown as { query(...call: unknown[]): unknown };
Object.assign(pg.Client.prototype, {
  query(this: pg.Client, ...call: unknown[]) {
    const statement = (typeof call[0] === 'string' ? { text: call[0] } : call[0]) as Statement;
    const values = statement.values ?? call[1] ?? [];
    if (heard && statement.text)
      heard.push({ text: statement.text, values: values as unknown[] });
    return query.apply(this, call);
  },
});

/** Writes down how the database comes to each of these answers: the statements that look for interactions. */
export async function writePlans(
  server: BenchServer,
  url: string,
  { questions, rows }: { questions: readonly Question[]; rows: number },
): Promise<void> {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  const parts = [opening(rows)];
  for (const { title, path, query, token } of questions) {
    await server.get(path, query, token); // what is remembered is not asked for again
    heard = [];
    await server.get(path, query, token);
    const statements = heard.filter(({ text }) => isSearch(text));
    heard = undefined;
    parts.push(`## ${title}\n`);
    for (const { text, values } of statements) {
      const explain = `explain (analyze, costs off, timing off, summary off) ${text}`;
      const plan = await client.query<{ 'QUERY PLAN': string }>(explain, values);
      const lines = plan.rows.map((row) => row['QUERY PLAN']);
      parts.push(`${indexesOf(lines)}\n\n\`\`\`text\n${executed(lines).join('\n')}\n\`\`\`\n`);
    }
  }
  await client.end();
  writeFileSync(
    resolve(import.meta.dirname, '../../../docs/history-plans.md'),
    parts.join('\n'),
  );
}

function opening(rows: number): string {
  return `# How the database finds a page of the history

Plans of PostgreSQL for the questions that are asked most, and for the one that took longest, over ${rows.toLocaleString('en')} interactions
with five checkpoints each. \`WRITE_PLANS=1 npm run bench -- history\` writes them anew; [history.md](history.md#how-a-page-is-found)
says why they are so. What was not executed, or found nothing, is left out.
`;
}

/** A statement that looks for interactions; the one that reads those that were found is always the same. */
function isSearch(text: string): boolean {
  return /\b(from|join) interactions i\b/.test(text) && !text.includes('as found (id, place)');
}

/** By the tables that are divided into months: each month has an index of its own, which is called after it. */
function indexesOf(lines: readonly string[]): string {
  const found = lines.flatMap(
    (line) => /\bscan (?:backward )?(?:using|on) (\w+_(?:pkey|idx\d*))/i.exec(line)?.[1] ?? [],
  );
  const names = new Set(
    found.map((name) => name.replace(/_\d{4}_\d{2}/, '').replace('_organisation_id', '')),
  );
  return `Indexes: ${[...names].map((name) => `\`${name}\``).join(', ') || 'none'}`;
}

/** What is beside the way that was gone. */
const ASIDE =
  /^\s*(Index Searches|Storage|Heap Fetches|Heap Blocks|Sort Method|Window|Recheck Cond|Planning|Buffers)\b/;

/** Without what was never executed, or found nothing, and what lies below it. */
function executed(lines: readonly string[]): string[] {
  const left: string[] = [];
  let skipped = Infinity;
  for (const line of lines) {
    const depth = line.search(/\S/);
    if (depth > skipped) continue;
    skipped = /never executed|rows=0\.00/.test(line) ? depth : Infinity;
    if (skipped < Infinity || ASIDE.test(line)) continue;
    left.push(line.length > LONGEST_LINE ? `${line.slice(0, LONGEST_LINE)}…` : line);
  }
  return left;
}
