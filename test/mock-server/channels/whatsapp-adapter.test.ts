import { createHmac, randomUUID } from 'node:crypto';
import { once } from 'node:events';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createAdapter } from '../../../docs/examples/whatsapp-adapter.ts';
import { createChannelMessagePerformer } from '../../../mock-server/effects/channel-message.ts';
import { createGuardedHttp } from '../../../mock-server/effects/guarded-http.ts';
import { NetworkGuard } from '../../../mock-server/effects/network-guard.ts';
import type { Performer } from '../../../mock-server/effects/performer.ts';
import { claimEffects } from '../../../mock-server/storage/effect-queue.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { startHttpService, type HttpService } from '../../helpers/http-service.ts';

/* The adapter that docs/channels.md shows, between the server and something that speaks as WhatsApp does. */

const APP_SECRET = 'the app’s secret';
let waypost: DemoServer;
let whatsapp: HttpService;
let adapter: Server;
let address = '';
let statuses: number[] = [];
beforeAll(async () => {
  const performer: unknown = createChannelMessagePerformer(
    createGuardedHttp(new NetworkGuard({ allowedHosts: ['127.0.0.1'] })),
  );
  waypost = await DemoServer.start({ interactions: 5, performers: [performer as Performer] });
  whatsapp = await startHttpService((_, response) =>
    response.writeHead(statuses.shift() ?? 200).end('{}'),
  );
  const token = (await waypost.signIn('admin')).accessToken;
  const body = {
    name: 'WhatsApp',
    flow: 'whatsapp-messaging',
    routingReference: 'welcome-orders',
  };
  const { body: channel } = await waypost.call('createChannel', { token, body });
  adapter = createAdapter({
    waypost: waypost.url,
    channel: { id: channel.id, secret: channel.secret },
    whatsapp: `${whatsapp.url}/v23.0/1234/messages`,
    token: 'the token',
    appSecret: APP_SECRET,
  });
  await once(adapter.listen(0, '127.0.0.1'), 'listening');
  address = `http://127.0.0.1:${(adapter.address() as AddressInfo).port}`; // a TCP server's address is no text
  const deliverTo = { deliverTo: `${address}/waypost` };
  const params = { channel: channel.id as string };
  await waypost.call('changeChannel', { token, params, body: deliverTo });
});
afterAll(async () => {
  await new Promise((resolve) => adapter.close(resolve));
  await whatsapp.close();
  await waypost.stop();
});

/** A customer writes on WhatsApp, which tells the adapter. */
function write(from: string, message: object, secret = APP_SECRET): Promise<Response> {
  const contacts = [{ wa_id: from, profile: { name: 'Nadia Achour' } }];
  const messages = [{ from, id: `wamid.${randomUUID()}`, ...message }];
  const changes = [{ field: 'messages', value: { contacts, messages } }];
  const body = JSON.stringify({ object: 'whatsapp_business_account', entry: [{ changes }] });
  const signature = createHmac('sha256', secret).update(body).digest('hex');
  return fetch(`${address}/whatsapp`, {
    method: 'POST',
    headers: { 'x-hub-signature-256': `sha256=${signature}` },
    body,
  });
}

/** Everything that is queued goes out, until nothing is left; what the customer sees of it. */
async function deliver(): Promise<{ to: string; type: string; [more: string]: unknown }[]> {
  const before = whatsapp.calls.length;
  const { db, worker } = waypost.services;
  const { signal } = new AbortController();
  for (;;) {
    const later = new Date(Date.now() + 1000);
    const claimed = await claimEffects(db, later, { limit: 16, leaseMs: 120_000 });
    if (claimed.length === 0) break;
    for (const effect of claimed) await worker.perform(effect, signal);
  }
  return whatsapp.calls.slice(before).map(({ body }) => JSON.parse(body));
}

it('a customer talks with a routing over WhatsApp: words, buttons, and the answer to a button', async () => {
  expect((await write('33612345678', { type: 'text', text: { body: 'Hello' } })).status).toBe(
    200,
  );
  const greeting = await deliver();
  expect(greeting.map((sent) => [sent.to, sent.type])).toEqual(
    Array(greeting.length).fill(['33612345678', 'text']),
  );
  expect(greeting.map((sent) => (sent['text'] as { body: string }).body)).toEqual([
    'Hello Nadia Achour, welcome to Maison Verdier.',
    'To find your order quickly, I need a few things.',
    'What is your customer number?',
  ]);
  await write('33612345678', { type: 'text', text: { body: '20418' } });
  const offered = (await deliver()).at(-1) as unknown as {
    interactive: {
      type: string;
      action: { buttons?: { reply: Reply }[]; sections?: { rows: Reply[] }[] };
    };
  };
  const { type, action } = offered.interactive;
  const replies = action.buttons?.map(({ reply }) => reply) ?? action.sections?.[0]?.rows ?? [];
  expect(replies).toHaveLength(3);
  const answer = type === 'button' ? 'button_reply' : 'list_reply';
  await write('33612345678', { type: 'interactive', interactive: { [answer]: replies[0] } });
  expect((await deliver()).length).toBeGreaterThan(0);
  expect(whatsapp.calls[0]).toMatchObject({
    path: '/v23.0/1234/messages',
    headers: { authorization: 'Bearer the token' },
  });
});

interface Reply {
  id: string;
  title: string;
}

it('what WhatsApp refuses is told on the message', async () => {
  await write('33600000001', { type: 'text', text: { body: 'Hello' } });
  statuses = [400];
  await deliver();
  const failed = await waypost.services.db
    .selectFrom('messages')
    .select(['delivery', 'delivery_reason'])
    .where('delivery', '=', 'failed')
    .execute();
  expect(failed).toEqual([
    {
      delivery: 'failed',
      delivery_reason: 'The channel’s gateway refused the message (status 422).',
    },
  ]);
});

it('takes nothing that is not signed, from either side', async () => {
  const forged = await write('33612345678', { type: 'text', text: { body: 'x' } }, 'a guess');
  expect(forged.status).toBe(401);
  const headers = {
    'waypost-timestamp': `${Math.floor(Date.now() / 1000)}`,
    'waypost-signature': 'v1=00',
  };
  const outgoing = await fetch(`${address}/waypost`, { method: 'POST', headers, body: '{}' });
  expect(outgoing.status).toBe(401);
});
