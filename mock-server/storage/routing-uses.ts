import { sql } from 'kysely';
import type { CheckpointUse } from '../../api-client/contract/checkpoint.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { ActionCatalogue } from '../routing/compile.ts';
import type { EntityKind } from '../routing/entities.ts';
import { namedEntities } from '../routing/named-entities.ts';
import type { Db } from './database.ts';
import type { VersionKey } from './version-rows.ts';

/** Notes anew what a version's actions name. Part of the transaction that writes the version's tree. */
export async function writeUses(
  tx: Db,
  { organisationId, routingId, number }: VersionKey,
  tree: RoutingTree,
  catalogue: ActionCatalogue,
): Promise<void> {
  const uses = namedEntities(tree, catalogue).map(({ actionId, entity, choice }) => ({
    actionId,
    actionName: tree.actions[actionId]?.name ?? actionId,
    entity,
    id: 'id' in choice ? choice.id : null,
    reference: 'id' in choice ? null : choice.reference,
  }));
  await tx
    .deleteFrom('routing_uses')
    .where('organisation_id', '=', organisationId)
    .where('routing_id', '=', routingId)
    .where('number', '=', number)
    .execute();
  if (uses.length === 0) return;
  await sql`
    insert into routing_uses
      (organisation_id, routing_id, number, action_id, action_name, entity, entity_id, reference)
    select ${organisationId}, ${routingId}, ${number}, u."actionId", u."actionName", u.entity, u.id, u.reference
    from jsonb_to_recordset(${JSON.stringify(uses)}::jsonb)
      as u ("actionId" text, "actionName" text, entity text, id uuid, reference text)
  `.execute(tx);
}

/** What is looked for: an entity that is picked by its id, or named by its reference, or one of several, exactly. */
export interface Wanted {
  id?: string;
  reference?: string | readonly string[];
}

/** Every action that picks the entity or names its reference: by routing, newest version first. */
export async function listUses(
  db: Db,
  organisationId: string,
  entity: EntityKind,
  { id = undefined, reference = undefined }: Wanted,
): Promise<CheckpointUse[]> {
  const { rows } = await sql<CheckpointUse>`
    select u.routing_id as "routingId", r.name as "routingName", u.number as version,
      v.state as "versionState", u.action_id as "actionId", u.action_name as "actionName",
      case when u.entity_id is null then 'reference' else 'pick' end as by
    from routing_uses u
    join routings r on r.organisation_id = u.organisation_id and r.id = u.routing_id
    join routing_versions v on v.organisation_id = u.organisation_id and v.routing_id = u.routing_id
      and v.number = u.number
    where u.organisation_id = ${organisationId} and u.entity = ${entity}
      and (u.entity_id = ${id ?? null}::uuid or u.reference = any(${[reference ?? []].flat()}::text[]))
    order by r.folded collate "C", r.id, u.number desc, u.action_id collate "C"
  `.execute(db);
  return rows;
}

/** A use as a sentence. */
export function sayUse(use: CheckpointUse, name: string): string {
  const { actionName, routingName, version, versionState, by } = use;
  return `“${actionName}” of “${routingName}”, version ${version} (${versionState}), ${by === 'pick' ? 'picks' : 'names'} “${name}”.`;
}

/** Puts another entity in the place of one, in every development version. Gives the number of versions changed. */
export async function replaceInDevelopment(
  tx: Db,
  catalogue: ActionCatalogue,
  organisationId: string,
  entity: EntityKind,
  from: { id: string; reference: string },
  to: { id: string; reference: string },
  now: Date,
): Promise<number> {
  const versions = await tx
    .selectFrom('routing_versions as v')
    .select(['v.routing_id as routingId', 'v.number', 'v.tree'])
    .where('v.organisation_id', '=', organisationId)
    .where('v.state', '=', 'development')
    .where((where) =>
      where.exists(
        where
          .selectFrom('routing_uses as u')
          .select('u.action_id')
          .whereRef('u.organisation_id', '=', 'v.organisation_id')
          .whereRef('u.routing_id', '=', 'v.routing_id')
          .whereRef('u.number', '=', 'v.number')
          .where('u.entity', '=', entity)
          .where((use) =>
            use.or([use('u.entity_id', '=', from.id), use('u.reference', '=', from.reference)]),
          ),
      ),
    )
    .orderBy('v.routing_id')
    .orderBy('v.number')
    .forUpdate()
    .execute();
  for (const { routingId, number, tree } of versions) {
    const changed = replaceInTree(tree, catalogue, entity, from, to);
    await tx
      .updateTable('routing_versions')
      .set({
        tree: JSON.stringify(changed),
        revision: sql<number>`revision + 1`,
        updated_at: now,
      })
      .where('organisation_id', '=', organisationId)
      .where('routing_id', '=', routingId)
      .where('number', '=', number)
      .execute();
    await writeUses(tx, { organisationId, routingId, number }, changed, catalogue);
  }
  return versions.length;
}

function replaceInTree(
  tree: RoutingTree,
  catalogue: ActionCatalogue,
  entity: EntityKind,
  from: { id: string; reference: string },
  to: { id: string; reference: string },
): RoutingTree {
  const actions = { ...tree.actions };
  for (const { actionId, path, entity: kind, choice } of namedEntities(tree, catalogue)) {
    const action = actions[actionId];
    if (kind !== entity || !action) continue;
    const named = 'id' in choice ? choice.id === from.id : choice.reference === from.reference;
    if (!named) continue;
    const replacement = 'id' in choice ? { id: to.id } : { reference: to.reference };
    actions[actionId] = {
      ...action,
      parameters: putAt(action.parameters, path, replacement) as typeof action.parameters, // the same, but for one value
    };
  }
  return { ...tree, actions };
}

/** A copy with another value at the path. */
function putAt(whole: unknown, [key, ...rest]: readonly string[], value: unknown): unknown {
  if (key === undefined) return value;
  if (Array.isArray(whole)) {
    return whole.map((item, index) =>
      String(index) === key ? putAt(item, rest, value) : (item as unknown),
    );
  }
  const fields = whole as Record<string, unknown>; // the path was found in this very value
  return { ...fields, [key]: putAt(fields[key], rest, value) };
}
