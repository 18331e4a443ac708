import { sql } from 'kysely';
import type { Db } from './database.ts';
import { firstIdAt } from './ids.ts';
import { firstMonthKept } from './partitions.ts';

/** A conversation by the name that its gateway gives it. */
export interface NamedConversation {
  organisationId: string;
  channelId: string;
  conversation: string;
}

/** The interaction that a conversation came to last, running or not. */
export async function readCurrentInteraction(
  db: Db,
  { organisationId, channelId, conversation }: NamedConversation,
): Promise<string | undefined> {
  const row = await db
    .selectFrom('channel_conversations')
    .select('interaction_id')
    .where('organisation_id', '=', organisationId)
    .where('channel_id', '=', channelId)
    .where('conversation', '=', conversation)
    .executeTakeFirst();
  return row?.interaction_id;
}

/**
 * Lets a conversation go on in another interaction. `from` is the one it was in, as the caller saw it: false, and
 * nothing is changed, when somebody else was first. Without `from`, whatever it was in.
 */
export async function moveConversation(
  tx: Db,
  { organisationId, channelId, conversation }: NamedConversation,
  { from, to }: { from?: { interactionId: string | null }; to: string },
): Promise<boolean> {
  const unchanged = from
    ? sql`where present.interaction_id is not distinct from ${from.interactionId}::uuid`
    : sql``;
  const { rows } = await sql`
    insert into channel_conversations as present (organisation_id, channel_id, conversation, interaction_id)
    values (${organisationId}, ${channelId}, ${conversation}, ${to})
    on conflict (organisation_id, channel_id, conversation) do update set interaction_id = excluded.interaction_id
      ${unchanged}
    returning 1
  `.execute(tx);
  return rows.length > 0;
}

/** Whether the interaction came in by this channel. */
export async function isInteractionOf(
  db: Db,
  {
    organisationId,
    channelId,
    interactionId,
  }: Omit<NamedConversation, 'conversation'> & {
    interactionId: string;
  },
): Promise<boolean> {
  const row = await db
    .selectFrom('interactions')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', interactionId)
    .where('channel_id', '=', channelId)
    .executeTakeFirst();
  return row !== undefined;
}

/** What a choice said that was offered in any interaction of the conversation; undefined when it never was. */
export async function findOfferedLabel(
  db: Db,
  { organisationId, channelId, conversation }: NamedConversation,
  { messageId, choiceId }: { messageId: string; choiceId: string },
): Promise<string | undefined> {
  const { rows } = await sql<{ choices: { id: string; label: string }[] }>`
    select m.choices from interactions i
    join messages m on m.organisation_id = i.organisation_id and m.interaction_id = i.id
    where i.organisation_id = ${organisationId} and i.channel_id = ${channelId}
      and i.conversation = ${conversation} and m.id = ${messageId}
  `.execute(db);
  return rows[0]?.choices.find(({ id }) => id === choiceId)?.label;
}

/** Forgets whom the conversations of dropped months were with. */
export async function dropOldConversations(db: Db, now: Date): Promise<void> {
  await db
    .deleteFrom('channel_conversations')
    .where('interaction_id', '<', firstIdAt(firstMonthKept(now)))
    .execute();
}
