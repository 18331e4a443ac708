import type { Selectable } from 'kysely';
import type { Message } from '../../api-client/contract/interaction.ts';
import type { Db, MessagesTable } from './database.ts';

export type MessageRow = Selectable<MessagesTable>;

export function rowToMessage(row: MessageRow): Message {
  return {
    id: row.id,
    interactionId: row.interaction_id,
    sequence: row.sequence,
    author: row.author,
    text: row.text,
    choices: row.choices,
    choiceId: row.choice_id,
    delivery: row.delivery && { state: row.delivery, reason: row.delivery_reason },
    sentAt: row.sent_at.toISOString(),
  };
}

/** A conversation in order, after the given sequence. The caller has asked the policy whether it may be read. */
export async function listMessages(
  db: Db,
  organisationId: string,
  interactionId: string,
  { after, limit }: { after: number; limit: number },
): Promise<Message[]> {
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .where('sequence', '>', after)
    .orderBy('sequence')
    .limit(limit)
    .execute();
  return rows.map(rowToMessage);
}

/** When each of these conversations was over; those that go on are not among them. */
export async function readEnds(
  db: Db,
  organisationId: string,
  interactionIds: readonly string[],
): Promise<Map<string, string>> {
  if (interactionIds.length === 0) return new Map();
  const rows = await db
    .selectFrom('interactions')
    .select(['id', 'ended_at'])
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', [...interactionIds])
    .execute();
  return new Map(
    rows.flatMap(({ id, ended_at }) => (ended_at ? [[id, ended_at.toISOString()]] : [])),
  );
}

/** The messages with these ids, of these interactions. */
export async function listMessagesById(
  db: Db,
  organisationId: string,
  interactionIds: readonly string[],
  ids: readonly string[],
): Promise<Message[]> {
  if (ids.length === 0) return [];
  const rows = await db
    .selectFrom('messages')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', 'in', [...interactionIds])
    .where('id', 'in', [...ids])
    .execute();
  return rows.map(rowToMessage);
}
