import { afterAll, afterEach, beforeAll, describe, expect, it, vi } from 'vitest';
import { changeRole, changeUser } from '../../../mock-server/storage/users.ts';
import { recordAccessChange } from '../../../mock-server/storage/sessions.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { PATIENCE, TestSocket } from './test-socket.ts';

let server: DemoServer;
const sockets: TestSocket[] = [];
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 20 });
});
afterEach(() => sockets.splice(0).forEach((socket) => socket.close()));
afterAll(() => server.stop());

async function connect(token: unknown, headers?: Record<string, string>): Promise<TestSocket> {
  const socket = new TestSocket(server.url, token, headers);
  sockets.push(socket);
  return socket.opened();
}

async function connectAs(username: string): Promise<TestSocket & { token: string }> {
  const { accessToken } = await server.signIn(username);
  return Object.assign(await connect(accessToken), { token: accessToken });
}

/** A token as signing in gives it, good for so many seconds. */
async function tokenFor(username: string, seconds: number): Promise<string> {
  const { tokens } = server.services;
  const { accessToken } = await server.signIn(username);
  const claims = await tokens.readAccess(accessToken);
  return tokens.access(claims, new Date(Date.now() + seconds * 1000));
}

/** Lets a customer of the agent write something that is found again wherever it went. */
let canaries = 0;
async function openChat(routing = 'welcome-orders') {
  const canary = `canary${++canaries}x`;
  const { body } = await server.call('openInteraction', {
    params: { channel: 'chat' },
    body: {
      contact: { name: canary, phone: '06 12 34 56 78' },
      routingReference: routing,
    },
  });
  return { canary, ...(body as { interactionId: string; chatToken: string }) };
}

const userOf = async (username: string) => {
  const row = await server.services.db
    .selectFrom('users')
    .selectAll()
    .where('username', '=', username)
    .executeTakeFirstOrThrow();
  return row;
};

describe('a cursor', () => {
  const nonsense = [
    '%%%',
    'AAAA',
    '🧭'.repeat(100),
    btoa('00000000.12.0'),
    btoa('00000000.99999999999999999999.0'),
    'x'.repeat(500),
  ];

  it.each(nonsense)('that is not of this database begins anew: %s', async (since) => {
    const socket = await connectAs('agent');
    const answer = await socket.watch('history', since);
    expect(answer).toMatchObject({ ok: true, reset: true });
    const { body } = await server.call('listChanges', {
      token: socket.token,
      query: { since },
    });
    expect(body).toMatchObject({ reset: true, items: [] });
  });

  it('that is too old begins anew, and one that is not brings what was missed', async () => {
    const before = await connectAs('agent');
    const first = await before.watch('history');
    if (!first.ok) throw new Error('refused');
    const missed = await openChat();
    const again = await connectAs('agent');
    await vi.waitFor(async () => {
      const { body } = await server.call('listChanges', {
        token: before.token,
        query: { since: first.cursor },
      });
      expect(body.items).toHaveLength(1);
    }, PATIENCE);
    expect(await again.watch('history', first.cursor)).toMatchObject({ reset: false });
    await again.until(() => again.items.length);
    expect(again.items).toMatchObject([{ interactionId: missed.interactionId }]);

    await server.services.db
      .insertInto('settings')
      .values((make) => ({
        name: 'changes_trimmed',
        value: make.cast<string>(make.fn('pg_current_xact_id'), 'text'),
      }))
      .execute();
    const late = await connectAs('agent');
    expect(await late.watch('history', first.cursor)).toMatchObject({ reset: true });
    expect(late.items).toEqual([]);
  });

  it('from a day that this database has not seen begins anew', async () => {
    const socket = await connectAs('agent');
    const present = await socket.watch('history');
    if (!present.ok) throw new Error('refused');
    const [database, transaction] = atob(present.cursor).split('.');
    const ahead = btoa(`${database}.${BigInt(transaction!) + 1_000_000n}.0`);
    expect(await socket.watch('history', ahead)).toMatchObject({ ok: true, reset: true });
  });
});

