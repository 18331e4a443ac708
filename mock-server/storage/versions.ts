import type { Page } from '../../api-client/contract/primitives.ts';
import type {
  Finding,
  RoutingTree,
  RoutingVersion,
  VersionContent,
  VersionState,
  VersionSummary,
} from '../../api-client/contract/routing.ts';
import { invalidField, notFound, Refusal } from '../refusal.ts';
import type { ActionCatalogue } from '../routing/compile.ts';
import { checkTree, summaryOf } from '../routing/tree-check.ts';
import type { Db } from './database.ts';
import { demandRevision } from './precondition.ts';
import { findMissingPicks } from './new-picks.ts';
import { writeUses } from './routing-uses.ts';
import {
  changeVersion,
  columnsOf,
  demandRouting,
  lockVersion,
  summaryColumns,
  toSummary,
  toVersion,
  versionRows,
  type VersionKey,
} from './version-rows.ts';

/** What a new version begins with: the start, which leads nowhere yet. */
export function emptyTree(): RoutingTree {
  return {
    start: 'start',
    actions: { start: { type: 'start', name: 'Start', parameters: {}, branches: {} } },
  };
}

/** Adds a development version. Part of a transaction that holds the routing. */
export async function addVersion(
  tx: Db,
  key: VersionKey,
  { tree, note }: { tree: RoutingTree; note: string },
  catalogue: ActionCatalogue,
  now: Date,
): Promise<void> {
  await tx
    .insertInto('routing_versions')
    .values({
      ...columnsOf(key),
      state: 'development',
      note,
      tree: JSON.stringify(tree),
      action_count: Object.keys(tree.actions).length,
      created_at: now,
      updated_at: now,
      published_at: null,
    })
    .execute();
  await writeUses(tx, key, tree, catalogue);
}

/** A routing's versions, newest first; the cursor is the last number of the page before. */
export async function listVersions(
  db: Db,
  organisationId: string,
  routingId: string,
  { cursor, limit }: { cursor?: string | undefined; limit: number },
): Promise<Page<VersionSummary>> {
  await demandRouting(db, organisationId, routingId);
  const rows = await db
    .selectFrom('routing_versions')
    .select([...summaryColumns])
    .where('organisation_id', '=', organisationId)
    .where('routing_id', '=', routingId)
    .$if(cursor !== undefined, (query) => query.where('number', '<', readNumber(cursor)))
    .orderBy('number', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit).map(toSummary);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return { items, nextCursor: last ? String(last.number) : null };
}

export async function readVersion(db: Db, key: VersionKey): Promise<RoutingVersion> {
  const row = await versionRows(db, key).executeTakeFirst();
  if (!row) throw notFound('version');
  return toVersion(row);
}

/** A new development version: a start alone, or a copy of another version. */
export async function createVersion(
  db: Db,
  organisationId: string,
  routingId: string,
  { from, note }: { from?: number | undefined; note: string },
  catalogue: ActionCatalogue,
  now: Date,
): Promise<RoutingVersion> {
  return db.transaction().execute(async (tx) => {
    await demandRouting(tx, organisationId, routingId, { lock: true });
    const copied =
      from === undefined
        ? undefined
        : await versionRows(tx, { organisationId, routingId, number: from }).executeTakeFirst();
    if (from !== undefined && !copied) {
      throw invalidField('from', `This routing has no version ${from}.`);
    }
    const { highest } = await tx
      .selectFrom('routing_versions')
      .select((all) => all.fn.max('number').as('highest'))
      .where('organisation_id', '=', organisationId)
      .where('routing_id', '=', routingId)
      .executeTakeFirstOrThrow();
    const key = { organisationId, routingId, number: (highest ?? 0) + 1 };
    await addVersion(tx, key, { tree: copied?.tree ?? emptyTree(), note }, catalogue, now);
    return readVersion(tx, key);
  });
}

/** Saves the tree of a development version. What no interpreter could run is refused whole. */
export async function saveVersion(
  db: Db,
  key: VersionKey,
  { tree, note }: VersionContent,
  catalogue: ActionCatalogue,
  ifMatch: number | undefined,
  now: Date,
): Promise<RoutingVersion> {
  return db.transaction().execute(async (tx) => {
    const before = await lockVersion(tx, key);
    if (before.state !== 'development') throw readOnly(before);
    demandRevision('version', before, ifMatch);
    refuseBroken(checkTree(tree, before.flow, catalogue));
    refuseBroken(await findMissingPicks(tx, key.organisationId, tree, before.tree, catalogue));
    await changeVersion(tx, key, now, {
      tree: JSON.stringify(tree),
      action_count: Object.keys(tree.actions).length,
      ...(note === undefined ? {} : { note }),
    });
    await writeUses(tx, key, tree, catalogue);
    return readVersion(tx, key);
  });
}

function refuseBroken(findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const errors = findings.map(({ path, message }) => ({ path, message }));
  throw new Refusal('invalid-input', `Nothing was saved. ${summaryOf(findings)}`, errors);
}

function readOnly({ number, state }: { number: number; state: VersionState }): Refusal {
  return new Refusal(
    'read-only',
    `Version ${number} is in the state “${state}”: only development versions can be changed. Copy it into a new version instead.`,
  );
}

function readNumber(cursor: string | undefined): number {
  if (/^\d{1,9}$/.test(cursor ?? '')) return Number(cursor);
  throw invalidField('cursor', 'This cursor is none of this list’s; begin without one.');
}
