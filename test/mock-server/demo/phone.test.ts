import { afterAll, beforeAll, expect, test } from 'vitest';
import { signatureHeaders } from '../../../mock-server/access/signatures.ts';
import { createApp } from '../../../mock-server/app.ts';
import { startDemoPhone } from '../../../mock-server/demo/demo-phone.ts';
import { addDemoPages } from '../../../mock-server/demo/pages.ts';
import { DemoPhone, PHONE_GATEWAY_PATH } from '../../../mock-server/demo/phone.ts';
import { createWayOut } from '../../../mock-server/effects/create-way-out.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { serve } from '../../helpers/payment-provider.ts';

/* The demo's phone in the demo's own server: every message crosses a signed webhook, over HTTP. */

interface Shown {
  key: string;
  author: string;
  text: string;
  choices: { id: string; label: string }[];
}

let server: DemoServer;
let pages: { url: string; close(): Promise<void> };
let phone: DemoPhone;
const served: { app?: ReturnType<typeof createApp> } = {};
beforeAll(async () => {
  pages = await serve({ fetch: (request) => served.app!.fetch(request) }); // nobody asks before it is there
  const allowedHosts = [new URL(pages.url).host];
  const wayOut = createWayOut({ smtp: null, smsGateway: null, allowedHosts });
  server = await DemoServer.start({ interactions: 5, publicUrl: pages.url, ...wayOut });
  phone = await startDemoPhone(server.services, Number(new URL(pages.url).port));
  served.app = createApp(server.services);
  addDemoPages(served.app, server.services, '', undefined, phone);
  server.services.worker.start();
});
afterAll(async () => {
  await server.services.worker.stop();
  await pages.close();
  await server.stop();
});

const address = (path: string) => new URL(path, pages.url);
const send = (body: unknown, headers: Record<string, string> = {}) =>
  fetch(address('/demo/phone/messages'), {
    method: 'POST',
    body: typeof body === 'string' ? body : JSON.stringify(body),
    headers: { 'content-type': 'application/json', ...headers },
  });
const shown = async () => {
  const answer = await fetch(address('/demo/phone/messages'));
  return ((await answer.json()) as { messages: Shown[] }).messages;
};
const says = (text: string) =>
  expect.poll(async () => (await shown()).at(-1)?.text, { timeout: 20_000 }).toContain(text);

test('what is typed and tapped goes in, and what the routing answers comes out', async () => {
  const key = crypto.randomUUID();
  expect((await send({ key, text: 'Hello' })).status).toBe(201);
  expect((await send({ key, text: 'Hello' })).status).toBe(201);
  await says('What is your customer number?');
  await send({ key: crypto.randomUUID(), text: '20418' });
  await says('What can we do for you, Nadia Achour?');
  const [choice] = (await shown()).at(-1)!.choices;
  await send({ key: crypto.randomUUID(), choiceId: choice!.id });
  await says('Which order number?');

  const conversation = (await shown()).map(({ author, text }) => `${author}: ${text}`);
  expect(conversation).toEqual([
    'customer: Hello',
    'routing: Hello Nadia Achour, welcome to Maison Verdier.',
    'routing: To find your order quickly, I need a few things.',
    'routing: What is your customer number?',
    'customer: 20418',
    'routing: What can we do for you, Nadia Achour?',
    'customer: My delivery is late',
    'routing: Let us find your parcel.',
    'routing: Which order number?',
  ]);
});

test('what the server refuses is not shown, and the page is told why', async () => {
  const before = await shown();
  const answer = await send({ key: crypto.randomUUID(), choiceId: 'never-offered' });

  expect(answer.status).toBe(422);
  expect(await answer.json()).toHaveProperty('detail');
  expect(await shown()).toEqual(before);
});

test.each([
  ['no JSON', '{'],
  ['nothing', {}],
  ['an empty text', { key: '0f8fad5b-d9cb-469f-a165-70867728950e', text: ' ' }],
  ['a key of another kind', { key: 'x', text: 'Hello' }],
])('%s is no message', async (_, body) => {
  expect((await send(body)).status).toBe(422);
});

test('pages of other sites cannot write on it', async () => {
  const body = { key: crypto.randomUUID(), text: 'Hello' };
  expect((await send(body, { origin: 'https://elsewhere.example' })).status).toBe(403);
});

test('takes what the channel signed and nothing else, the same message once, and forgets the oldest', async () => {
  const own = new DemoPhone('http://127.0.0.1', () => server.services.clock.now());
  const app = createApp(server.services);
  addDemoPages(app, server.services, '', undefined, own);
  const deliver = async (secret: string, id: string) => {
    const sentAt = server.services.clock.now().toISOString();
    const body = JSON.stringify({ id, author: 'routing', text: id, choices: [], sentAt });
    const call = { method: 'POST', path: PHONE_GATEWAY_PATH, body };
    const signed = await signatureHeaders(secret, call, server.services.clock.now());
    const length = { 'content-length': String(body.length) };
    return app.request(PHONE_GATEWAY_PATH, {
      method: 'POST',
      body,
      headers: { ...signed, ...length },
    });
  };

  expect((await deliver('another secret', 'forged')).status).toBe(401);
  expect(own.messages).toEqual([]);
  expect((await deliver(own.secret, 'one')).status).toBe(204);
  expect((await deliver(own.secret, 'one')).status).toBe(204);
  expect(own.messages).toHaveLength(1);
  for (let count = 1; count <= 200; count++) await deliver(own.secret, `message ${count}`);
  expect(own.messages).toHaveLength(200);
  expect(own.messages[0]?.text).toBe('message 1');
});
