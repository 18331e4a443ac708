import { sql, type Selectable } from 'kysely';
import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import type { Page } from '../../api-client/contract/primitives.ts';
import type {
  Finding,
  RoutingTree,
  RoutingVersion,
  Validation,
  VersionContent,
  VersionState,
  VersionSummary,
} from '../../api-client/contract/routing.ts';
import { invalidField, notFound, Refusal } from '../refusal.ts';
import type { ActionCatalogue } from '../routing/compile.ts';
import { namedEntities } from '../routing/named-entities.ts';
import { checkTree } from '../routing/tree-check.ts';
import { validateTree } from '../routing/validate.ts';
import type { Db, RoutingVersionsTable } from './database.ts';
import { readKnownEntities } from './known-entities.ts';
import { demandRevision } from './precondition.ts';
import { writeUses } from './routing-uses.ts';

export interface VersionKey {
  organisationId: string;
  routingId: string;
  number: number;
}

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
    await changeVersion(tx, key, now, {
      tree: JSON.stringify(tree),
      action_count: Object.keys(tree.actions).length,
      ...(note === undefined ? {} : { note }),
    });
    await writeUses(tx, key, tree, catalogue);
    return readVersion(tx, key);
  });
}

/** Everything that validation finds in a stored version. */
export async function validateVersion(
  db: Db,
  key: VersionKey,
  catalogue: ActionCatalogue,
): Promise<Validation> {
  const row = await versionRows(db, key).executeTakeFirst();
  if (!row) throw notFound('version');
  const findings = await findingsOf(db, key.organisationId, row, catalogue);
  return { publishable: !findings.some(isError), findings };
}

/**
 * Moves a version on: from development into testing, from either into production. The version that was in
 * production is archived in the same moment; runs that entered it stay with it.
 */
export async function publishVersion(
  db: Db,
  key: VersionKey,
  to: 'testing' | 'production',
  catalogue: ActionCatalogue,
  now: Date,
): Promise<RoutingVersion> {
  const { organisationId, routingId, number } = key;
  return db.transaction().execute(async (tx) => {
    await demandRouting(tx, organisationId, routingId, { lock: true });
    const version = await lockVersion(tx, key);
    if (!comesBefore[to].includes(version.state)) {
      throw new Refusal(
        'conflict',
        `Version ${number} is in the state “${version.state}”; only ${comesBefore[to].join(' or ')} versions go into ${to}. Copy it into a new version instead.`,
      );
    }
    const errors = (await findingsOf(tx, organisationId, version, catalogue)).filter(isError);
    if (errors.length > 0) {
      throw new Refusal(
        'not-publishable',
        `Version ${number} cannot be published: ${summaryOf(errors)}`,
        errors.map(({ path, message }) => ({ path, message })),
      );
    }
    if (to === 'production') await archiveProduction(tx, organisationId, routingId, now);
    await changeVersion(tx, key, now, {
      state: to,
      ...(to === 'production' ? { published_at: now } : {}),
    });
    return readVersion(tx, key);
  });
}

const comesBefore: Record<'testing' | 'production', readonly VersionState[]> = {
  testing: ['development'],
  production: ['development', 'testing'],
};

/**
 * Puts a version away as a backup, from which new versions can be copied. Archiving the production version takes
 * the routing out of service: nothing new enters it until another version is published; runs under way go on.
 */
export async function archiveVersion(
  db: Db,
  key: VersionKey,
  now: Date,
): Promise<RoutingVersion> {
  return db.transaction().execute(async (tx) => {
    await demandRouting(tx, key.organisationId, key.routingId, { lock: true });
    const { state } = await lockVersion(tx, key);
    if (state === 'archived') {
      throw new Refusal('conflict', `Version ${key.number} is archived already.`);
    }
    await changeVersion(tx, key, now, { state: 'archived' });
    return readVersion(tx, key);
  });
}

async function archiveProduction(tx: Db, organisationId: string, routingId: string, now: Date) {
  await tx
    .updateTable('routing_versions')
    .set({ state: 'archived', revision: sql<number>`revision + 1`, updated_at: now })
    .where('organisation_id', '=', organisationId)
    .where('routing_id', '=', routingId)
    .where('state', '=', 'production')
    .execute();
}

async function changeVersion(
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

async function findingsOf(
  db: Db,
  organisationId: string,
  version: { tree: RoutingTree; flow: RoutingFlow },
  catalogue: ActionCatalogue,
): Promise<Finding[]> {
  const named = namedEntities(version.tree, catalogue);
  const known = await readKnownEntities(db, organisationId, named);
  return validateTree(version, catalogue, known);
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}

function refuseBroken(findings: readonly Finding[]): void {
  if (findings.length === 0) return;
  const errors = findings.map(({ path, message }) => ({ path, message }));
  throw new Refusal('invalid-input', `Nothing was saved. ${summaryOf(findings)}`, errors);
}

function summaryOf([first, ...others]: readonly Finding[]): string {
  const more = others.length > 0 ? ` (and ${others.length} more)` : '';
  return `${first?.message ?? ''}${more}`;
}

function readOnly({ number, state }: { number: number; state: VersionState }): Refusal {
  return new Refusal(
    'read-only',
    `Version ${number} is in the state “${state}”: only development versions can be changed. Copy it into a new version instead.`,
  );
}

async function demandRouting(
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

const summaryColumns = [
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

function versionRows(db: Db, { organisationId, routingId, number }: VersionKey) {
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

async function lockVersion(tx: Db, key: VersionKey) {
  const row = await versionRows(tx, key).forUpdate('v').executeTakeFirst();
  if (!row) throw notFound('version');
  return row;
}

type SummaryRow = Pick<Selectable<RoutingVersionsTable>, (typeof summaryColumns)[number]>;

function toSummary(row: SummaryRow): VersionSummary {
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

function toVersion(row: SummaryRow & { tree: RoutingTree }): RoutingVersion {
  return { ...toSummary(row), tree: row.tree };
}

function columnsOf({ organisationId, routingId, number }: VersionKey) {
  return { organisation_id: organisationId, routing_id: routingId, number };
}

function readNumber(cursor: string | undefined): number {
  if (/^\d{1,9}$/.test(cursor ?? '')) return Number(cursor);
  throw invalidField('cursor', 'This cursor is none of this list’s; begin without one.');
}
