import { sql, type Selectable } from 'kysely';
import type { z } from 'zod';
import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import type { Page } from '../../api-client/contract/primitives.ts';
import type {
  Routing,
  RoutingDraft,
  RoutingKind,
  RoutingPatch,
  RoutingQuery,
  RoutingTree,
} from '../../api-client/contract/routing.ts';
import { fold } from '../../api-client/contract/fold.ts';
import { invalidField, notFound, Refusal } from '../refusal.ts';
import type { ActionCatalogue } from '../routing/compile.ts';
import type { Db, RoutingsTable } from './database.ts';
import {
  behind,
  containing,
  foldedColumn,
  inOrder,
  readCursor,
  writeCursor,
} from './keyset.ts';
import { demandRevision } from './precondition.ts';
import { addVersion, emptyTree } from './versions.ts';
import { orTwin, refuseTwin } from './twins.ts';

type Row = Selectable<RoutingsTable>;

/** One page of the organisation's routings, by name; the search finds a part of the name or of the reference. */
export async function listRoutings(
  db: Db,
  organisationId: string,
  { search, cursor, limit }: z.output<typeof RoutingQuery>,
): Promise<Page<Routing>> {
  const key = foldedColumn('name');
  const after = readCursor('name', cursor);
  const found = db
    .selectFrom('routings')
    .where('organisation_id', '=', organisationId)
    .$if(search.trim() !== '', (query) =>
      query.where(sql<boolean>`folded like ${containing(fold(search.trim()))}`),
    );
  const rows = await found
    .selectAll()
    .select([key.as('sort_value'), productionVersion])
    .$if(after !== undefined, (query) => query.where(behind(key, false, after!))) // asked in the same line
    .orderBy(inOrder(key, false))
    .limit(limit + 1)
    .execute();
  const { total } = await found
    .select(sql<number>`count(*)`.as('total'))
    .executeTakeFirstOrThrow();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map((row) => toRouting(row, row.production_version)),
    nextCursor: last ? writeCursor('name', { value: last.sort_value, id: last.id }) : null,
    total: Number(total),
  };
}

export async function readRouting(
  db: Db,
  organisationId: string,
  id: string,
): Promise<Routing> {
  const row = await db
    .selectFrom('routings')
    .selectAll()
    .select(productionVersion)
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (!row) throw notFound('routing');
  return toRouting(row, row.production_version);
}

/** Creates a routing with version 1 in development: a start and nothing more. */
export async function createRouting(
  db: Db,
  organisationId: string,
  id: string,
  draft: z.output<typeof RoutingDraft>,
  catalogue: ActionCatalogue,
  now: Date,
): Promise<Routing> {
  return orTwin('routings', draft.reference, () =>
    db.transaction().execute(async (tx) => {
      await insertRouting(tx, organisationId, id, draft, { tree: emptyTree(), catalogue, now });
      return readRouting(tx, organisationId, id);
    }),
  );
}

/** A routing with a tree as its version 1 in development. Part of a transaction. */
export async function insertRouting(
  tx: Db,
  organisationId: string,
  id: string,
  { name, reference, flow, kind, endRoutingId }: z.output<typeof RoutingDraft>,
  { tree, catalogue, now }: { tree: RoutingTree; catalogue: ActionCatalogue; now: Date },
): Promise<void> {
  await refuseTwin(tx, 'routings', organisationId, reference);
  await checkEndRouting(tx, organisationId, { flow, kind }, endRoutingId);
  await tx
    .insertInto('routings')
    .values({
      organisation_id: organisationId,
      id,
      ...namesOf(name, reference),
      flow,
      kind,
      end_routing_id: endRoutingId,
      created_at: now,
      updated_at: now,
    })
    .execute();
  const key = { organisationId, routingId: id, number: 1 };
  await addVersion(tx, key, { tree, note: '' }, catalogue, now);
}

