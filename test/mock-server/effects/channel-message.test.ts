import { sql } from 'kysely';
import { afterAll, afterEach, beforeAll, beforeEach, expect, it } from 'vitest';
import { isSignedBy } from '../../../mock-server/access/signatures.ts';
import { createChannelMessagePerformer } from '../../../mock-server/effects/channel-message.ts';
import { createGuardedHttp } from '../../../mock-server/effects/guarded-http.ts';
import { NetworkGuard } from '../../../mock-server/effects/network-guard.ts';
import type { Performer } from '../../../mock-server/effects/performer.ts';
import { claimEffects } from '../../../mock-server/storage/effect-queue.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import {
  startHttpService,
  type ArrivedCall,
  type HttpService,
} from '../../helpers/http-service.ts';

const SECRET = 'the channel’s secret';
const performer: unknown = createChannelMessagePerformer(
  createGuardedHttp(new NetworkGuard({ allowedHosts: ['127.0.0.1'] })),
);

let engine: EngineRun;
beforeAll(async () => {
  engine = await EngineRun.start({ performers: [performer as Performer] });
});
afterAll(() => engine.stop());

/** What the gateway answers, call by call; then 200. */
let statuses: number[] = [];
let gateway: HttpService;
const answer = (_: ArrivedCall, response: { writeHead(status: number): { end(): void } }) =>
  response.writeHead(statuses.shift() ?? 200).end();
beforeEach(async () => {
  statuses = [];
  gateway = await startHttpService(answer);
  await setChannel({ deliver_to: `${gateway.url}/out?shop=1` });
});
afterEach(() => gateway.close());

async function setChannel(columns: { deliver_to?: string | null; limits?: string | null }) {
  await engine.db
    .updateTable('channels')
    .set({
      kind: 'webhook',
      flow: 'whatsapp-messaging',
      secret: SECRET,
      limits: null,
      ...columns,
    })
    .execute();
}

/** Says so many things in one step. */
const say = (...texts: string[]) => {
  const names = texts.map((_, index) => `say-${index}`);
  const says = texts.map((message, index) => ({
    type: 'simple-message',
    name: `Say ${index}`,
    parameters: { message },
    branches: names[index + 1] === undefined ? {} : { ok: names[index + 1]! },
  }));
  const start = { type: 'start', name: 'Start', parameters: {}, branches: { ok: names[0]! } };
  const actions = Object.fromEntries(says.map((one, index) => [names[index]!, one]));
  return engine.run({ start: 'start', actions: { start, ...actions } });
};
const bodies = (calls = gateway.calls) =>
  calls.map(({ body }) => JSON.parse(body) as { id: string; text: string; kind: string });
const texts = () => bodies().map(({ text }) => text);
const wait = (seconds: number) => {
  engine.now = new Date(engine.now.getTime() + seconds * 1000);
};

it('a message goes out signed, under its id, and is told as sent', async () => {
  const begun = await say('Hello');
  expect(begun.messages[0]?.delivery).toBeNull();
  expect(gateway.calls).toEqual([]);
  const done = await engine.doEffects(begun.id);
  expect(done.messages[0]?.delivery).toEqual({ state: 'sent', reason: null });

  const [call] = gateway.calls;
  const { id } = done.messages[0]!;
  expect(JSON.parse(call!.body)).toEqual({
    id,
    messageId: id,
    interactionId: begun.id,
    conversation: null,
    author: 'routing',
    kind: 'text',
    text: 'Hello',
    choices: [],
    part: 1,
    parts: 1,
    sentAt: done.messages[0]!.sentAt,
  });
  const { headers, body, path, method } = call!;
  expect(headers['idempotency-key']).toBe(id);
  const [timestamp, signature] = ['waypost-timestamp', 'waypost-signature'].map((name) =>
    String(headers[name]),
  ) as [string, string];
  const signed = { timestamp, method, path, body };
  expect(path).toBe('/out?shop=1');
  expect(await isSignedBy(SECRET, signature, signed, engine.now)).toBe(true);
  expect(await isSignedBy('another', signature, signed, engine.now)).toBe(false);
});

it('choices go out as the channel shows them, with the ids that answer', async () => {
  const { id } = await engine.runAction('message-with-choice', {
    message: 'Which?',
    maximumWait: 60,
    replies: [
      { label: 'Tea', link: 1 },
      { label: 'Coffee', link: 2 },
    ],
  });
  await engine.doEffects(id);
  expect(bodies()).toMatchObject([
    {
      kind: 'buttons',
      text: 'Which?',
      choices: [
        { id: expect.stringMatching(/:link-1$/), label: 'Tea' },
        { id: expect.stringMatching(/:link-2$/), label: 'Coffee' },
      ],
    },
  ]);
});

it('messages of one step keep their order while the first is tried again', async () => {
  statuses = [503, 429];
  const { id } = await say('one', 'two', 'three', 'four');
  await engine.doEffects(id);
  expect(texts()).toEqual(['one']);
  wait(2);
  await engine.doEffects(id);
  expect(texts()).toEqual(['one', 'one']);
  wait(10);
  const done = await engine.doEffects(id);
  expect(texts()).toEqual(['one', 'one', 'one', 'two', 'three', 'four']);
  expect(new Set(bodies().map((body) => body.id)).size).toBe(4);
  expect(done.messages.map(({ delivery }) => delivery?.state)).toEqual(Array(4).fill('sent'));
});

