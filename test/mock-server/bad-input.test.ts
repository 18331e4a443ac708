import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  endpointSchemas,
  type EndpointSchema,
} from '../../api-client/contract/endpoint-schemas.ts';
import { endpoints, type EndpointName } from '../../api-client/contract/endpoints.ts';
import { Problem } from '../../api-client/contract/problem.ts';
import { DemoServer, type Answer, type CallOptions } from '../helpers/demo-server.ts';
import { GatewayCaller } from '../helpers/gateway-caller.ts';

/* Every endpoint of the contract against input that nobody should send. */

const names = Object.keys(endpoints) as EndpointName[];
const schemaOf = (name: EndpointName): EndpointSchema => endpointSchemas[name];
const needsToken = names.filter((name) => schemaOf(name).access !== 'anyone');
const withBody = names.filter((name) => schemaOf(name).body);
const withQuery = names.filter((name) => schemaOf(name).query);
const withParams = names.filter((name) => schemaOf(name).params);
const paged = withQuery.filter((name) => 'limit' in schemaOf(name).query!.shape);

let server: DemoServer;
let admin: string;
let chat: { interactionId: string; chatToken: string };
let gateway: GatewayCaller;
let ids: Record<'checkpoint' | 'routing' | 'interaction' | 'queue' | 'profile', string>;
const faults: unknown[] = [];
beforeAll(async () => {
  const log = { info() {}, warn() {}, error: (fault: unknown) => void faults.push(fault) };
  server = await DemoServer.start({ interactions: 10, log });
  admin = (await server.signIn('admin')).accessToken;
  chat = (await server.openChat()) as typeof chat; // a chat always gets its token
  const webhook = {
    name: 'WhatsApp',
    flow: 'whatsapp-messaging',
    routingReference: 'delivery',
  };
  const channel = await server.call('createChannel', { token: admin, body: webhook });
  gateway = new GatewayCaller(server, channel.body.id, channel.body.secret);
  const first = async (name: EndpointName, kind = 'queues') => {
    const { body } = await server.call(name, { token: admin, params: { kind } });
    return body.items[0].id as string;
  };
  ids = {
    checkpoint: await first('listCheckpoints'),
    routing: await first('listRoutings'),
    interaction: await first('listInteractions'),
    queue: await first('listEntities'),
    profile: await first('listPeople', 'profiles'),
  };
});
afterAll(() => server.stop());

/** What a good call of this endpoint names in its path. */
function goodParams(name: EndpointName): Record<string, string | number> {
  const { path } = endpoints[name];
  if (schemaOf(name).access === 'gateway') return { channel: gateway.channel };
  if (path.includes('{channel}')) return { channel: 'chat', id: chat.interactionId };
  if (path.startsWith('/api/checkpoints')) return { id: ids.checkpoint };
  if (path.startsWith('/api/routings')) return { id: ids.routing, number: 3 };
  if (path.startsWith('/api/entities'))
    return { kind: 'queues', id: ids.queue, rowId: ids.queue };
  if (path.startsWith('/api/people')) return { kind: 'profiles', id: ids.profile };
  if (path.startsWith('/api/secrets')) return { name: 'NAME' };
  if (path.startsWith('/api/surveys')) return { token: 'x'.repeat(43) };
  const { interaction: id, queue: none } = ids;
  return { id, paymentId: none, qualificationId: none, buttonId: none };
}

async function call(name: EndpointName, options: CallOptions = {}): Promise<Answer> {
  const { access } = schemaOf(name);
  if (access === 'gateway')
    return gateway.callEndpoint(name, { params: goodParams(name), ...options });
  const token = access === 'customer' ? chat.chatToken : admin;
  return server.call(name, { token, params: goodParams(name), ...options });
}

/** Refused as the contract says: a problem with a sentence, and never a fault of the server. */
function expectRefused({ status, headers, body }: Answer): Problem {
  expect(headers.get('content-type')).toBe('application/problem+json');
  const problem = Problem.parse(body);
  expect(problem.status).toBe(status);
  expect(status).toBeGreaterThanOrEqual(400);
  expect(status).toBeLessThan(500);
  expect(problem.detail).toMatch(/\S.*[.!?]$/s);
  return problem;
}

