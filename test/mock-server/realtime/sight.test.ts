import { describe, expect, it } from 'vitest';
import { changeRole, changeUser } from '../../../mock-server/storage/users.ts';
import { connect, connectAs, marker, openChat, server, userOf } from './socket-fixture.ts';
import type { TestSocket } from './test-socket.ts';

/** How often the user was told of a change of what they may do. */
function accessItems({ items }: TestSocket): number {
  return items.filter(({ kind }) => kind === 'access').length;
}

describe('a user whose sight ends while connected', () => {
  /** What somebody loses, and how they get it back. */
  async function loses(
    username: string,
    take: (user: Awaited<ReturnType<typeof userOf>>) => Promise<() => Promise<unknown>>,
  ): Promise<void> {
    const user = await userOf(username);
    const socket = await connectAs(username);
    const before = await openChat();
    const scope = `interaction:${before.interactionId}`;
    expect(await socket.watch(scope)).toMatchObject({ ok: true });
    expect(await socket.watch('history')).toMatchObject({ ok: true });
    const giveBack = await take(user);
    server.services.feed.nudge();
    try {
      await socket.until(() => socket.items.some(({ kind }) => kind === 'access'));
      await socket.until(() =>
        socket.items.some(
          (item) => item.kind === 'gone' && item.interactionId === before.interactionId,
        ),
      );
      const told = accessItems(socket);
      const heardBefore = socket.frames.length;
      const after = await openChat();
      await server.call('sendCustomerMessage', {
        token: before.chatToken,
        params: { channel: 'chat', id: before.interactionId },
        body: { text: `${before.canary}-again` },
      });
      await marker(username);
      await socket.until(() => accessItems(socket) > told);
      const heard = socket.frames.slice(heardBefore).join('\n');
      expect(socket.heard).not.toContain(after.canary);
      expect(socket.heard).not.toContain(after.interactionId);
      expect(heard).not.toContain(before.canary);
      expect(heard).not.toContain(before.interactionId);
      expect(heard).not.toContain('33612345678');
      expect(await socket.watch(scope)).toMatchObject({ ok: false });
      const listed = await server.call('listInteractions', { token: socket.token });
      expect(JSON.stringify(listed.body)).not.toContain(before.canary);
    } finally {
      await giveBack();
    }
  }

  it('by another profile hears no more of what the first one showed', () =>
    loses('admin', async (user) => {
      await set(user, { active_profile_id: await profileId(user, 'Delivery') });
      return () => set(user, { active_profile_id: user.active_profile_id });
    }));

  it('by a profile that closes the history hears no more of it', () =>
    loses('agent', async (user) => {
      await set(user, { active_profile_id: await profileId(user, 'Without history') });
      return () => set(user, { active_profile_id: user.active_profile_id });
    }));

  it('by another type of user hears no more of what the first one showed', () =>
    loses('admin', async (user) => {
      await set(user, { type: 'collaborator' });
      return () => set(user, { type: 'administrator' });
    }));

  it('by a team that is not managed any more hears no more of its members', async () => {
    const leader = await userOf('leader-1');
    await set(leader, { active_profile_id: await profileId(leader, 'Delivery') });
    await loses('leader-1', async ({ organisation_id, id }) => {
      const { db } = server.services;
      const [managed] = await changeUser(db, organisation_id, id, (tx) =>
        tx.deleteFrom('team_managers').where('user_id', '=', id).returningAll().execute(),
      );
      return async () => {
        await db.insertInto('team_managers').values(managed!).execute();
        await set(leader, { active_profile_id: leader.active_profile_id });
      };
    });
  });

  it('by another role is told, and may do no more than the new one lets them', async () => {
    const { organisation_id, id, role_id } = await userOf('admin');
    const agent = await userOf('agent');
    const socket = await connectAs('admin');
    await socket.watch('history');
    const { db, feed } = server.services;
    await changeRole(db, organisation_id, id, agent.role_id);
    feed.nudge();
    await socket.until(() => socket.items.some(({ kind }) => kind === 'access'));
    expect(await server.call('listCheckpoints', { token: socket.token })).toMatchObject({
      status: 403,
      body: { type: 'urn:waypost:problem:forbidden' },
    });
    await changeRole(db, organisation_id, id, role_id);
  });

  it('is told of their own and of nothing else where they follow no interaction', async () => {
    const socket = await connectAs('admin');
    expect(await socket.watch('me')).toMatchObject({ ok: true });
    const { canary, interactionId } = await openChat();
    await marker('admin');
    await socket.until(() => accessItems(socket) > 0);
    expect(new Set(socket.items.map(({ kind }) => kind))).toEqual(new Set(['access']));
    expect(socket.heard).not.toContain(canary);
    expect(socket.heard).not.toContain(interactionId);
  });

  it('by signing out is told why, and the socket is closed', async () => {
    const [leaving, staying] = [await connectAs('agent'), await connectAs('agent')];
    await Promise.all([leaving.watch('history'), staying.watch('history')]);
    await server.call('endSession', { token: leaving.token });
    await leaving.closed();
    expect(leaving.closing).toMatchObject({ type: 'urn:waypost:problem:signed-out' });
    const chat = await openChat();
    await staying.until(() => staying.heard.includes(chat.canary));
    expect(leaving.heard).not.toContain(chat.canary);
    const again = await connect(leaving.token);
    await again.closed();
    expect(again.closing).toMatchObject({ type: 'urn:waypost:problem:signed-out' });
  });

  it('by being switched off is told why, and the socket is closed', async () => {
    const user = await userOf('advisor-1');
    const socket = await connectAs('advisor-1');
    await socket.watch('history');
    await set(user, { active: false });
    await socket.closed();
    expect(socket.closing).toMatchObject({ type: 'urn:waypost:problem:signed-out' });
    expect(await server.call('readMe', { token: socket.token })).toMatchObject({ status: 401 });
    await set(user, { active: true });
  });
});

