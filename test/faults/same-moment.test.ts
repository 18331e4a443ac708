import { randomUUID } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { addMessage } from '../../mock-server/routing/conversation.ts';
import { lockConversation, writeStep } from '../../mock-server/storage/conversations.ts';
import { DemoServer } from '../helpers/demo-server.ts';

const PATIENCE = { timeout: 10_000, interval: 5 };

let server: DemoServer;
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 5 });
});
afterAll(() => server.stop());

/** The organisation that an interaction belongs to. */
async function organisationOf(interactionId: string): Promise<string> {
  const row = await server.services.db
    .selectFrom('interactions')
    .select('organisation_id')
    .where('id', '=', interactionId)
    .executeTakeFirstOrThrow();
  return row.organisation_id;
}

describe('two steps of one interaction at the same moment', () => {
  it('follow each other: the second one knows all that the first one wrote', async () => {
    const { db } = server.services;
    const { interactionId: id } = await server.openChat();
    const organisationId = await organisationOf(id);
    const first = await db.startTransaction().execute();
    const conversation = (await lockConversation(first, organisationId, id))!;

    let isThrough = false;
    const second = db.transaction().execute(async (tx) => {
      const found = await lockConversation(tx, organisationId, id);
      isThrough = true;
      return found;
    });
    await vi.waitFor(async () => expect(await waitingForLocks()).toBe(1), PATIENCE);
    conversation.interaction = {
      ...conversation.interaction,
      status: 'processed',
      tags: ['VIP'],
      endedAt: '2026-11-20T10:00:00.000Z',
    };
    await writeStep(first, conversation);
    expect(isThrough).toBe(false);
    await first.commit().execute();

    expect(await second).toMatchObject({
      step: conversation.step + 1,
      interaction: { status: 'processed', tags: ['VIP'], endedAt: '2026-11-20T10:00:00.000Z' },
    });
  });

  it('leave nothing half done when many customers’ words come at once', async () => {
    const chats = await Promise.all(Array.from({ length: 6 }, () => server.openChat()));
    await Promise.all(
      chats.flatMap((chat) => [
        ...['20418', 'hello', '2', '1', '20419', '3'].map((text) =>
          server.say(chat, { text, key: randomUUID() }),
        ),
        server.call('leaveInteraction', {
          token: chat.chatToken,
          params: { channel: 'chat', id: chat.interactionId },
        }),
      ]),
    );
    const admin = (await server.signIn('admin')).accessToken;
    for (const { interactionId } of chats) {
      const { body } = await server.call('readInteraction', {
        token: admin,
        params: { id: interactionId },
      });
      expect(body).toMatchObject({ status: 'aborted', run: { state: 'ended' } });
      expect(body.endedAt).not.toBeNull();
      const aliases = (body.checkpoints as { alias: string | null }[]).flatMap(
        ({ alias }) => alias ?? [],
      );
      expect(new Set(body.tags)).toEqual(new Set(aliases));
    }
  });

  it('write their messages in one order', async () => {
    const { db } = server.services;
    const { interactionId: id } = await server.openChat();
    const organisationId = await organisationOf(id);
    await Promise.all(
      Array.from({ length: 12 }, (_, index) =>
        db.transaction().execute(async (tx) => {
          const conversation = (await lockConversation(tx, organisationId, id))!;
          addMessage(conversation, {
            id: randomUUID(),
            author: 'customer',
            text: `number ${index}`,
            choices: [],
            choiceId: null,
            key: null,
            sentAt: new Date().toISOString(),
          });
          await writeStep(tx, conversation);
        }),
      ),
    );
    const messages = await db
      .selectFrom('messages')
      .select('sequence')
      .where('interaction_id', '=', id)
      .orderBy('sequence')
      .execute();
    expect(messages.map(({ sequence }) => sequence)).toEqual(messages.map((_, at) => at + 1));
    expect(messages).toHaveLength(15); // the welcome, the question and its introduction first
  });

  async function waitingForLocks(): Promise<number> {
    const { rows } = await sql`
      select 1 from pg_stat_activity
      where datname = current_database() and wait_event_type = 'Lock'
    `.execute(server.services.db);
    return rows.length;
  }
});
