import { describe, expect, it, vi } from 'vitest';
import { connect, connectAs, marker, openChat, server, sockets } from './socket-fixture.ts';
import { PATIENCE, TestSocket } from './test-socket.ts';

/** A token as signing in gives it, good for so many seconds. */
async function tokenFor(username: string, seconds: number): Promise<string> {
  const { tokens } = server.services;
  const { accessToken } = await server.signIn(username);
  const claims = await tokens.readAccess(accessToken);
  return tokens.access(claims, new Date(Date.now() + seconds * 1000));
}

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
