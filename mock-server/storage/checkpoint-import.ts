import { sql } from 'kysely';
import type { z } from 'zod';
import { CheckpointDraft } from '../../api-client/contract/checkpoint.ts';
import type {
  CheckpointImport,
  CheckpointRowFault,
  CheckpointRowOutcome,
  CheckpointsImported,
} from '../../api-client/contract/checkpoint-import.ts';
import { hashText } from '../access/hash-text.ts';
import { Refusal } from '../refusal.ts';
import {
  columnsOf,
  recordChanges,
  type Author,
  type CheckpointContent,
  type CheckpointRow,
} from './checkpoints.ts';
import { isUniqueViolation } from './database-errors.ts';
import type { Db } from './database.ts';
import type { NewId } from './ids.ts';
import { listUses } from './routing-uses.ts';

type Import = z.output<typeof CheckpointImport>;

/** A row of the file, what it becomes, and the checkpoint that has its reference already. */
interface Judged {
  content: CheckpointContent;
  outcome: CheckpointRowOutcome;
  stored: CheckpointRow | undefined;
}

/** Does all that the rows say, or nothing: a row that is refused refuses all of them. A dry run tells each row's outcome. */
export async function importCheckpoints(
  db: Db,
  author: Author,
  newId: NewId,
  { rows, dryRun, preview }: Import,
): Promise<CheckpointsImported> {
  const { organisationId } = author;
  try {
    return await db.transaction().execute(async (tx) => {
      const judged = judge(rows, await findStored(tx, organisationId, rows, dryRun));
      const told = {
        rows: judged.map(({ outcome }) => outcome),
        brokenUses: await brokenUses(tx, organisationId, judged),
        preview: await standFor(judged),
      };
      if (dryRun) return { isStored: false, ...told };
      if (preview !== undefined && preview !== told.preview) throw changedMeanwhile();
      refuseFaults(judged);
      await write(tx, author, newId, judged);
      return { isStored: true, ...told };
    });
  } catch (error) {
    throw isUniqueViolation(error) ? changedMeanwhile() : error;
  }
}

/** The checkpoints that the rows are about, by folded reference, for the length of the transaction. */
async function findStored(
  tx: Db,
  organisationId: string,
  rows: Import['rows'],
  dryRun: boolean,
): Promise<Map<string, CheckpointRow>> {
  const references = rows.map(({ reference }) => keyOf(reference));
  const stored = await tx
    .selectFrom('checkpoints')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where(sql<boolean>`lower(reference) = any(${references}::text[])`)
    .orderBy('id') // two imports do not wait for each other
    .$if(!dryRun, (query) => query.forUpdate())
    .execute();
  return new Map(stored.map((row) => [keyOf(row.reference), row]));
}

const keyOf = (reference: string): string => reference.trim().toLowerCase();

function judge(rows: Import['rows'], stored: ReadonlyMap<string, CheckpointRow>): Judged[] {
  const times = Map.groupBy(rows, ({ reference }) => keyOf(reference));
  return rows.map((row) => {
    const key = keyOf(row.reference);
    const isTwice = key !== '' && times.get(key)!.length > 1; // it is one of them
    return judgeRow(row, stored.get(key), isTwice);
  });
}

function judgeRow(
  { name, reference, alias }: Import['rows'][number],
  stored: CheckpointRow | undefined,
  isTwice: boolean,
): Judged {
  const content = {
    name: name.trim(),
    reference: reference.trim(),
    alias: alias.trim() || null,
  };
  if (isTwice) return { content, stored, outcome: { is: 'refused', faults: [twice(content)] } };
  // What is stored already is nobody's mistake here.
  if (stored && isSame(stored, content))
    return { content, stored, outcome: { is: 'unchanged' } };
  const faults = faultsOf(content);
  if (faults.length > 0) return { content, stored, outcome: { is: 'refused', faults } };
  if (!stored) return { content, stored, outcome: { is: 'new' } };
  const before = { name: stored.name, reference: stored.reference, alias: stored.alias };
  return { content, stored, outcome: { is: 'changed', before } };
}