it('a gateway that was killed gets everything, in order, when it is back', async () => {
  await gateway.close();
  const { id } = await say('one', 'two');
  expect((await engine.doEffects(id)).messages[0]?.delivery).toBeNull();
  gateway = await startHttpService(answer, gateway.port);
  wait(2);
  await engine.doEffects(id);
  expect(texts()).toEqual(['one', 'two']);
});

it('who dies after a message was taken sends it again under the same key', async () => {
  const { id } = await say('Hello');
  const claimed = await claimEffects(engine.db, engine.now, { limit: 1, leaseMs: 120_000 });
  const occasion = { ...claimed[0]!, attempt: 1, db: engine.db, now: () => engine.now };
  const { signal } = new AbortController();
  await (performer as Performer).perform(claimed[0]!.request as never, { ...occasion, signal }); // and here the process dies
  wait(121);
  await engine.doEffects(id);
  const keys = gateway.calls.map(({ headers }) => headers['idempotency-key']);
  expect(keys).toHaveLength(2);
  expect(new Set(keys).size).toBe(1);
});

it('a refusal is kept on the message, told to open panels, and holds up nothing', async () => {
  statuses = [422];
  const { id } = await say('one', 'two');
  const countChanges = async () => {
    const { rows } = await sql<{ count: string }>`
      select count(*) from changes where kind = 'message' and interaction_id = ${id}`.execute(
      engine.db,
    );
    return Number(rows[0]?.count);
  };
  const before = await countChanges();
  const done = await engine.doEffects(id);
  const reason = 'The channel’s gateway refused the message (status 422).';
  expect(done.messages.map(({ delivery }) => delivery)).toEqual([
    { state: 'failed', reason },
    { state: 'sent', reason: null },
  ]);
  expect(texts()).toEqual(['one', 'two']);
  expect(await countChanges()).toBe(before + 2);
  expect(done.branchesOf('say-0')).toEqual(['ok']);
  expect(done.events.at(-1)).toMatchObject({
    kind: 'effect-failed',
    reason: `Message: ${reason}`,
  });
});

it('what is never taken is given up after the last try, and the next goes out', async () => {
  statuses = Array<number>(5).fill(500);
  const { id } = await say('one', 'two');
  for (const pause of [0, 2, 10, 60, 300]) {
    wait(pause);
    await engine.doEffects(id);
  }
  const done = await engine.read(id);
  expect(done.messages.map(({ delivery }) => delivery)).toEqual([
    { state: 'failed', reason: 'The channel’s gateway is busy (status 500).' },
    { state: 'sent', reason: null },
  ]);
});

it('a text that is too long goes out in parts, each under a key of its own', async () => {
  const limits = { text: 20, choiceText: 20, buttons: null, list: null };
  await setChannel({
    deliver_to: `${gateway.url}/out`,
    limits: JSON.stringify(limits),
  });
  statuses = [200, 503];
  const { id } = await say('Your parcel is at the post office.');
  await engine.doEffects(id);
  wait(2);
  const done = await engine.doEffects(id);
  expect(texts()).toEqual([
    'Your parcel is at',
    'the post office.',
    'Your parcel is at', // known to the gateway by its key
    'the post office.',
  ]);
  const keys = gateway.calls.map(({ headers }) => headers['idempotency-key']);
  const { id: messageId } = done.messages[0]!;
  expect(keys).toEqual([messageId, `${messageId}:2`, messageId, `${messageId}:2`]);
});

it.each([
  ['without an address', null, 'The channel has no address that messages are taken to.'],
  [
    'into the network of the server',
    'http://169.254.10.10/out',
    '‘169.254.10.10’ leads inside the server’s own network, where calls are not allowed.',
  ],
])('a channel %s fails for good, with the reason', async (_, address, reason) => {
  await setChannel({ deliver_to: address });
  const done = await engine.doEffects((await say('Hello')).id);
  expect(done.messages[0]?.delivery).toEqual({ state: 'failed', reason });
});

it('a gateway that redirects fails: the message goes nowhere else', async () => {
  await gateway.close();
  gateway = await startHttpService((_, response) =>
    response.writeHead(307, { location: 'http://127.0.0.1:9/elsewhere' }).end(),
  );
  await setChannel({ deliver_to: gateway.url });
  const done = await engine.doEffects((await say('Hello')).id);
  expect(done.messages[0]?.delivery?.state).toBe('failed');
  expect(gateway.calls).toHaveLength(1);
});

it('what the customer wrote is not sent back to them', async () => {
  const { id } = await engine.runAction('message-awaiting-response', {
    message: 'Welcome.',
    maximumWait: 60,
    maximumAttempts: 1,
    errorMessage: 'No.',
    questions: [{ content: 'Your name?', type: 'long-text', target: 'customer.name' }],
  });
  await engine.write(id, 'Nadia');
  await engine.doEffects(id);
  expect(texts()).toEqual(['Welcome.', 'Your name?']);
});
