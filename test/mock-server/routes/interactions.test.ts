import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import { DemoServer } from '../../helpers/demo-server.ts';

let server: DemoServer;
let admin = '';
let agent = '';
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 80 });
  admin = (await server.signIn('admin')).accessToken;
  agent = (await server.signIn('agent')).accessToken;
});
afterAll(() => server.stop());

const list = (token: string, query: Record<string, string> = {}) =>
  server.call('listInteractions', { token, query });

async function everything(token: string, limit: string): Promise<Interaction[]> {
  const items: Interaction[] = [];
  let cursor: string | undefined;
  do {
    const { body } = await list(token, { limit, ...(cursor ? { cursor } : {}) });
    items.push(...body.items);
    cursor = body.nextCursor ?? undefined;
  } while (cursor);
  return items;
}

describe('the list of interactions', () => {
  it('is newest first, and its pages hold every interaction once', async () => {
    const paged = await everything(admin, '7');
    expect(paged.map(({ id }) => id)).toEqual(
      (await everything(admin, '200')).map(({ id }) => id),
    );
    expect(new Set(paged.map(({ id }) => id)).size).toBe(80);
    const starts = paged.map(({ startedAt }) => startedAt);
    expect(starts).toEqual([...starts].sort().reverse());
  });

  it('finds a customer by the whole number in any spelling, and by a part of it', async () => {
    const { interactionId } = await server.openChat();
    for (const contact of ['+33612345678', '06 12 34 56 78', '0033 6 12 34 56 78']) {
      const { body } = await list(agent, { contact });
      expect(body.items.map(({ id }: Interaction) => id)).toContain(interactionId);
    }
    for (const search of ['612 345', '06 12 34 56', '0033612', '+33 (0)6 12 34 56 78']) {
      const { body } = await list(agent, { search });
      expect([search, body.items.map(({ id }: Interaction) => id)]).toEqual([
        search,
        expect.arrayContaining([interactionId]),
      ]);
    }
    expect((await list(agent, { contact: '+33699999999' })).body.items).toEqual([]);
  });

  it('finds a part of an address, with wildcards taken as they are written', async () => {
    const withAddress = (await everything(admin, '200')).filter(({ contact }) => contact.email);
    const wanted = withAddress[0]!.contact.email!;
    const { body } = await list(admin, { search: wanted.slice(2, 12).toUpperCase() });
    expect(body.items.map(({ contact }: Interaction) => contact.email)).toContain(wanted);
    expect((await list(admin, { search: '%@_' })).body.items).toEqual([]);
  });

  it('filters by the period and by a checkpoint', async () => {
    const all = await everything(admin, '200');
    const middle = all[40]!.startedAt;
    const { body } = await list(admin, { from: middle, limit: '200' });
    expect(body.items).toHaveLength(all.filter(({ startedAt }) => startedAt >= middle).length);
    const { checkpointId } = all.flatMap(({ checkpoints }) => checkpoints)[0]!;
    const having = (await list(admin, { checkpoint: checkpointId, limit: '200' })).body.items;
    expect(having.map(({ id }: Interaction) => id)).toEqual(
      all
        .filter(({ checkpoints }) =>
          checkpoints.some((one) => one.checkpointId === checkpointId),
        )
        .map(({ id }) => id),
    );
  });

  it.each([
    ['before the window', { from: '2020-01-01T00:00:00Z' }, 'period-too-long'],
    [
      'that ends before it begins',
      { from: new Date().toISOString(), to: '2026-01-01T00:00:00Z' },
      'invalid-input',
    ],
  ])('refuses a period %s', async (_, query, kind) => {
    const answer = await list(admin, query);
    expect(answer.status).toBe(422);
    expect(answer.body.type).toBe(`urn:waypost:problem:${kind}`);
  });

  it('is closed by a profile without the history, with a sentence', async () => {
    const { accessToken } = await server.signIn('trainee');
    const answer = await list(accessToken);
    expect(answer.status).toBe(403);
    expect(answer.body.type).toBe('urn:waypost:problem:history-off');
  });
});

describe('one interaction', () => {
  it('answers the same for none and for one that is not the user’s', async () => {
    const own = new Set((await everything(agent, '200')).map(({ id }) => id));
    const foreign = (await everything(admin, '200')).find(({ id }) => !own.has(id))!;
    const read = (id: string) =>
      server.call('readInteraction', { token: agent, params: { id } });
    const [none, other] = [
      await read('01900000-0000-7000-8000-000000000000'),
      await read(foreign.id),
    ];
    expect(other).toEqual({ ...none, headers: other.headers });
    expect(none.status).toBe(404);
  });

  it('shows trail, events and conversation in order', async () => {
    const { id } = (await everything(admin, '200')).find(
      ({ checkpoints }) => checkpoints.length > 3,
    )!;
    const get = async (
      name: 'listInteractionCheckpoints' | 'listInteractionEvents' | 'listInteractionMessages',
    ) => (await server.call(name, { token: admin, params: { id } })).body.items;
    const trail = await get('listInteractionCheckpoints');
    expect(trail.map(({ sequence }: { sequence: number }) => sequence)).toEqual(
      trail.map((_: unknown, index: number) => index + 1),
    );
    const events = await get('listInteractionEvents');
    expect(events[0].kind).toBe('opened');
    expect(events.at(-1).kind).toBe('ended');
    const messages = await get('listInteractionMessages');
    expect(messages.map(({ sequence }: { sequence: number }) => sequence)).toEqual(
      messages.map((_: unknown, index: number) => index + 1),
    );
  });

  it('says what a checkpoint is called now, and that it was deleted', async () => {
    const all = await everything(admin, '200');
    const { id, checkpoints } = all.find((one) => one.checkpoints.length > 2)!;
    const [renamed, deleted] = checkpoints as [
      Interaction['checkpoints'][0],
      Interaction['checkpoints'][0],
    ];
    await server.call('changeCheckpoint', {
      token: admin,
      params: { id: renamed.checkpointId },
      body: { name: 'Another name' },
    });
    await server.call('deleteCheckpoint', {
      token: admin,
      params: { id: deleted.checkpointId },
      query: { confirmUsed: 'true' },
    });
    const { body } = await server.call('listInteractionCheckpoints', {
      token: admin,
      params: { id },
    });
    expect(body.items[0]).toMatchObject({
      name: renamed.name,
      current: { name: 'Another name' },
    });
    expect(body.items[1]).toMatchObject({ name: deleted.name, current: null });
  });
});
