import { sql } from 'kysely';
import { limitsByFlow, type ChannelLimits } from '../../api-client/contract/channel-limits.ts';
import type { InteractionFlow } from '../../api-client/contract/flow.ts';
import type { Db } from './database.ts';

/** A webhook channel as its gateway’s calls need it. The secret is for signing and for nothing else. */
export interface GatewayChannel {
  organisationId: string;
  channelId: string;
  secret: string;
  /** Opens the conversations that begin by themselves. */
  routingReference: string | null;
}

export async function readGatewayChannel(
  db: Db,
  channelId: string,
): Promise<GatewayChannel | undefined> {
  return db
    .selectFrom('channels')
    .select([
      'organisation_id as organisationId',
      'id as channelId',
      'secret',
      'routing_reference as routingReference',
    ])
    .where('id', '=', channelId)
    .where('kind', '=', 'webhook')
    .where('secret', 'is not', null)
    .$narrowType<{ secret: string }>()
    .executeTakeFirst();
}

/** A message on its way out, with where it goes. */
export interface OutgoingMessage {
  deliverTo: string | null;
  secret: string | null;
  limits: ChannelLimits;
  conversation: string | null;
  author: string;
  text: string;
  choices: { id: string; label: string }[];
  sentAt: Date;
}

type Row = Omit<OutgoingMessage, 'limits'> & {
  flow: InteractionFlow;
  ownLimits: ChannelLimits | null;
};

/** The message as it was written, and its channel as it is now; undefined when either is gone. */
export async function readOutgoingMessage(
  db: Db,
  organisationId: string,
  {
    channelId,
    interactionId,
    messageId,
  }: Record<'channelId' | 'interactionId' | 'messageId', string>,
): Promise<OutgoingMessage | undefined> {
  const { rows } = await sql<Row>`
    select c.deliver_to as "deliverTo", c.secret, c.flow, c.limits as "ownLimits", i.conversation,
      m.author, m.text, m.choices, m.sent_at as "sentAt"
    from messages m
    join interactions i on i.organisation_id = m.organisation_id and i.id = m.interaction_id
    join channels c on c.organisation_id = m.organisation_id and c.id = ${channelId}
    where m.organisation_id = ${organisationId} and m.interaction_id = ${interactionId} and m.id = ${messageId}
  `.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const { flow, ownLimits, ...message } = row;
  return { ...message, limits: ownLimits ?? limitsByFlow[flow] };
}

/** Notes how the delivery ended, and tells whoever has the conversation open. */
export async function recordDelivery(
  tx: Db,
  organisationId: string,
  { interactionId, messageId }: Record<'interactionId' | 'messageId', string>,
  { state, reason }: { state: 'sent' | 'failed'; reason: string | null },
): Promise<void> {
  await tx
    .updateTable('messages')
    .set({ delivery: state, delivery_reason: reason })
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .where('id', '=', messageId)
    .execute();
  await tx
    .insertInto('changes')
    .values({
      organisation_id: organisationId,
      kind: 'message',
      interaction_id: interactionId,
      entity_id: messageId,
    })
    .execute();
}
