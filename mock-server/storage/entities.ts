import { sql, type Insertable, type Selectable } from 'kysely';
import type { z } from 'zod';
import type { CheckpointUse } from '../../api-client/contract/checkpoint.ts';
import {
  entityDefinitions,
  type Entity,
  type EntityChanged,
  type EntityDraft,
  type EntityPatch,
  type EntityQuery,
  type EntitySummary,
  type EntityTableKind,
} from '../../api-client/contract/entities/index.ts';
import type { Page } from '../../api-client/contract/primitives.ts';
import { fold } from '../../api-client/contract/fold.ts';
import { notFound } from '../refusal.ts';
import { entityWords } from '../routing/entities.ts';
import type { Author } from './checkpoints.ts';
import type { Db, EntitiesTable } from './database.ts';
import { refuseUnknownReferences } from './entity-references.ts';
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

type EntityRow = Selectable<EntitiesTable>;
type Query = z.output<typeof EntityQuery>;
/** Definitions come in parsed by their kind’s schema. */
type Draft = z.output<typeof EntityDraft>;
type Patch = z.output<typeof EntityPatch>;

/** Which entity: of one organisation and one kind. */
export interface EntityKey {
  organisationId: string;
  kind: EntityTableKind;
  id: string;
}

/** One page of the organisation’s entities of a kind; `total` counts all that the search finds. */
export async function listEntities(
  db: Db,
  { organisationId, kind }: Omit<EntityKey, 'id'>,
  { search, sort, cursor, limit }: Query,
): Promise<Page<EntitySummary>> {
  const down = sort.startsWith('-');
  const key = foldedColumn(sort.replace('-', ''));
  const after = readCursor(sort, cursor);
  const wanted = containing(fold(search.trim()));
  const found = db
    .selectFrom('entities')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', kind)
    .$if(search.trim() !== '', (query) => query.where('folded', 'like', wanted));
  const rows = await found
    .select(summaryColumns)
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
    items: items.map(toSummary),
    nextCursor: last ? writeCursor(sort, { value: last.sort_value, id: last.id }) : null,
    total: Number(total),
  };
}

export async function readEntity(db: Db, key: EntityKey): Promise<Entity> {
  return toEntity(await readEntityRow(db, key));
}

export async function createEntity(
  db: Db,
  author: Author,
  { kind, id }: Omit<EntityKey, 'organisationId'>,
  draft: Draft,
): Promise<Entity> {
  const { organisationId, now, name } = author;
  return orTwin({ kind }, draft.reference, () =>
    db.transaction().execute(async (tx) => {
      await refuseTwin(tx, { kind }, organisationId, draft.reference);
      await refuseUnknownReferences(tx, organisationId, kind, draft.definition);
      const row = await tx
        .insertInto('entities')
        .values(entityRow(organisationId, id, { kind, ...draft }, now, name))
        .returningAll()
        .executeTakeFirstOrThrow();
      return toEntity(row);
    }),
  );
}

/** Changes an entity. Runs under way find it as it is now when they look it up next. */
export async function changeEntity(
  db: Db,
  { now, name: author }: Author,
  key: EntityKey,
  patch: Patch,
  ifMatch: number | undefined,
): Promise<EntityChanged> {
  const { organisationId, kind, id } = key;
  return orTwin({ kind }, patch.reference ?? '', () =>
    db.transaction().execute(async (tx) => {
      const before = await readEntityRow(tx, key, { lock: true });
      demandRevision(entityWords[kind], before, ifMatch);
      const { name = before.name, reference = before.reference, definition } = patch;
      await refuseTwin(tx, { kind }, organisationId, reference, id);
      if (definition) await refuseUnknownReferences(tx, organisationId, kind, definition);
      const row = await tx
        .updateTable('entities')
        .where('organisation_id', '=', organisationId)
        .where('id', '=', id)
        .set({
          name,
          reference,
          folded: foldedText(name, reference),
          ...(definition ? { definition: JSON.stringify(definition) } : {}),
          revision: before.revision + 1,
          updated_at: now,
          updated_by: author,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      const brokenUses =
        reference === before.reference
          ? []
          : await listUses(tx, organisationId, kind, { reference: before.reference });
      return { ...toEntity(row), brokenUses };
    }),
  );
}

/** Every action that picks the entity or names its reference. */
export async function readEntityUsage(db: Db, key: EntityKey): Promise<CheckpointUse[]> {
  const { reference } = await readEntityRow(db, key);
  return listUses(db, key.organisationId, key.kind, { id: key.id, reference });
}

/** The entity’s row; locked, it stays as it is until the transaction ends. */
export async function readEntityRow(
  db: Db,
  { organisationId, kind, id }: EntityKey,
  { lock = false } = {},
): Promise<EntityRow> {
  const row = await db
    .selectFrom('entities')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', kind)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw notFound(entityWords[kind]);
  return row;
}

/** A new entity as its table has it. */
export function entityRow(
  organisationId: string,
  id: string,
  { kind, name, reference, definition }: Draft & { kind: EntityTableKind },
  now: Date,
  author: string | null = null,
): Insertable<EntitiesTable> {
  return {
    organisation_id: organisationId,
    id,
    kind,
    name,
    reference,
    folded: foldedText(name, reference),
    definition: JSON.stringify(definition),
    created_at: now,
    updated_at: now,
    updated_by: author,
  };
}

function foldedText(name: string, reference: string): string {
  return `${fold(name)}\n${fold(reference)}`;
}

const summaryColumns = [
  'id',
  'kind',
  'name',
  'reference',
  'revision',
  'created_at',
  'updated_at',
  'updated_by',
] as const;

function toSummary(row: Pick<EntityRow, (typeof summaryColumns)[number]>): EntitySummary {
  return {
    id: row.id,
    kind: row.kind,
    name: row.name,
    reference: row.reference,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  };
}

/** What an older version stored is shown with the defaults of what has come since. */
function toEntity(row: EntityRow): Entity {
  const { success, data } = entityDefinitions[row.kind].safeParse(row.definition);
  return { ...toSummary(row), definition: success ? { ...data } : row.definition };
}
