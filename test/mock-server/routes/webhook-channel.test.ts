import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { DemoServer } from '../../helpers/demo-server.ts';
import { GatewayCaller } from '../../helpers/gateway-caller.ts';

let server: DemoServer;
let admin = '';
let gateway: GatewayCaller;
let queueId = '';
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 10 });
  admin = (await server.signIn('admin')).accessToken;
  const { body } = await server.call('readChannel', {
    token: admin,
    params: { channel: 'chat' },
  });
  queueId = body.queueId; // where the administrator sees what comes in
  gateway = await addChannel({ routingReference: 'welcome-orders' });
});
afterAll(() => server.stop());

async function addChannel(more: Record<string, unknown>): Promise<GatewayCaller> {
  const draft = { name: 'WhatsApp', flow: 'whatsapp-messaging', queueId, ...more };
  const { status, body } = await server.call('createChannel', { token: admin, body: draft });
  expect(status).toBe(201);
  return new GatewayCaller(server, body.id, body.secret);
}

async function addRouting(flow: string, actions: Record<string, object>): Promise<string> {
  const reference = `routing-${randomUUID()}`;
  const body = { name: 'A routing', reference, flow };
  const { body: routing } = await server.call('createRouting', { token: admin, body });
  const params = { id: routing.id, number: 1 };
  const tree = { start: 'start', actions };
  const saved = await server.call('saveVersion', { token: admin, params, body: { tree } });
  if (saved.status !== 200) throw new Error(JSON.stringify(saved.body));
  await server.call('publishVersion', { token: admin, params, body: {} });
  return reference;
}

const interaction = async (id: string) =>
  (await server.call('readInteraction', { token: admin, params: { id } })).body;
const messages = async (id: string, from = gateway) =>
  (await from.call('GET', `/interactions/${id}/messages?limit=200`)).body.items as {
    author: string;
    text: string;
    choices: { id: string; label: string }[];
  }[];