export async function changeRouting(
  db: Db,
  organisationId: string,
  id: string,
  patch: z.output<typeof RoutingPatch>,
  ifMatch: number | undefined,
  now: Date,
): Promise<Routing> {
  return orTwin('routings', patch.reference ?? '', () =>
    db.transaction().execute(async (tx) => {
      const before = await lockRouting(tx, organisationId, id);
      demandRevision('routing', before, ifMatch);
      const reference = patch.reference ?? before.reference;
      const endRoutingId =
        patch.endRoutingId === undefined ? before.end_routing_id : patch.endRoutingId;
      await refuseTwin(tx, 'routings', organisationId, reference, id);
      await checkEndRouting(tx, organisationId, before, endRoutingId);
      await tx
        .updateTable('routings')
        .set({
          ...namesOf(patch.name ?? before.name, reference),
          end_routing_id: endRoutingId,
          revision: before.revision + 1,
          updated_at: now,
        })
        .where('organisation_id', '=', organisationId)
        .where('id', '=', id)
        .execute();
      return readRouting(tx, organisationId, id);
    }),
  );
}

/** Deletes a routing with its versions: one that never was in production and ends no other one's interactions. */
export async function deleteRouting(db: Db, organisationId: string, id: string): Promise<void> {
  await db.transaction().execute(async (tx) => {
    const { name } = await lockRouting(tx, organisationId, id);
    const published = await tx
      .selectFrom('routing_versions')
      .select('number')
      .where('organisation_id', '=', organisationId)
      .where('routing_id', '=', id)
      .where('published_at', 'is not', null)
      .orderBy('number')
      .limit(1)
      .executeTakeFirst();
    if (published) {
      throw new Refusal(
        'conflict',
        `“${name}” was in production (version ${published.number}), and interactions tell of it: it stays. Archive it to take it out of service.`,
      );
    }
    await refuseEndOf(tx, organisationId, id, name);
    await tx
      .deleteFrom('routings')
      .where('organisation_id', '=', organisationId)
      .where('id', '=', id)
      .execute();
  });
}

async function refuseEndOf(tx: Db, organisationId: string, id: string, name: string) {
  const others = await tx
    .selectFrom('routings')
    .select(['id', 'name'])
    .where('organisation_id', '=', organisationId)
    .where('end_routing_id', '=', id)
    .orderBy('name')
    .execute();
  if (others.length === 0) return;
  throw new Refusal(
    'in-use',
    `“${name}” is the end routing of ${others.map((other) => `“${other.name}”`).join(', ')}. Give them another one first.`,
    others.map((other) => ({
      path: other.id,
      message: `The end routing of “${other.name}”.`,
    })),
  );
}

/** The routing's row, for the length of the transaction. */
export async function lockRouting(tx: Db, organisationId: string, id: string): Promise<Row> {
  const row = await tx
    .selectFrom('routings')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .forUpdate()
    .executeTakeFirst();
  if (!row) throw notFound('routing');
  return row;
}

async function checkEndRouting(
  tx: Db,
  organisationId: string,
  { flow, kind }: { flow: RoutingFlow; kind: RoutingKind },
  endRoutingId: string | null,
): Promise<void> {
  if (endRoutingId === null) return;
  const path = 'endRoutingId';
  if (kind === 'end') throw invalidField(path, 'An end routing has no end routing of its own.');
  const end = await tx
    .selectFrom('routings')
    .select(['name', 'flow', 'kind'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', endRoutingId)
    .forKeyShare()
    .executeTakeFirst();
  if (!end) throw invalidField(path, 'There is no such routing.');
  if (end.kind !== 'end') {
    throw invalidField(path, `“${end.name}” is no end routing: its kind is “${end.kind}”.`);
  }
  if (end.flow !== flow) {
    throw invalidField(path, `“${end.name}” is for the flow ${end.flow}, not ${flow}.`);
  }
}

const productionVersion = sql<number | null>`(
  select v.number from routing_versions v
  where v.organisation_id = routings.organisation_id and v.routing_id = routings.id and v.state = 'production'
)`.as('production_version');

function namesOf(name: string, reference: string) {
  return { name, reference, folded: `${fold(name)}\n${fold(reference)}` };
}

function toRouting(row: Row, production: number | null): Routing {
  return {
    id: row.id,
    name: row.name,
    reference: row.reference,
    flow: row.flow,
    kind: row.kind,
    endRoutingId: row.end_routing_id,
    productionVersion: production,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  };
}