/** How many rows there are of everything that a call could have stored. */
async function countAll(): Promise<unknown> {
  const { rows } = await sql`
    select (select count(*) from checkpoints) as checkpoints, (select sum(revision) from checkpoints) as revisions,
      (select count(*) from routings) as routings, (select count(*) from routing_versions) as versions, (select sum(revision) from routing_versions) as version_revisions,
      (select count(*) from interactions) as interactions, (select sum(step) from runs) as steps, (select count(*) from messages) as messages, (select count(*) from contacts) as contacts,
      (select count(*) from openings) as openings, (select count(*) from sessions) as sessions,
      (select count(*) from entities) as entities, (select sum(revision) from entities) as entity_revisions,
      (select sum(revision) from profiles) as profiles, (select count(*) from secrets) as secrets, (select count(*) from manual_acts) as acts, (select count(*) from cards) as cards, (select count(*) from cases) as cases, (select count(*) from payments) as payments, (select sum(revision) from interactions) as interaction_revisions, (select count(*) from interaction_qualifications) as qualifications,
      (select sum(revision) from channels) as channels, (select count(*) from channel_conversations) as named, (select count(*) from changes) as changes
  `.execute(server.services.db);
  return rows[0];
}

/** Does what must be refused, and looks that nothing was stored. */
async function storesNothing(act: () => Promise<unknown>): Promise<void> {
  const before = await countAll();
  await act();
  expect(await countAll()).toEqual(before);
}

describe('without a good token', () => {
  it.each(needsToken)('%s is refused, and does nothing', async (name) => {
    const other = schemaOf(name).access === 'customer' ? admin : chat.chatToken;
    const good = schemaOf(name).access === 'customer' ? chat.chatToken : admin;
    const [head, payload, signature] = good.split('.');
    const unsigned = btoa('{"alg":"none"}').replaceAll('=', '');
    const rubbish = [
      'rubbish',
      'a.b.c',
      'x'.repeat(10_000),
      `${head}.${payload}.${signature!.slice(0, -4)}AAAA`,
      `${unsigned}.${payload}.`,
      other,
    ];
    await storesNothing(async () => {
      const params = goodParams(name);
      const none = await server.call(name, { params });
      expect(expectRefused(none)).toMatchObject({ status: 401 });
      for (const token of rubbish)
        expect(expectRefused(await server.call(name, { params, token }))).toMatchObject({
          status: 401,
        });
      const basic = { params, headers: { authorization: 'Basic YTpi' } };
      expect(expectRefused(await server.call(name, basic)).status).toBe(401);
    });
  });
});