describe('a customer on a socket', () => {
  it('hears the own conversation, and nothing else', async () => {
    const [own, other] = [await openChat(), await openChat()];
    const socket = await connect(own.chatToken);
    expect(await socket.watch('history')).toMatchObject({ ok: false });
    expect(await socket.watch(`interaction:${other.interactionId}`)).toMatchObject({
      ok: false,
      problem: { type: 'urn:waypost:problem:not-found' },
    });
    expect(await socket.watch(`interaction:${own.interactionId}`)).toMatchObject({ ok: true });
    for (const chat of [other, own]) {
      await server.call('sendCustomerMessage', {
        token: chat.chatToken,
        params: { channel: 'chat', id: chat.interactionId },
        body: { text: `${chat.canary}-says` },
      });
    }
    await socket.until(() => socket.items.length >= 2); // the customer's words, and the routing's answer
    expect(new Set(socket.items.map(({ kind }) => kind))).toEqual(new Set(['message']));
    expect(socket.heard).toContain(`${own.canary}-says`);
    expect(socket.heard).not.toContain(other.canary);
    expect(socket.heard).not.toContain('recognised'); // checkpoints and tags are none of theirs
  });

  it('hears that it is over, and reads it afterwards', async () => {
    const [own, other] = [await openChat(), await openChat()];
    const socket = await connect(own.chatToken);
    await socket.watch(`interaction:${own.interactionId}`);
    expect(await endOf(own)).toBeNull();
    for (const chat of [other, own])
      await server.call('leaveInteraction', {
        token: chat.chatToken,
        params: { channel: 'chat', id: chat.interactionId },
      });
    await socket.until(() => socket.items.some(({ kind }) => kind === 'ended'));
    const ends = socket.items.flatMap((item) =>
      item.kind === 'ended' ? item.interactionId : [],
    );
    expect(new Set(ends)).toEqual(new Set([own.interactionId]));
    expect(await endOf(own)).toMatch(/^\d{4}-/);
  });
});

async function endOf({ interactionId, chatToken }: Awaited<ReturnType<typeof openChat>>) {
  const { body } = await server.call('listConversation', {
    token: chatToken,
    params: { channel: 'chat', id: interactionId },
  });
  return (body as { endedAt: string | null }).endedAt;
}

type User = Awaited<ReturnType<typeof userOf>>;

async function set(
  { organisation_id, id }: User,
  values: Partial<Pick<User, 'active' | 'type' | 'active_profile_id'>>,
): Promise<void> {
  const { db, feed } = server.services;
  await changeUser(db, organisation_id, id, (tx) =>
    tx
      .updateTable('users')
      .set(values)
      .where('organisation_id', '=', organisation_id)
      .where('id', '=', id)
      .execute(),
  );
  feed.nudge();
}

async function profileId({ organisation_id }: User, name: string): Promise<string> {
  const { id } = await server.services.db
    .selectFrom('profiles')
    .select('id')
    .where('organisation_id', '=', organisation_id)
    .where('name', '=', name)
    .executeTakeFirstOrThrow();
  return id;
}
