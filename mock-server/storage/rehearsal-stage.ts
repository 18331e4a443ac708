import { sql } from 'kysely';
import type { InteractionFlow, RoutingFlow } from '../../api-client/contract/flow.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { Rehearsal } from '../../api-client/contract/scenario.ts';
import { notFound } from '../refusal.ts';
import type { Conversation } from '../routing/conversation.ts';
import { toChannel, type Channel, type ChannelRow } from './channels.ts';
import type { Db } from './database.ts';
import type { VersionKey } from './version-rows.ts';

/** Where a rehearsal takes place: the version, and a channel as its flow has one, which no customer comes in by. */
export interface Stage {
  channel: Channel;
  number: number;
  tree: RoutingTree;
}

interface Row extends Pick<ChannelRow, 'time_zone' | 'region' | 'languages'> {
  flow: RoutingFlow;
  tree: RoutingTree;
}

const flows: Record<RoutingFlow, InteractionFlow> = {
  messaging: 'chat-messaging',
  email: 'email-messaging',
  voice: 'voice',
};

export async function readStage(
  db: Db,
  { organisationId, routingId, number }: VersionKey,
): Promise<Stage> {
  const { rows } = await sql<Row>`
    select r.flow, v.tree, o.time_zone, o.region, o.languages
    from routing_versions v
    join routings r on r.organisation_id = v.organisation_id and r.id = v.routing_id
    join organisations o on o.id = v.organisation_id
    where v.organisation_id = ${organisationId} and v.routing_id = ${routingId} and v.number = ${number}
  `.execute(db);
  const [row] = rows;
  if (!row) throw notFound('version');
  const { flow, tree, ...locale } = row;
  const channel = toChannel({
    ...locale,
    organisationId,
    id: 'rehearsal',
    kind: 'internal',
    flow: flows[flow],
    routingFlow: flow,
    queueId: null,
  });
  return { channel, number, tree };
}

/** The choices of the last message that offered any. */
export async function readLastChoices(
  db: Db,
  { organisationId, id }: Conversation,
): Promise<{ id: string; label: string }[]> {
  const row = await db
    .selectFrom('messages')
    .select('choices')
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', id)
    .where(sql<boolean>`choices <> '[]'`)
    .orderBy('sequence', 'desc')
    .limit(1)
    .executeTakeFirst();
  return row?.choices ?? [];
}

/** The checkpoints that an interaction has, in order. */
export async function listAttached(
  db: Db,
  { organisationId, id }: Conversation,
): Promise<Rehearsal['checkpoints']> {
  const rows = await db
    .selectFrom('interaction_checkpoints')
    .select(['attached_at', 'reference', 'name', 'hits'])
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', id)
    .orderBy('attached_at')
    .orderBy('sequence')
    .execute();
  return rows.map(({ attached_at, ...row }) => ({ at: attached_at.toISOString(), ...row }));
}