function isSame(stored: CheckpointContent, { name, reference, alias }: CheckpointContent) {
  return stored.name === name && stored.reference === reference && stored.alias === alias;
}

function twice({ reference }: CheckpointContent): CheckpointRowFault {
  const message = `Another row has the reference “${reference.slice(0, 100)}”, too; upper and lower case count as the same.`;
  return { path: 'reference', is: 'twice', message };
}

/** By the schema of a single checkpoint. */
function faultsOf(content: CheckpointContent): CheckpointRowFault[] {
  const { error } = CheckpointDraft.safeParse(content);
  const faults = (error?.issues ?? []).map(({ path, code, message }): CheckpointRowFault => {
    const cell = path[0] as CheckpointRowFault['path']; // the schema’s fields are the cells
    return { path: cell, is: kindOf(code, content[cell] ?? ''), message };
  });
  return faults.filter(({ path }, at) => faults.findIndex((one) => one.path === path) === at);
}

function kindOf(issue: string, value: string): CheckpointRowFault['is'] {
  if (value === '') return 'missing';
  return issue === 'too_big' ? 'too-long' : 'characters';
}

function refuseFaults(judged: readonly Judged[]): void {
  const errors = judged.flatMap(({ outcome }, row) =>
    outcome.is === 'refused'
      ? outcome.faults.map(({ path, message }) => ({ path: `rows.${row}.${path}`, message }))
      : [],
  );
  const [first] = errors;
  if (!first) return;
  const many = errors.length > 1 ? ` And ${errors.length - 1} more.` : '';
  throw new Refusal(
    'invalid-input',
    `“${first.path}”: ${first.message}${many} Nothing was imported.`,
    errors,
  );
}

function changedMeanwhile(): Refusal {
  return new Refusal(
    'precondition-failed',
    'The checkpoints have changed since the preview. Nothing was imported: look at it again.',
  );
}

/** Actions that name a reference as it was written before. */
async function brokenUses(tx: Db, organisationId: string, judged: readonly Judged[]) {
  const reference = judged.flatMap(({ content, stored, outcome }) =>
    outcome.is === 'changed' && stored && stored.reference !== content.reference
      ? stored.reference
      : [],
  );
  if (reference.length === 0) return [];
  return listUses(tx, organisationId, 'checkpoint', { reference });
}

/** The same for the same rows on the same checkpoints. */
function standFor(judged: readonly Judged[]): Promise<string> {
  const all = judged.map(({ content, stored }) => [content, stored?.id, stored?.revision]);
  return hashText(JSON.stringify(all));
}

async function write(
  tx: Db,
  { organisationId, name, now }: Author,
  newId: NewId,
  judged: readonly Judged[],
): Promise<void> {
  const written = judged
    .filter(({ outcome }) => outcome.is === 'new' || outcome.is === 'changed')
    .map(({ content, stored }) => ({ id: stored?.id ?? newId(now), ...columnsOf(content) }));
  if (written.length === 0) return;
  await sql`
    insert into checkpoints
      (organisation_id, id, name, reference, alias, folded, created_at, updated_at, updated_by)
    select ${organisationId}::uuid, id, name, reference, alias, folded,
      ${now}::timestamptz, ${now}::timestamptz, ${name}::text
    from jsonb_to_recordset(${JSON.stringify(written)}::jsonb)
      as r (id uuid, name text, reference text, alias text, folded text)
    on conflict (organisation_id, id) do update set
      name = excluded.name, reference = excluded.reference, alias = excluded.alias,
      folded = excluded.folded, revision = checkpoints.revision + 1,
      updated_at = excluded.updated_at, updated_by = excluded.updated_by
  `.execute(tx);
  const ids = written.map(({ id }) => id);
  await recordChanges(tx, organisationId, ids);
}
