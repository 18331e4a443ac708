import { v5 } from 'uuid';
import { entityDefinitions } from '../../api-client/contract/entities/index.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import { newId } from '../../mock-server/storage/ids.ts';
import type { Db } from '../../mock-server/storage/database.ts';
import { entityRow } from '../../mock-server/storage/entities.ts';
import { treeOf } from '../helpers/run-routing.ts';
import type { Flow, FlowPlace } from './flow.ts';

/** When every flow begins. */
export const BEGINNING = new Date('2026-11-20T10:00:00.000Z');

/** An id that follows from the flow's organisation and a name: the process that takes over knows it too. */
export function idIn(
  { organisationId }: Pick<FlowPlace, 'organisationId'>,
  name: string,
): string {
  return v5(name, organisationId);
}

export function channelOf({ organisationId }: Pick<FlowPlace, 'organisationId'>): string {
  return `chat-${organisationId}`;
}

/**
 * Makes an organisation with the flow's routing in production, a routing for the end, and what the flow needs: all of
 * it or nothing, unless it is there.
 */
export async function layGround(db: Db, flow: Flow, place: FlowPlace): Promise<void> {
  const { organisationId } = place;
  await db.transaction().execute(async (tx) => {
    const there = tx.selectFrom('organisations').select('id').where('id', '=', organisationId);
    if (await there.executeTakeFirst()) return;
    await addOrganisation(tx, flow, place);
    for (const entity of flow.entities?.(place) ?? []) {
      const { kind, reference, definition } = entity;
      const parsed = { ...entityDefinitions[kind].parse(definition) };
      const draft = { kind, name: `The ${reference}`, reference, definition: parsed };
      const id = idIn(place, `${kind} ${reference}`);
      await tx
        .insertInto('entities')
        .values(entityRow(organisationId, id, draft, BEGINNING))
        .execute();
    }
    const end = await addRouting(tx, place, 'GOODBYE', endTree, null);
    await addRouting(tx, place, 'FLOW', flow.tree(place), end);
    await flow.prepare?.(tx, place);
    await addAgent(tx, place);
  });
}

const endTree = treeOf({
  left: { type: 'add-checkpoint', parameters: { checkpoint: { reference: 'LEFT' } } },
});

async function addOrganisation(tx: Db, flow: Flow, place: FlowPlace): Promise<void> {
  const { organisationId } = place;
  await tx
    .insertInto('organisations')
    .values({
      id: organisationId,
      name: 'Maison Verdier',
      time_zone: 'Europe/Paris',
      region: 'FR',
      currency: 'EUR',
      languages: ['fr', 'en'],
    })
    .execute();
  await tx
    .insertInto('channels')
    .values({
      organisation_id: organisationId,
      id: channelOf(place),
      name: 'Chat',
      kind: flow.byGateway ? 'webhook' : 'chat',
      flow: 'chat-messaging',
      routing_flow: 'messaging',
      queue_id: null,
      ...(flow.byGateway && {
        secret: 'shared secret',
        deliver_to: `http://127.0.0.1:${place.ports.http}/gateway/${organisationId}`,
      }),
    })
    .execute();
  for (const reference of ['ARRIVED', 'LEFT']) {
    await tx
      .insertInto('checkpoints')
      .values({
        organisation_id: organisationId,
        id: newId(BEGINNING),
        name: reference,
        reference,
        alias: reference.toLowerCase(),
        folded: reference.toLowerCase(),
        created_at: BEGINNING,
        updated_at: BEGINNING,
        updated_by: null,
      })
      .execute();
  }
}

/** The agent of the flow, who serves its queue and looks after its customer. */
export function agentOf(place: Pick<FlowPlace, 'organisationId'>) {
  const { organisationId } = place;
  return {
    organisationId,
    userId: idIn(place, 'agent'),
    name: 'Ada',
    type: 'collaborator' as const,
  };
}

async function addAgent(tx: Db, place: FlowPlace): Promise<void> {
  const { organisationId: organisation_id, userId, name, type } = agentOf(place);
  const [role_id, active_profile_id] = [idIn(place, 'role'), idIn(place, 'profile')];
  const whose = { organisation_id };
  await tx
    .insertInto('roles')
    .values({ ...whose, id: role_id, name: 'Agent', rights: '{}' })
    .execute();
  const sees = { history_of_interactions: true, flows: [] };
  await tx
    .insertInto('profiles')
    .values({ ...whose, id: active_profile_id, name: 'All', ...sees })
    .execute();
  await tx
    .insertInto('users')
    .values({
      ...whose,
      id: userId,
      username: userId,
      name,
      email: 'ada@example.com',
      type,
      role_id,
      active_profile_id,
      language: 'en',
      password_hash: null,
    })
    .execute();
  const queues = await tx
    .selectFrom('queues')
    .select('id')
    .where('organisation_id', '=', organisation_id)
    .execute();
  for (const { id: queue_id } of queues)
    await tx
      .insertInto('profile_queues')
      .values({ ...whose, profile_id: active_profile_id, queue_id })
      .execute();
  await tx
    .insertInto('contacts')
    .values({
      ...whose,
      id: idIn(place, 'contact'),
      name: 'Nadia',
      phone: '+33612345678',
      email: 'nadia@example.com',
      advisor_id: userId,
    })
    .execute();
}

async function addRouting(
  tx: Db,
  { organisationId: organisation_id }: FlowPlace,
  reference: string,
  tree: RoutingTree,
  end_routing_id: string | null,
): Promise<string> {
  const id = newId(BEGINNING);
  const dates = { created_at: BEGINNING, updated_at: BEGINNING };
  const facts = { name: reference, reference, folded: reference, flow: 'messaging' as const };
  const kind = end_routing_id === null ? ('end' as const) : ('start' as const);
  await tx
    .insertInto('routings')
    .values({ organisation_id, id, ...facts, kind, end_routing_id, ...dates })
    .execute();
  const version = { number: 1, state: 'production' as const, note: '', action_count: 1 };
  await tx
    .insertInto('routing_versions')
    .values({
      organisation_id,
      routing_id: id,
      ...version,
      tree: JSON.stringify(tree),
      published_at: BEGINNING,
      ...dates,
    })
    .execute();
  return id;
}