describe('a conversation of a gateway', () => {
  it('begins with its first message, goes on, and begins anew when it is over', async () => {
    const first = await gateway.incoming('+33612345678', { text: 'Hello' });
    expect(first.status).toBe(201);
    const { interactionId } = first.body;
    expect((await messages(interactionId)).map(({ text }) => text)).toEqual([
      'Hello',
      'Hello Nadia Achour, welcome to Maison Verdier.',
      'To find your order quickly, I need a few things.',
      'What is your customer number?',
    ]);
    const second = await gateway.incoming('+33612345678', { text: '20418' });
    expect(second.body.interactionId).toBe(interactionId);
    expect((await interaction(interactionId)).variables.customer).toEqual({ number: '20418' });
    const other = await gateway.incoming('+33698765432', { text: 'Hi' });
    expect(other.body.interactionId).not.toBe(interactionId);

    const left = await gateway.call('DELETE', `/interactions/${interactionId}`);
    expect(left.status).toBe(204);
    const anew = await gateway.incoming('+33612345678', { text: 'Hello again' });
    expect(anew.body.interactionId).not.toBe(interactionId);
    expect((await interaction(anew.body.interactionId)).flow).toBe('whatsapp-messaging');
  });

  it('takes a choice by its id; an old one of an earlier interaction answers nothing', async () => {
    const { body } = await gateway.incoming('choosing', { text: 'Hello' });
    await gateway.incoming('choosing', { text: '20418' });
    const offered = (await messages(body.interactionId)).at(-1)!;
    const [choice] = offered.choices;
    const taken = await gateway.incoming('choosing', { choiceId: choice!.id });
    expect(taken.body.message).toMatchObject({ text: choice!.label, choiceId: choice!.id });
    expect((await interaction(body.interactionId)).routing.name).toBe('Delivery follow-up');

    await gateway.call('DELETE', `/interactions/${body.interactionId}`);
    const anew = await gateway.incoming('choosing', { choiceId: choice!.id });
    expect(anew.status).toBe(201);
    expect(anew.body.interactionId).not.toBe(body.interactionId);
    const never = await gateway.incoming('choosing', { choiceId: `${randomUUID()}:link-1` });
    expect(never.body.errors[0].path).toBe('choiceId');
  });

  it('is one when its first messages arrive at the same moment', async () => {
    const answers = await Promise.all(
      Array.from({ length: 6 }, (_, index) => gateway.incoming('hasty', { text: `${index}` })),
    );
    expect(new Set(answers.map(({ body }) => body.interactionId)).size).toBe(1);
    const said = (await messages(answers[0]!.body.interactionId)).filter(
      ({ author }) => author === 'customer',
    );
    expect(said.map(({ text }) => text).sort()).toEqual(['0', '1', '2', '3', '4', '5']);
  });

  it('counts a message once, however often it comes, also when the interaction is over', async () => {
    const once = { text: 'Hello', key: 'wamid.1' };
    const answers = await Promise.all([1, 2, 3].map(() => gateway.incoming('twice', once)));
    const { interactionId, message } = answers[0]!.body;
    expect(answers.map(({ body }) => body.message.id)).toEqual(Array(3).fill(message.id));
    await gateway.call('DELETE', `/interactions/${interactionId}`);
    const next = await gateway.incoming('twice', { text: 'And then' });
    expect(next.body.interactionId).not.toBe(interactionId);
    const late = await gateway.incoming('twice', once);
    expect(late.body.message.id).toBe(message.id);
    expect((await messages(next.body.interactionId))[0]!.text).toBe('And then');
  });

  it('may be opened with another routing and variables, and goes on under its name', async () => {
    const opened = await gateway.call('POST', '/interactions', {
      contact: { phone: '+33611111111' },
      routingReference: 'after-sales',
      conversation: 'with-a-name',
      variables: { order: { number: 'V-1' } },
      key: randomUUID(),
    });
    expect(opened.body).toEqual({ interactionId: expect.any(String) });
    const { body } = await gateway.incoming('with-a-name', { text: 'Hello' });
    expect(body.interactionId).toBe(opened.body.interactionId);
    const again = { text: 'Once', key: randomUUID() };
    const path = `/interactions/${opened.body.interactionId}/messages`;
    const said = [
      await gateway.call('POST', path, again),
      await gateway.call('POST', path, again),
    ];
    expect(said[1]!.body.id).toBe(said[0]!.body.id);
    const without = await gateway.call('POST', path, { text: 'No key' });
    expect(without.body.errors[0].path).toBe('key');
  });

  it('brings images, which answer a question for one', async () => {
    const routingReference = await addRouting('messaging', {
      start: { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'ask' } },
      ask: {
        type: 'message-awaiting-response',
        name: 'Ask',
        parameters: {
          message: 'Show it to me.',
          maximumWait: 60,
          maximumAttempts: 2,
          errorMessage: 'That is no picture.',
          questions: [{ content: 'A picture?', type: 'image', target: 'damage.picture' }],
        },
        branches: {},
      },
    });
    const images = await addChannel({ routingReference });
    const { body } = await images.incoming('one', { text: 'It is broken' });
    await images.incoming('one', { text: 'https://gateway.invalid/no-proof.jpg' });
    const address = 'https://gateway.invalid/picture.jpg';
    const image = { address, contentType: 'image/jpeg' };
    expect((await images.incoming('one', { image })).status).toBe(201);
    const { variables } = await interaction(body.interactionId);
    expect(variables.damage).toEqual({ picture: address });
    for (const wrong of [
      { address: 'http://gateway.invalid/x.jpg', contentType: 'image/jpeg' },
      { address, contentType: 'text/html' },
    ]) {
      expect((await images.incoming('two', { image: wrong })).status).toBe(422);
    }
  });

  it('needs one form of message, and a routing to begin with', async () => {
    const none = await gateway.incoming('x', {});
    const both = await gateway.incoming('x', { text: 'a', choiceId: 'b' });
    for (const { status, body } of [none, both]) {
      expect([status, body.detail]).toEqual([422, expect.stringContaining('Give one of')]);
    }
    const silent = await addChannel({});
    const answer = await silent.incoming('x', { text: 'Hello' });
    expect(answer.body).toMatchObject({
      type: 'urn:waypost:problem:conflict',
      detail: expect.stringContaining('no routing'),
    });
  });
});

