import type { Selectable } from 'kysely';
import type { z } from 'zod';
import type {
  Channel,
  ChannelDraft,
  ChannelPatch,
} from '../../api-client/contract/channel-settings.ts';
import { routingFlowOf, type InteractionFlow } from '../../api-client/contract/flow.ts';
import { invalidField, notFound, Refusal } from '../refusal.ts';
import type { ChannelsTable, Db } from './database.ts';
import { demandRevision } from './precondition.ts';

interface ChannelKey {
  organisationId: string;
  id: string;
}

/** Everything but the secret. */
const columns = [
  'id',
  'kind',
  'flow',
  'routing_flow',
  'name',
  'queue_id',
  'routing_reference',
  'deliver_to',
  'limits',
  'revision',
  'updated_at',
] as const;

type Row = Pick<Selectable<ChannelsTable>, (typeof columns)[number]>;

function toChannel(row: Row): Channel {
  return {
    id: row.id,
    kind: row.kind,
    flow: row.flow,
    routingFlow: row.routing_flow,
    name: row.name,
    queueId: row.queue_id,
    routingReference: row.routing_reference,
    deliverTo: row.deliver_to,
    limits: row.limits,
    revision: row.revision,
    updatedAt: row.updated_at.toISOString(),
  };
}

export async function listChannels(db: Db, organisationId: string): Promise<Channel[]> {
  const rows = await db
    .selectFrom('channels')
    .select([...columns])
    .where('organisation_id', '=', organisationId)
    .orderBy('name')
    .orderBy('id')
    .execute();
  return rows.map(toChannel);
}

export async function readChannel(db: Db, key: ChannelKey): Promise<Channel> {
  return toChannel(await readRow(db, key));
}

export async function createChannel(
  db: Db,
  { organisationId, id }: ChannelKey,
  draft: z.output<typeof ChannelDraft>,
  secret: string | null,
  now: Date,
): Promise<Channel> {
  const { kind, flow, name, queueId, routingReference, deliverTo, limits } = draft;
  const routingFlow = routingFlowOf(flow);
  if (kind === 'chat') demandChat(flow, deliverTo);
  await demandRouting(db, organisationId, { routingReference, routingFlow });
  await demandQueue(db, organisationId, queueId);
  await db
    .insertInto('channels')
    .values({
      organisation_id: organisationId,
      id,
      name,
      kind,
      flow,
      routing_flow: routingFlow,
      queue_id: queueId,
      secret,
      deliver_to: deliverTo,
      routing_reference: routingReference,
      limits: limits && JSON.stringify(limits),
      updated_at: now,
    })
    .execute();
  return readChannel(db, { organisationId, id });
}

export async function changeChannel(
  db: Db,
  key: ChannelKey,
  patch: ChannelPatch,
  ifMatch: number | undefined,
  now: Date,
): Promise<Channel> {
  return db.transaction().execute(async (tx) => {
    const before = await readRow(tx, key, { lock: true });
    demandRevision('channel', before, ifMatch);
    const { name, queueId, routingReference, deliverTo, limits } = patch;
    if (before.kind === 'chat') demandChat(before.flow, deliverTo ?? null);
    const routingFlow = before.routing_flow;
    await demandRouting(tx, key.organisationId, { routingReference, routingFlow });
    await demandQueue(tx, key.organisationId, queueId);
    await tx
      .updateTable('channels')
      .set({
        ...(name === undefined ? {} : { name }),
        ...(queueId === undefined ? {} : { queue_id: queueId }),
        ...(routingReference === undefined ? {} : { routing_reference: routingReference }),
        ...(deliverTo === undefined ? {} : { deliver_to: deliverTo }),
        ...(limits === undefined ? {} : { limits: limits && JSON.stringify(limits) }),
        revision: before.revision + 1,
        updated_at: now,
      })
      .where('organisation_id', '=', key.organisationId)
      .where('id', '=', key.id)
      .execute();
    return readChannel(tx, key);
  });
}

/** What runs on it goes on, and cannot be delivered any more. */
export async function deleteChannel(db: Db, key: ChannelKey): Promise<void> {
  const { kind } = await readRow(db, key);
  if (kind === 'internal')
    throw new Refusal('read-only', 'This channel belongs to the server itself.');
  await db
    .deleteFrom('channels')
    .where('organisation_id', '=', key.organisationId)
    .where('id', '=', key.id)
    .execute();
  await db
    .deleteFrom('channel_conversations')
    .where('organisation_id', '=', key.organisationId)
    .where('channel_id', '=', key.id)
    .execute();
}

/** Puts a secret in the place of the one before, which signs nothing from now on. */
export async function writeChannelSecret(
  db: Db,
  key: ChannelKey,
  secret: string,
): Promise<void> {
  const { kind } = await readRow(db, key);
  if (kind !== 'webhook')
    throw new Refusal('read-only', 'Only webhook channels are signed and have a secret.');
  await db
    .updateTable('channels')
    .set({ secret })
    .where('organisation_id', '=', key.organisationId)
    .where('id', '=', key.id)
    .execute();
}

async function readRow(db: Db, { organisationId, id }: ChannelKey, { lock = false } = {}) {
  const row = await db
    .selectFrom('channels')
    .select([...columns])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .$if(lock, (query) => query.forUpdate())
    .executeTakeFirst();
  if (!row) throw notFound('channel');
  return row;
}

function demandChat(flow: InteractionFlow, deliverTo: string | null): void {
  if (flow !== 'chat-messaging')
    throw invalidField('flow', 'A chat has the flow “chat-messaging”.');
  if (deliverTo !== null)
    throw invalidField('deliverTo', 'Customers read a chat where they write: leave this out.');
}

/** The routing is there and can be started by customers of this flow; it need not be in production yet. */
async function demandRouting(
  db: Db,
  organisationId: string,
  wanted: { routingReference: string | null | undefined; routingFlow: string },
): Promise<void> {
  const { routingReference: reference, routingFlow } = wanted;
  if (reference === null || reference === undefined) return;
  const path = 'routingReference';
  const routing = await db
    .selectFrom('routings')
    .select(['flow', 'kind'])
    .where('organisation_id', '=', organisationId)
    .where('reference', '=', reference)
    .executeTakeFirst();
  if (!routing) throw invalidField(path, `No routing has the reference “${reference}”.`);
  if (routing.flow !== routingFlow || routing.kind !== 'start') {
    const message = `The routing “${reference}” cannot be started from this channel.`;
    throw invalidField(path, message);
  }
}

async function demandQueue(
  db: Db,
  organisationId: string,
  queueId: string | null | undefined,
): Promise<void> {
  if (queueId === null || queueId === undefined) return;
  const queue = await db
    .selectFrom('queues')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', queueId)
    .executeTakeFirst();
  if (!queue) throw invalidField('queueId', 'There is no such queue.');
}
