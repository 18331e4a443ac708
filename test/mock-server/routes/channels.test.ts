import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoServer } from '../../helpers/demo-server.ts';

let server: DemoServer;
let admin = '';
beforeAll(async () => {
  server = await DemoServer.start();
  admin = (await server.signIn('admin')).accessToken;
});
afterAll(() => server.stop());

const interaction = async (id: string) =>
  (await server.call('readInteraction', { token: admin, params: { id } })).body;

describe('a customer who chats', () => {
  it('is asked, answers, and leaves checkpoints on the interaction', async () => {
    const chat = await server.openChat();
    expect((await server.conversation(chat)).map(({ text }) => text)).toEqual([
      'Hello Nadia Achour, welcome to Maison Verdier.',
      'To find your order quickly, I need a few things.',
      'What is your customer number?',
    ]);
    expect((await server.say(chat, { text: 'not a number' })).status).toBe(201);
    expect((await server.say(chat, { text: '20418' })).status).toBe(201);
    const found = await interaction(chat.interactionId);
    expect(found.checkpoints).toMatchObject([
      {
        reference: 'recognised',
        alias: 'Recognised',
        sequence: 1,
        hits: 1,
        actionName: 'Recognise the customer',
      },
    ]);
    expect(found.tags).toEqual(['Recognised']);
    expect(found.variables.customer).toEqual({ number: '20418' });
    expect(found.participants).toMatchObject([{ name: 'Léa Perrin' }]);
    const offered = (await server.conversation(chat)).at(-1)!;
    expect(offered.choices.map(({ label }) => label)).toHaveLength(3);
    await server.say(chat, { choiceId: offered.choices[0]!.id });
    expect((await interaction(chat.interactionId)).routing.name).toBe('Delivery follow-up');
  });

  it('is answered the same when the same opening or message comes twice', async () => {
    const key = randomUUID();
    const [first, second] = await Promise.all([
      server.openChat('welcome-orders', key),
      server.openChat('welcome-orders', key),
    ]);
    expect(second.interactionId).toBe(first.interactionId);
    const once = { text: '20418', key: randomUUID() };
    const answers = await Promise.all([1, 2, 3].map(() => server.say(first, once)));
    expect(new Set(answers.map(({ body }) => body.id)).size).toBe(1);
    const said = (await server.conversation(first)).filter(
      ({ author }) => author === 'customer',
    );
    expect(said).toHaveLength(1);
  });

  it('ends the run by leaving, and the end routing runs once', async () => {
    const chat = await server.openChat();
    const leave = () =>
      server.call('leaveInteraction', {
        token: chat.chatToken,
        params: { channel: 'chat', id: chat.interactionId },
      });
    expect((await leave()).status).toBe(204);
    expect((await leave()).status).toBe(204);
    const found = await interaction(chat.interactionId);
    expect(found).toMatchObject({
      status: 'aborted',
      run: { state: 'ended', outcome: 'abandoned' },
    });
    expect(found.checkpoints).toMatchObject([{ reference: 'journey-end', hits: 1 }]);
    expect((await server.say(chat, { text: 'too late' })).body.type).toBe(
      'urn:waypost:problem:conflict',
    );
  });

  it.each([`${'-'.repeat(36)}:link-1`, 'nonsense', `${randomUUID()}:link-1`])(
    'cannot take a choice that was never offered: %s',
    async (choiceId) => {
      const chat = await server.openChat();
      const before = await server.conversation(chat);
      const answer = await server.say(chat, { choiceId });
      expect(answer.status).toBe(422);
      expect(answer.body.errors[0].path).toBe('choiceId');
      expect(await server.conversation(chat)).toEqual(before);
    },
  );

  it('cannot use the token of one conversation for another', async () => {
    const [mine, other] = [await server.openChat(), await server.openChat()];
    const answer = await server.say({ ...other, chatToken: mine.chatToken }, { text: 'hello' });
    expect(answer.status).toBe(404);
  });

  it('with somebody else’s phone number is not told whose it is, though the agent is', async () => {
    await server.openChat();
    const { body } = await server.call('openInteraction', {
      params: { channel: 'chat' },
      body: { contact: { phone: '+33612345678' }, routingReference: 'welcome-orders' },
    });
    const texts = (await server.conversation(body)).map(({ text }) => text).join('\n');
    expect(texts).not.toContain('Nadia');
    expect((await interaction(body.interactionId)).contact.name).toBe('Nadia Achour');
  });

  it('writes no faster than anybody can, and others go on meanwhile', async () => {
    const [fast, other] = [await server.openChat(), await server.openChat()];
    const statuses = new Set<number>();
    for (let count = 0; count <= 120; count++) {
      statuses.add((await server.say(fast, { choiceId: 'none' })).status);
    }
    expect([...statuses]).toEqual([422, 429]);
    expect((await server.say(other, { text: '20418' })).status).toBe(201);
  });
});

describe('a channel that is asked wrongly', () => {
  const open = (body: unknown, channel = 'chat') =>
    server.call('openInteraction', { params: { channel }, body });
  const contact = { name: 'Nadia' };

  it.each([
    ['an unknown routing', { contact, routingReference: 'nowhere' }, 'routingReference'],
    ['an end routing', { contact, routingReference: 'closing' }, 'routingReference'],
    ['no contact at all', { contact: {}, routingReference: 'delivery' }, 'contact'],
    [
      'a wrong phone',
      { contact: { phone: '12' }, routingReference: 'delivery' },
      'contact.phone',
    ],
    ['a field that is not known', { contact, routingReference: 'delivery', x: 1 }, 'x'],
    [
      'a variable with a strange name',
      { contact, routingReference: 'delivery', variables: { 'a b': {} } },
      'variables.a b',
    ],
    [
      'a NUL character',
      { contact: { name: 'a\0b' }, routingReference: 'delivery' },
      'contact.name',
    ],
  ])('refuses %s and names the field', async (_, body, path) => {
    const before = await server.services.db.selectFrom('interactions').select('id').execute();
    const answer = await open(body);
    expect(answer.status).toBe(422);
    expect(answer.body.errors[0].path).toBe(path);
    const after = await server.services.db.selectFrom('interactions').select('id').execute();
    expect(after).toHaveLength(before.length);
  });

  it.each(['nowhere', 'whatsapp'])('knows no open channel %s', async (channel) => {
    expect((await open({ contact, routingReference: 'delivery' }, channel)).status).toBe(404);
  });

  it.each([
    ['no JSON', '{"contact"', 400],
    ['nothing', '', 400],
    ['no UTF-8', new Uint8Array([0x22, 0xff, 0x22]), 400],
    ['a body that is too large', `"${'x'.repeat(300_000)}"`, 413],
    ['JSON nested too deeply', '['.repeat(100) + ']'.repeat(100), 400],
    ['another type', '42', 422],
  ])('refuses %s', async (_, rawBody, status) => {
    const answer = await server.call('openInteraction', {
      params: { channel: 'chat' },
      rawBody,
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('content-type')).toBe('application/problem+json');
  });
});