describe('a call that is not the gateway’s own', () => {
  const path = () => `/api/channels/${gateway.channel}/incoming`;
  const message = () => ({
    conversation: 'forged',
    contact: { name: 'Somebody' },
    text: 'Hello',
    key: randomUUID(),
  });
  const expectStranger = ({ status, body }: Awaited<ReturnType<GatewayCaller['call']>>) => {
    expect(body).toMatchObject({ type: 'urn:waypost:problem:signed-out' });
    expect([status, body.detail]).toEqual([
      401,
      'The call is not signed with this channel’s secret, or its timestamp is more than five minutes off.',
    ]);
  };

  it.each([
    ['of six minutes ago', -360_000],
    ['of six minutes ahead', 360_000],
  ])('is refused: %s', async (_, off) => {
    const at = new Date(Date.now() + off);
    expectStranger(await gateway.call('POST', '/incoming', message(), { at }));
  });

  it('is refused when anything of it was changed after it was signed', async () => {
    const { signatureHeaders } = await import('../../../mock-server/access/signatures.ts');
    const body = JSON.stringify(message());
    const call = { method: 'POST', path: path(), body };
    const good = await signatureHeaders(gateway.secret, call, new Date());
    const { 'waypost-signature': signature = '', 'waypost-timestamp': timestamp = '' } = good;
    const later = { ...good, 'waypost-timestamp': String(Number(timestamp) + 1) };
    const forged: [string, string, Record<string, string>][] = [
      [path(), body.replace('Hello', 'Hallo'), good],
      [`${path()}?x=1`, body, good],
      [path(), body, later],
      [path(), body, { ...good, 'waypost-timestamp': '' }],
      [path(), body, { ...good, 'waypost-timestamp': 'now' }],
      [path(), body, { ...good, 'waypost-signature': signature.toUpperCase() }],
      [path(), body, { ...good, 'waypost-signature': signature.slice(0, -2) }],
      [path(), body, { ...good, 'waypost-signature': '' }],
      [path(), body, { ...good, 'waypost-signature': `v1=${'0'.repeat(64)}` }],
    ];
    for (const [to, text, headers] of forged) {
      expectStranger(await gateway.send('POST', to, text, headers));
    }
    expect((await gateway.send('POST', path(), body, good)).status).toBe(201);
  });

  it('is refused without any signature, with a token, and with another channel’s secret', async () => {
    const unsigned = await gateway.send('POST', path(), JSON.stringify(message()), {});
    expect(unsigned.status).toBe(401);
    const token = { authorization: `Bearer ${admin}` };
    const asAdmin = await gateway.send('POST', path(), JSON.stringify(message()), token);
    expect(asAdmin.status).toBe(401);
    const other = await addChannel({});
    const foreign = { channel: gateway.channel };
    expectStranger(await other.call('POST', '/incoming', message(), foreign));
    for (const channel of ['chat', 'nowhere', randomUUID()]) {
      expectStranger(await gateway.call('POST', '/incoming', message(), { channel }));
    }
  });

  it('reaches no interaction of another channel', async () => {
    const chat = await server.openChat();
    const other = await addChannel({ routingReference: 'welcome-orders' });
    const { body } = await other.incoming('one', { text: 'Hello' });
    for (const id of [chat.interactionId, body.interactionId, randomUUID()]) {
      const read = await gateway.call('GET', `/interactions/${id}/messages`);
      const left = await gateway.call('DELETE', `/interactions/${id}`);
      expect([read.status, left.status]).toEqual([404, 404]);
    }
    expect((await interaction(body.interactionId)).run.state).toBe('waiting');
  });

  it('cannot open a webhook channel as if it were a chat, nor name a chat’s conversation', async () => {
    const body = { contact: { name: 'Somebody' }, routingReference: 'welcome-orders' };
    const params = { channel: gateway.channel };
    expect((await server.call('openInteraction', { params, body })).status).toBe(404);
    const named = { ...body, conversation: 'mine' };
    const answer = await server.call('openInteraction', {
      params: { channel: 'chat' },
      body: named,
    });
    expect(answer.body.errors[0].path).toBe('conversation');
  });
});

describe('routings of other flows', () => {
  const node = { type: 'node', name: 'End', parameters: {}, branches: {} };
  const start = { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'keep' } };
  const keep = {
    type: 'assign-values',
    name: 'Keep',
    parameters: {
      rows: [{ target: 'caller.reached', value: '{{contact.email}}{{contact.phone}}' }],
    },
    branches: { ok: 'end' },
  };

  it.each([
    ['email', 'email-messaging', { email: 'nadia@example.com' }, 'nadia@example.com'],
    ['voice', 'voice', { phone: '06 12 34 56 78' }, '+33612345678'],
  ])('for %s run by the same calls', async (flow, channelFlow, contact, reached) => {
    const routingReference = await addRouting(flow, { start, keep, end: node });
    const channel = await addChannel({ flow: channelFlow, routingReference });
    const { body } = await channel.incoming('one', { contact, text: 'My parcel is late.' });
    const found = await interaction(body.interactionId);
    expect(found).toMatchObject({
      flow: channelFlow,
      status: 'processed',
      variables: { caller: { reached } },
    });
    expect(await messages(body.interactionId, channel)).toMatchObject([
      { author: 'customer', text: 'My parcel is late.' },
    ]);
  });

  it.each(['email', 'voice'])(
    'for %s take no action that writes to a customer',
    async (flow) => {
      const say = {
        type: 'simple-message',
        name: 'Say',
        parameters: { message: 'Hi' },
        branches: {},
      };
      const actions = { start: { ...start, branches: { ok: 'say' } }, say };
      await expect(addRouting(flow, actions)).rejects.toThrow(/tree\.actions\.say\.type/);
    },
  );

  it('cannot be the default of a channel for messages', async () => {
    const routingReference = await addRouting('voice', { start, keep, end: node });
    const body = { name: 'SMS', flow: 'sms-messaging', routingReference };
    const answer = await server.call('createChannel', { token: admin, body });
    expect(answer.body.errors[0].path).toBe('routingReference');
  });
});

it('an address that guesses signatures is told to wait, and the gateway behind it is not', async () => {
  const stranger = new GatewayCaller(server, gateway.channel, 'a guess');
  const statuses: number[] = [];
  for (let count = 0; count < 620; count += 20) {
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => stranger.incoming('guess', { text: 'x' })),
    );
    statuses.push(...answers.map(({ status }) => status));
  }
  expect([...new Set(statuses)].sort()).toEqual([401, 429]);
  expect((await gateway.incoming('not a guess', { text: 'Hello' })).status).toBe(201);
});