describe('a body', () => {
  const bodies: [string, string | Uint8Array<ArrayBuffer>, number][] = [
    ['nothing', '', 400],
    ['no JSON', '{"name":', 400],
    ['a word', 'hello', 400],
    ['no UTF-8', new Uint8Array([0x7b, 0x22, 0xff, 0x22, 0x3a, 0x31, 0x7d]), 400],
    ['JSON nested too deeply', '['.repeat(5000) + ']'.repeat(5000), 400],
    ['null', 'null', 422],
    ['a number', '42', 422],
    ['an array', '[]', 422],
    ['a text', '"hello"', 422],
    ['a NUL', '{"name":"a\\u0000b"}', 422],
    ['half a character', '{"name":"\\ud800"}', 422],
    ['a prototype', '{"__proto__":{"name":"x"},"constructor":1}', 422],
  ];

  it.each(withBody)('of %s that is none is refused, and nothing is stored', async (name) => {
    await storesNothing(async () => {
      for (const [what, rawBody, status] of bodies) {
        const problem = expectRefused(await call(name, { rawBody }));
        expect([what, problem.status]).toEqual([what, status]);
      }
    });
  });

  it.each(withBody)(
    'of %s that is too large is refused, and nothing is stored',
    async (name) => {
      const size = (schemaOf(name).largestBody ?? 256 * 1024) + 1;
      await storesNothing(async () => {
        const problem = expectRefused(await call(name, { rawBody: `"${'x'.repeat(size)}"` }));
        expect(problem.status).toBe(413);
      });
    },
  );

  it.each(withBody)('of %s with a field that is not known names it', async (name) => {
    await storesNothing(async () => {
      const problem = expectRefused(await call(name, { body: { unheardOf: 1 } }));
      expect(problem.status).toBe(422);
      expect(problem.errors?.length).toBeGreaterThan(0);
      const isUnion = ['createSession', 'sendCustomerMessage'].includes(name); // no form of it fits, so no field is to blame
      if (!isUnion) expect(problem.errors?.map(({ path }) => path)).toContain('unheardOf');
    });
  });

  const fields = [
    'name',
    'reference',
    'alias',
    'flow',
    'kind',
    'endRoutingId',
    'from',
    'note',
    'tree',
    'to',
    'ids',
    'confirmUsed',
    'profileId',
    'username',
    'password',
    'embedToken',
    'contact',
    'routingReference',
    'variables',
    'key',
    'text',
    'choiceId',
    'definition',
    'value',
    '__proto__',
    'toString',
  ];
  const texts = fc.oneof(
    fc.string({ unit: 'binary', maxLength: 40 }),
    fc.constantFrom('', ' ', 'VIP', '{{contact.name}}', '<img src=x onerror=alert(1)>', 'é'),
    fc.constantFrom(
      'x'.repeat(10_000),
      '\u0000',
      '\ud800',
      "'; drop table users; --",
      '\u202e',
    ),
  );
  const values = fc.oneof(texts, fc.jsonValue({ maxDepth: 3 }), fc.uuid(), fc.integer());
  const body = fc.oneof(
    fc.jsonValue(),
    fc.dictionary(fc.oneof(fc.constantFrom(...fields), fc.string()), values, { maxKeys: 6 }),
  );

  it('of any shape meets no fault', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    console.log(`bodies: SEED=${seed}`);
    // these end what the other calls need
    const fuzzed = withBody.filter(
      (name) => !['createSession', 'openInteraction'].includes(name),
    );
    await fc.assert(
      fc.asyncProperty(fc.constantFrom(...fuzzed), body, async (name, sent) => {
        const answer = await call(name, { body: sent });
        if (answer.status >= 300) expectRefused(answer);
      }),
      { seed, numRuns: 600 },
    );
    await fc.assert(
      fc.asyncProperty(
        fc.constantFrom('createSession' as const, 'openInteraction' as const),
        body,
        async (name, sent) => void expectRefused(await call(name, { body: sent })),
      ),
      { seed, numRuns: 80 },
    );
  });
});

describe('a path', () => {
  const rubbish = [
    '../..',
    '%2e%2e',
    ' ',
    '%00',
    '\u0000',
    '%',
    '%zz',
    'x'.repeat(10_000),
    '🧭'.repeat(50),
    "' or 1=1 --",
    'null',
    '00000000-0000-0000-0000-000000000000',
    '01a1fa88-fe34-7100-b2b9-5b94ce9a72b8/../..',
    '\ud800',
  ];

  it.each(withParams)(
    'of %s with a rubbish id is refused, and nothing is stored',
    async (name) => {
      // a gateway is nobody where the channel is none
      const refusals = [404, 422, 400, ...(schemaOf(name).access === 'gateway' ? [401] : [])];
      await storesNothing(async () => {
        for (const key of Object.keys(schemaOf(name).params!.shape)) {
          for (const value of rubbish.map((text) => text.toWellFormed())) {
            const params = { ...goodParams(name), [key]: value };
            const answer = await call(name, { params, body: bodyFor(name) });
            const problem = expectRefused(answer);
            expect([key, value, problem.status]).toEqual([
              key,
              value,
              expect.toSatisfy((status: number) => refusals.includes(status)),
            ]);
          }
        }
      });
    },
  );

  it.each(withParams.filter((name) => 'number' in schemaOf(name).params!.shape))(
    'of %s with a number that is none names it',
    async (name) => {
      for (const number of ['-1', '0', '1e9', 'abc', '1.5', 'NaN', ' ']) {
        const params = { ...goodParams(name), number };
        const problem = expectRefused(await call(name, { params, body: bodyFor(name) }));
        expect(problem.errors?.[0]?.path).toBe('number');
      }
    },
  );

  it.each(['/api', '/api/', '/api/nothing', '/api/interactions/x/y/z', '/nothing', '/api/%00'])(
    'that leads nowhere is a problem too: %s',
    async (path) => {
      for (const method of ['GET', 'POST', 'PUT', 'PATCH', 'DELETE']) {
        const response = await fetch(server.url + path, { method });
        expect(response.status).toBe(404);
        expect(await response.json()).toMatchObject({
          type: 'urn:waypost:problem:no-such-page',
        });
      }
    },
  );
});