describe('what a client asks', () => {
  it('as soon as it is connected is answered, and nothing has to be asked twice', async () => {
    const { accessToken } = await server.signIn('agent');
    for (let time = 0; time < 20; time++) {
      const socket = new TestSocket(server.url, accessToken);
      sockets.push(socket);
      // asked before the connection stands: sent in the same moment in which it does
      expect(await socket.watch('history')).toMatchObject({ ok: true });
    }
  });

  const odd: [string, unknown[]][] = [
    ['no request', []],
    ['a text', ['history']],
    ['a number', [42]],
    ['null', [null]],
    ['an array', [['history']]],
    ['no scope', [{}]],
    ['an unknown scope', [{ scope: 'everything' }]],
    ['a scope with a rubbish id', [{ scope: 'interaction:../../x' }]],
    ['a scope of the wrong type', [{ scope: { $ne: 1 } }]],
    ['an empty cursor', [{ scope: 'history', since: '' }]],
    ['a long cursor', [{ scope: 'history', since: 'x'.repeat(5000) }]],
    ['a cursor of the wrong type', [{ scope: 'history', since: 7 }]],
    ['a field that is not known', [{ scope: 'history', room: 'all' }]],
    ['more than it takes', [{ scope: 'history' }, { scope: 'history' }, 3]],
  ];

  it.each(odd)('with %s does no harm', async (_, values) => {
    const socket = await connectAs('agent');
    for (const event of ['watch', 'unwatch', 'token']) {
      socket.tell(event, ...values); // no answer wanted
      const isRight = event === 'unwatch' || values.length !== 1;
      if (!isRight) expect(await socket.ask(event, ...values)).toMatchObject({ ok: false });
    }
    socket.tell('no-such-event', ...values);
    expect(await socket.watch('history')).toMatchObject({ ok: true });
    expect(socket.isOpen).toBe(true);
  });

  it('names what is wrong with it', async () => {
    const socket = await connectAs('agent');
    expect(await socket.ask('watch', { scope: 'history', since: 7 })).toMatchObject({
      ok: false,
      problem: {
        type: 'urn:waypost:problem:invalid-input',
        errors: [{ path: 'since' }],
      },
    });
  });

  it('in a message that is huge closes its own socket and nobody else’s', async () => {
    const [huge, other] = [await connectAs('agent'), await connectAs('agent')];
    huge.tell('watch', { scope: 'x'.repeat(100_000) });
    await huge.closed();
    expect(await other.watch('history')).toMatchObject({ ok: true });
  });

  it('of an interaction that is not theirs is answered as if there were none', async () => {
    const chat = await openChat();
    const nobodys = '0198f000-0000-7000-8000-000000000000';
    for (const username of ['advisor-2', 'northwind-admin', 'northwind-manager']) {
      const socket = await connectAs(username);
      const answers = [
        await socket.watch(`interaction:${chat.interactionId}`),
        await socket.watch(`interaction:${nobodys}`),
      ];
      expect(answers[0]).toMatchObject({
        ok: false,
        problem: { type: 'urn:waypost:problem:not-found', status: 404 },
      });
      expect(answers[0]).toEqual(answers[1]);
      for (const name of [
        'readInteraction',
        'listInteractionMessages',
        'listInteractionEvents',
        'listInteractionCheckpoints',
      ] as const) {
        const calls = await Promise.all(
          [chat.interactionId, nobodys].map((id) =>
            server.call(name, { token: socket.token, params: { id } }),
          ),
        );
        expect(calls[0]).toMatchObject({ status: 404 });
        expect(calls[0]!.body).toEqual(calls[1]!.body);
      }
    }
  });

  it('reaches no other organisation', async () => {
    const theirs = await connectAs('northwind-admin');
    const ours = await connectAs('admin');
    await Promise.all([theirs.watch('history'), ours.watch('history')]);
    const chat = await openChat();
    await ours.until(() => ours.items.length);
    expect(ours.heard).toContain(chat.canary);
    await marker('northwind-admin');
    await theirs.until(() => theirs.items.some(({ kind }) => kind === 'access'));
    expect(theirs.heard).not.toContain(chat.canary);
    expect(theirs.heard).not.toContain(chat.interactionId);
    expect(theirs.heard).not.toContain('33612345678');
  });
});

