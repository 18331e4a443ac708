import { sql, type RawBuilder, type Selectable } from 'kysely';
import type { z } from 'zod';
import type {
  Checkpoint,
  CheckpointChanged,
  CheckpointDraft,
  CheckpointPatch,
  CheckpointQuery,
  CheckpointUse,
} from '../../api-client/contract/checkpoint.ts';
import type { CheckpointNames } from '../../api-client/contract/trail.ts';
import type { Page } from '../../api-client/contract/primitives.ts';
import { fold } from '../../api-client/contract/fold.ts';
import { notFound, Refusal, type FieldError } from '../refusal.ts';
import type { CheckpointsTable, Db } from './database.ts';
import {
  behind,
  containing,
  foldedColumn,
  inOrder,
  readCursor,
  writeCursor,
} from './keyset.ts';
import { demandRevision } from './precondition.ts';
import { listUses } from './routing-uses.ts';
import { orTwin, refuseTwin } from './twins.ts';

export type CheckpointRow = Selectable<CheckpointsTable>;
type Draft = z.output<typeof CheckpointDraft>;
type Patch = z.output<typeof CheckpointPatch>;
type Query = z.output<typeof CheckpointQuery>;
/** What people write about a checkpoint. */
export type CheckpointContent = CheckpointNames;

/** Who changes something, and when. */
export interface Author {
  organisationId: string;
  name: string;
  now: Date;
}

/** One page of the organisation's checkpoints; `total` counts all that the search finds. */
export async function listCheckpoints(
  db: Db,
  organisationId: string,
  { search, sort, cursor, limit }: Query,
): Promise<Page<Checkpoint>> {
  const down = sort.startsWith('-');
  const key = foldedColumn(sort.replace('-', ''));
  const after = readCursor(sort, cursor);
  const found = db
    .selectFrom('checkpoints')
    .where('organisation_id', '=', organisationId)
    .$if(search.trim() !== '', (query) => query.where(matches(search)));
  const rows = await found
    .selectAll()
    .select(key.as('sort_value'))
    .$if(after !== undefined, (query) => query.where(behind(key, down, after!))) // asked in the same line
    .orderBy(inOrder(key, down))
    .limit(limit + 1)
    .execute();
  const { total } = await found
    .select(sql<number>`count(*)`.as('total'))
    .executeTakeFirstOrThrow();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map(toCheckpoint),
    nextCursor: last ? writeCursor(sort, { value: last.sort_value, id: last.id }) : null,
    total: Number(total),
  };
}

function matches(search: string): RawBuilder<boolean> {
  return sql`folded like ${containing(fold(search.trim()))}`;
}

/** What those of the checkpoints that are there are called now, by id. */
export async function readCheckpointNames(
  db: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<ReadonlyMap<string, CheckpointNames>> {
  if (ids.length === 0) return new Map();
  const rows = await db
    .selectFrom('checkpoints')
    .select(['id', 'name', 'reference', 'alias'])
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', [...ids])
    .execute();
  return new Map(rows.map(({ id, ...names }) => [id, names]));
}

export async function readCheckpoint(
  db: Db,
  organisationId: string,
  id: string,
): Promise<Checkpoint> {
  return toCheckpoint(await readRow(db, organisationId, id));
}

export async function createCheckpoint(
  db: Db,
  author: Author,
  id: string,
  draft: Draft,
): Promise<Checkpoint> {
  const { organisationId, now, name } = author;
  return orTwin('checkpoints', draft.reference, () =>
    db.transaction().execute(async (tx) => {
      await refuseTwin(tx, 'checkpoints', organisationId, draft.reference);
      const row = await tx
        .insertInto('checkpoints')
        .values({
          organisation_id: organisationId,
          id,
          ...columnsOf(draft),
          created_at: now,
          updated_at: now,
          updated_by: name,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      await recordChanges(tx, organisationId, [id]);
      return toCheckpoint(row);
    }),
  );
}

/** Saves a copy, once its name and its reference are no longer the original's. */
export async function duplicateCheckpoint(
  db: Db,
  author: Author,
  originalId: string,
  id: string,
  draft: Draft,
): Promise<Checkpoint> {
  const original = await readRow(db, author.organisationId, originalId);
  const errors: FieldError[] = [];
  if (draft.name === original.name) {
    errors.push({ path: 'name', message: 'Give the copy a name of its own.' });
  }
  if (draft.reference.toLowerCase() === original.reference.toLowerCase()) {
    errors.push({ path: 'reference', message: 'Give the copy a reference of its own.' });
  }
  if (errors.length > 0) {
    throw new Refusal(
      'invalid-input',
      'The copy’s name and reference must differ from the original’s.',
      errors,
    );
  }
  return createCheckpoint(db, author, id, draft);
}

/** Changes a checkpoint. What interactions have of it stays as it was. */
export async function changeCheckpoint(
  db: Db,
  author: Author,
  id: string,
  patch: Patch,
  ifMatch: number | undefined,
): Promise<CheckpointChanged> {
  const { organisationId, now, name } = author;
  return orTwin('checkpoints', patch.reference ?? '', () =>
    db.transaction().execute(async (tx) => {
      const [before] = await lockRows(tx, organisationId, [id]);
      if (!before) throw notFound('checkpoint');
      demandRevision('checkpoint', before, ifMatch);
      const content = {
        name: patch.name ?? before.name,
        reference: patch.reference ?? before.reference,
        alias: patch.alias === undefined ? before.alias : patch.alias,
      };
      await refuseTwin(tx, 'checkpoints', organisationId, content.reference, id);
      const row = await tx
        .updateTable('checkpoints')
        .set({
          ...columnsOf(content),
          revision: before.revision + 1,
          updated_at: now,
          updated_by: name,
        })
        .where('organisation_id', '=', organisationId)
        .where('id', '=', id)
        .returningAll()
        .executeTakeFirstOrThrow();
      await recordChanges(tx, organisationId, [id]);
      const brokenUses =
        content.reference === before.reference
          ? []
          : await listUses(tx, organisationId, 'checkpoint', { reference: before.reference });
      return { ...toCheckpoint(row), brokenUses };
    }),
  );
}

/** Every action that picks the checkpoint or names its reference. */
export async function readUsage(
  db: Db,
  organisationId: string,
  id: string,
): Promise<CheckpointUse[]> {
  const { reference } = await readRow(db, organisationId, id);
  return listUses(db, organisationId, 'checkpoint', { id, reference });
}

/** The checkpoints of these ids that there are, for the length of the transaction. */
export async function lockRows(
  tx: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<CheckpointRow[]> {
  return tx
    .selectFrom('checkpoints')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forUpdate()
    .execute();
}

async function readRow(db: Db, organisationId: string, id: string): Promise<CheckpointRow> {
  const row = await db
    .selectFrom('checkpoints')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('checkpoint');
  return row;
}

/** Says on the change feed that checkpoints changed. Part of the transaction that changes them. */
export async function recordChanges(
  tx: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<void> {
  await sql`
    insert into changes (organisation_id, kind, entity_id)
    select ${organisationId}::uuid, 'checkpoint', id from unnest(${ids}::uuid[]) as r (id)
  `.execute(tx);
}

export function columnsOf({ name, reference, alias }: CheckpointContent) {
  return { name, reference, alias, folded: `${fold(name)}\n${fold(reference)}` };
}

function toCheckpoint(row: CheckpointRow): Checkpoint {
  return {
    id: row.id,
    name: row.name,
    reference: row.reference,
    alias: row.alias,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  };
}
