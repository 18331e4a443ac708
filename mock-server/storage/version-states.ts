import { sql } from 'kysely';
import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import type {
  Finding,
  RoutingTree,
  RoutingVersion,
  Validation,
  VersionState,
} from '../../api-client/contract/routing.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { ActionCatalogue } from '../routing/compile.ts';
import { namedEntities } from '../routing/named-entities.ts';
import { summaryOf } from '../routing/tree-check.ts';
import { validateTree } from '../routing/validate.ts';
import type { Db } from './database.ts';
import { demandRevision } from './precondition.ts';
import { readKnownEntities } from './known-entities.ts';
import { readServedChannels } from './served-channels.ts';
import {
  changeVersion,
  demandRouting,
  lockVersion,
  versionRows,
  type VersionKey,
} from './version-rows.ts';
import { readVersion } from './versions.ts';

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
  ifMatch: number | undefined,
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
    demandRevision('version', version, ifMatch);
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

async function findingsOf(
  db: Db,
  organisationId: string,
  version: { tree: RoutingTree; flow: RoutingFlow; routing_id: string },
  catalogue: ActionCatalogue,
): Promise<Finding[]> {
  const named = namedEntities(version.tree, catalogue);
  const known = await readKnownEntities(db, organisationId, named);
  const channels = await readServedChannels(db, organisationId, version.routing_id);
  return validateTree(version, catalogue, known, channels);
}

function isError({ severity }: Finding): boolean {
  return severity === 'error';
}