/** A change that the user is sure to hear of: what comes before it on the feed has come. */
async function marker(username: string): Promise<void> {
  const { organisation_id, id } = await userOf(username);
  await recordAccessChange(server.services.db, organisation_id, id);
  server.services.feed.nudge();
}

describe('a token', () => {
  it.each([
    ['none', undefined],
    ['no text', { token: 1 }],
    ['rubbish', 'rubbish'],
    ['a rubbish JWT', 'a.b.c'],
  ])('that is %s closes the socket, and says why', async (_, token) => {
    const socket = await connect(token);
    await socket.closed();
    expect(socket.closing).toMatchObject({ type: 'urn:waypost:problem:signed-out' });
  });

  it('that has ended closes the socket, and says why', async () => {
    const socket = await connect(await tokenFor('agent', -1));
    await socket.closed();
    expect(socket.closing).toMatchObject({ type: 'urn:waypost:problem:token-expired' });
  });

  it('that ends is asked for anew, and then the socket is closed', async () => {
    const socket = await connect(await tokenFor('agent', 3));
    expect(await socket.watch('history')).toMatchObject({ ok: true });
    await socket.until(() => socket.tokensWanted);
    await socket.closed();
    expect(socket.closing).toMatchObject({ type: 'urn:waypost:problem:token-expired' });
    const chat = await openChat();
    const other = await connectAs('agent');
    await other.watch('history');
    expect(socket.heard).not.toContain(chat.canary);
  });

  it('that is renewed keeps the socket open past the end of the first', async () => {
    const ending = await connect(await tokenFor('agent', 3));
    const renewed = await connect(await tokenFor('agent', 3));
    await renewed.watch('history');
    const fresh = await tokenFor('agent', 3600);
    expect(await renewed.giveToken(fresh)).toEqual({ ok: true });
    await ending.closed(); // so the first token’s end has come
    const chat = await openChat();
    await renewed.until(() => renewed.heard.includes(chat.canary));
    expect(renewed.isOpen).toBe(true);
  });

  it('of somebody else is not taken on an open socket', async () => {
    const socket = await connectAs('advisor-2');
    const refused = await socket.giveToken(await tokenFor('admin', 3600));
    expect(refused).toMatchObject({ ok: false, problem: { status: 403 } });
    await socket.watch('history');
    const chat = await openChat();
    await marker('advisor-2');
    await socket.until(() => socket.items.length);
    expect(socket.heard).not.toContain(chat.canary);
  });
});

describe('a page of a foreign origin', () => {
  const foreign = { origin: 'https://evil.example' };

  it('is refused over HTTP', async () => {
    const { accessToken } = await server.signIn('agent');
    const answer = await server.call('readMe', { token: accessToken, headers: foreign });
    expect(answer).toMatchObject({
      status: 403,
      body: { type: 'urn:waypost:problem:forbidden' },
    });
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
    expect(answer.headers.get('access-control-allow-origin')).toBeNull();
  });

  it('is refused a socket, and our own is not', async () => {
    const { accessToken } = await server.signIn('agent');
    const socket = await connect(accessToken, foreign);
    expect(socket.refused).toBeDefined();
    expect(socket.frames).toEqual([]);
    const own = await connect(accessToken, { origin: server.url });
    expect(await own.watch('history')).toMatchObject({ ok: true });
  });
});

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
      const heardBefore = socket.frames.length;
      const after = await openChat();
      await server.call('sendCustomerMessage', {
        token: before.chatToken,
        params: { channel: 'chat', id: before.interactionId },
        body: { text: `${before.canary}-again` },
      });
      await marker(username);
      await socket.until(
        () => socket.items.filter(({ kind }) => kind === 'access').length >= 3, // two scopes had one each
      );
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
});

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