describe('a query', () => {
  it.each(paged)('of %s with a limit that is none names it', async (name) => {
    for (const limit of ['-1', '0', '201', '1e9', 'abc', '1.5', '', '%00']) {
      const problem = expectRefused(await call(name, { query: { limit } }));
      expect(problem.status).toBe(422);
      expect(problem.errors?.map(({ path }) => path)).toContain('limit');
    }
  });

  const encode = (value: unknown) =>
    btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(value)))).replaceAll(
      '=',
      '',
    );

  it.each(paged)('of %s with a cursor that is none names it', async (name) => {
    const uuid = '01a1fa88-fe34-7100-b2b9-5b94ce9a72b8';
    const cursors = [
      'rubbish',
      '%%%',
      '\u0000',
      'x'.repeat(500),
      '🧭',
      '-1',
      '1e99',
      '99999999999999999999',
      btoa('x'),
      encode(['name', 'a\u0000b', uuid]),
      encode(['name', '\ud800', uuid]),
      encode(['name', 'a', 'x']),
      encode([]),
      encode({}),
      encode(['alias', 'x', uuid]),
      '',
    ];
    for (const cursor of cursors) {
      const answer = await call(name, { query: { cursor } });
      const problem = expectRefused(answer);
      expect([cursor, problem.status]).toEqual([cursor, 422]);
      expect(problem.errors?.[0]?.path).toBe('cursor');
    }
  });

  it.each(withQuery)('of %s with anything else meets no fault', async (name) => {
    const values = [
      '\u0000',
      '%00',
      '🧭',
      '',
      ' ',
      'x'.repeat(5000),
      "' or 1=1 --",
      '%',
      '\\',
      '_',
    ];
    values.push('2026-13-45T99:99:99Z', '9999-12-31T23:59:59.999Z', '0000-01-01T00:00:00Z');
    for (const key of [...Object.keys(schemaOf(name).query!.shape), 'unheardOf']) {
      if (name === 'deleteCheckpoint' && key !== 'unheardOf') continue; // a good one deletes what others need
      for (const value of values) {
        const answer = await call(name, { query: { [key]: value } });
        if (answer.status >= 300) expectRefused(answer);
        if (key === 'unheardOf')
          expect(JSON.stringify(answer.body.errors)).toContain('"path":"unheardOf"');
      }
    }
  });
});

it('met no fault of the server in all of this', () => expect(faults).toEqual([]));

/** A body that the endpoint takes, so that only what is tested is wrong. */
function bodyFor(name: EndpointName): unknown {
  if (name === 'openInteraction')
    return { contact: { name: 'Nadia' }, routingReference: 'delivery' };
  if (name === 'sendCustomerMessage') return { text: 'hello' };
  if (name === 'duplicateCheckpoint') return { name: 'Copy', reference: 'copy' };
  if (name === 'saveVersion') return { tree: { start: 'start', actions: {} } };
  return schemaOf(name).body ? {} : undefined;
}
