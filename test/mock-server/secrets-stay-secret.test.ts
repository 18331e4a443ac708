import { randomUUID } from 'node:crypto';
import type { ServerResponse } from 'node:http';
import { sql } from 'kysely';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { createApp } from '../../mock-server/app.ts';
import { createWayOut } from '../../mock-server/effects/create-way-out.ts';
import { addAdvisor, tokenOf } from '../helpers/advisors.ts';
import { EngineRun } from '../helpers/engine-run.ts';
import {
  startHttpService,
  type ArrivedCall,
  type HttpService,
} from '../helpers/http-service.ts';
import { startMailServer, type MailServer } from '../helpers/mail-server.ts';
import { treeOf, type Sketch } from '../helpers/run-routing.ts';
import { exampleCrm } from '../helpers/small-crm.ts';

/*
 * Secrets are used in every way there is, by other sides that tell all that they were told. Then they are looked for
 * wherever something of them could be: in every row of every table but their own, in every line of the log, in every
 * answer and in every item of the change feed.
 */

const ids = Object.fromEntries(
  ['SERVICE', 'HOST', 'CRM_KEY', 'MAIL', 'WRONG', 'PROVIDER'].map((name) => [
    name,
    randomUUID(),
  ]),
);
/** Each secret holds its id; most hold letters, too, that addresses, forms and JSON write in another way. */
const secrets = Object.fromEntries(
  Object.entries(ids).map(([name, id]) => [
    name,
    name === 'HOST' ? `canary-${id}` : `canary "${id}" + /\\ = !`,
  ]),
);

const logged: unknown[] = [];
const answered: string[] = [];
let engine: EngineRun;
let service: HttpService;
let mail: MailServer;
let app: ReturnType<typeof createApp>;
let token: string;
let since: string;

beforeAll(async () => {
  service = await startHttpService(repeat);
  mail = await startMailServer(undefined, secrets['MAIL']);
  const line = (...parts: unknown[]) => void logged.push(parts);
  const outgoing = { smtp: null, smsGateway: null, allowedHosts: ['127.0.0.1'] };
  engine = await EngineRun.start({
    ...createWayOut(outgoing, 'http://waypost.example'),
    log: { info: line, warn: line, error: line },
    checkAnswers: true,
  });
  app = createApp(engine.services);
  token = await signIn();
  since = (await call('GET', '/changes')).cursor as string;
  for (const [name, value] of Object.entries(secrets)) {
    await call('PUT', `/secrets/${name}`, { value });
    await call('PUT', `/secrets/${name}`, { value: `${value}\n` });
    await call('PUT', `/secrets/${name}`, { value: [value] });
    await call('PUT', `/secrets/not-a-name`, { value });
  }
});
afterAll(async () => {
  await engine.stop();
  await service.close();
  await mail.close();
});

/** An administrator with every right, who looks after the customer and so sees the interactions. */
async function signIn(): Promise<string> {
  const { organisationId: organisation_id, services, now, db } = engine;
  const id = await addAdvisor(engine, { type: 'administrator' });
  const all = ['read', 'create', 'modify', 'delete'];
  const rights = { checkpoints: all, routings: all, entities: all, secrets: all };
  await db
    .updateTable('roles')
    .set({ rights: JSON.stringify(rights) })
    .execute();
  const contact = { name: 'Nadia', phone: '+33612345678', email: 'nadia@example.com' };
  await db
    .insertInto('contacts')
    .values({ organisation_id, id: services.newId(now), ...contact, advisor_id: id })
    .execute();
  return tokenOf(engine, id);
}

/** Tells in its answer all that it was told, wherever an answer has room for it. The path says how it answers. */
function repeat({ method, path, headers, body }: ArrivedCall, response: ServerResponse): void {
  const secret = String(headers['authorization']).replace('Bearer ', '');
  const told = { id: secret, secret, method, path, headers, body };
  const wanted = /\/(\d{3})/.exec(path)?.[1] ?? '200';
  response.writeHead(Number(wanted), `Told ${secret}`, {
    'content-type': `${path.includes('text') ? 'text/plain' : 'application/json'}; told=${secret}`,
    'x-told': secret,
    ...(wanted === '302' ? { location: `http://${secret}.localhost/${secret}` } : {}),
  });
  if (path.includes('text')) return void response.end(`${secret} ${path} ${body}`);
  const named = { results: [told], contact: told, properties: { name: secret } };
  response.end(JSON.stringify({ ...named, ...told, whole: JSON.stringify(told) }));
}

interface Body {
  cursor?: unknown;
  items?: { id?: string }[];
}

/** Calls the API, and keeps the whole answer. */
async function call(method: string, path: string, body?: unknown): Promise<Body> {
  const response = await app.request(`/api${path}`, {
    method,
    headers: { authorization: `Bearer ${token}`, 'content-type': 'application/json' },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const text = await response.text();
  answered.push(JSON.stringify([response.status, [...response.headers], text]));
  return (text === '' ? {} : JSON.parse(text)) as Body; // each call knows what it asked for
}

/** Runs the actions one after the other, and asks for all that there is to know of what came of them. */
async function runAll(actions: Record<string, Sketch>): Promise<void> {
  const names = Object.keys(actions);
  const chained = Object.entries(actions).map(([name, sketch], index) => {
    const next = names[index + 1];
    const branches = engine.services.catalogue.get(sketch.type)?.branches ?? {};
    const wired = next === undefined ? [] : Object.keys(branches).map((key) => [key, next]);
    return [name, { ...sketch, branches: Object.fromEntries(wired) as Record<string, string> }];
  });
  const { id } = await engine.run(treeOf(Object.fromEntries(chained) as typeof actions), {
    contact: { phone: '06 12 34 56 78' },
  });
  for (const pause of [0, 2, 10, 60, 300]) {
    engine.now = new Date(engine.now.getTime() + pause * 1000);
    const done = await engine.doEffects(id);
    answered.push(JSON.stringify(done));
  }
  const done = await engine.read(id);
  for (const name of names) expect(done.branchesOf(name), name).toHaveLength(1);
  await call('GET', `/interactions/${id}`);
  for (const part of ['events', 'messages', 'surveys']) {
    const { items } = await call('GET', `/interactions/${id}/${part}`);
    if (part === 'events') expect(items?.length).toBeGreaterThan(names.length);
  }
  for (const scope of ['history', `interaction:${id}`])
    expect((await call('GET', `/changes?scope=${scope}&since=${since}`)).items).not.toEqual([]);
}

/** Nothing of any secret is in any of it. */
function expectNone(texts: readonly string[]): void {
  for (const text of texts) {
    for (const [name, id] of Object.entries(ids))
      expect(text.includes(id), `${name}: ${text}`).toBe(false);
  }
}

async function expectNothingLeft(): Promise<void> {
  expectNone([
    ...(await everyRow()),
    ...answered,
    ...logged.map((line) => JSON.stringify(line)),
  ]);
}

async function everyRow(): Promise<string[]> {
  const { rows: tables } = await sql<{ name: string }>`
    select tablename as name from pg_tables where schemaname = 'public' and tablename <> 'secrets'
  `.execute(engine.db);
  const all = await Promise.all(
    tables.map(async ({ name }) => {
      const { rows } = await sql<{ row: string }>`
        select to_jsonb(t)::text as row from ${sql.table(name)} t
      `.execute(engine.db);
      return rows.map(({ row }) => `${name}: ${row}`);
    }),
  );
  return all.flat();
}

const webService = async (path: string, more: object = {}): Promise<string> => {
  const id = await engine.addEntity('web-service', `S-${randomUUID().slice(0, 8)}`, {
    method: 'POST',
    address: `${service.url}${path}?key={{secret.SERVICE}}`,
    headers: [
      { name: 'Authorization', value: 'Bearer {{secret.SERVICE}}' },
      { name: 'X-Key', value: '{{secret.SERVICE}}' },
    ],
    body: { type: 'json', template: '{"key": "{{secret.SERVICE}}"}' },
    ...more,
  });
  const wanted = ['', 'secret', 'path', 'headers', 'body', 'whole', 'results.0.headers.x-key'];
  await call('POST', `/entities/web-services/${id}/trial`, { wanted });
  await call('GET', `/entities/web-services/${id}`);
  return id;
};

it('a web service that tells what it was told', async () => {
  const form = { type: 'form', fields: [{ name: 'key', value: '{{secret.SERVICE}}' }] };
  const hostLike = [{ name: 'Authorization', value: 'Bearer {{secret.HOST}}' }];
  const services = {
    told: await webService('/200'),
    form: await webService('/200', { body: form }),
    text: await webService('/200/text', { answer: 'text' }),
    noJson: await webService('/200/text'),
    refused: await webService('/403'),
    broken: await webService('/500'),
    redirected: await webService('/302', {
      method: 'GET',
      address: `${service.url}/302`,
      headers: hostLike,
      body: { type: 'none' },
    }),
  };
  const fields = ['', 'secret', 'path', 'headers', 'body', 'whole', 'results.0.headers'];
  const outputs = fields.map((field, index) => ({ field, target: `told.f${index}` }));
  const say = fields.map((_, index) => `{{told.f${index}}}`).join('\n');
  const calls = Object.entries(services).flatMap(([name, id]) => {
    const parameters = { service: { id } };
    return [
      [name, { type: 'web-service', parameters: { ...parameters, outputs } }],
      [`${name}Said`, { type: 'simple-message', parameters: { message: `Told: ${say}` } }],
      [
        `${name}Later`,
        { type: 'web-service', parameters: { ...parameters, synchronous: false } },
      ],
    ];
  });
  await runAll(Object.fromEntries(calls) as Record<string, Sketch>);

  expect(service.calls.length).toBeGreaterThan(10);
  expect(service.calls[0]?.headers['x-key']).toBe(secrets['SERVICE']);
  expect(answered.join()).toContain('•••');
  await expectNothingLeft();
});

it('a CRM that tells what it was told', async () => {
  const example = exampleCrm(service.url);
  const crm = (reference: string, address: string) =>
    engine.addEntity('crm', reference, { ...example, address });
  const [open, shut] = [
    await crm('OPEN', service.url),
    await crm('SHUT', `${service.url}/401`),
  ];
  const both = (name: string, id: string): Record<string, Sketch> => ({
    [`${name}Find`]: { type: 'associate-crm-v2-card', parameters: { crm: { id } } },
    [`${name}Make`]: {
      type: 'create-crm-v2-card',
      parameters: {
        crm: { id },
        object: 'contact',
        fields: [{ name: 'name', value: 'Nadia' }],
        associate: true,
      },
    },
  });
  await runAll({ ...both('open', open), ...both('shut', shut) });
  await call('GET', `/entities/crms/${open}`);

  expect(service.calls.at(-1)?.headers['authorization']).toBe(`Bearer ${secrets['CRM_KEY']}`);
  await expectNothingLeft();
});

it('a mail server, with the right password, a wrong one and none', async () => {
  const template = await engine.addEntity('email-template', 'MAIL', {
    subject: 'Hello',
    text: 'Hello',
  });
  const send = async (passwordSecret: string): Promise<Sketch> => {
    const smtp = { host: '127.0.0.1', port: mail.port, user: 'post', passwordSecret };
    const definition = { address: 'post@example.com', smtp };
    const id = await engine.addEntity('mailbox', `BOX-${passwordSecret}`, definition);
    await call('GET', `/entities/mailboxes/${id}`);
    const sender = { type: 'basic', mailbox: { id } };
    return {
      type: 'send-email',
      parameters: { template: { id: template }, sender, to: 'nadia@example.com' },
    };
  };
  await runAll({
    right: await send('MAIL'),
    wrong: await send('WRONG'),
    none: await send('NONE'),
  });

  expect(mail.mails).toHaveLength(1);
  expectNone([mail.mails[0]!.raw]);
  await expectNothingLeft();
});

it('a payment provider', async () => {
  const pay = async (status: number): Promise<Sketch> => {
    const id = await engine.addEntity('payment-module', `PAY-${status}`, {
      provider: 'http',
      address: `${service.url}/${status}`,
      secret: 'PROVIDER',
    });
    await call('GET', `/entities/payment-modules/${id}`);
    await call('POST', `/payments/${id}/callbacks`, { payment: randomUUID() });
    const subject = {
      type: 'amount',
      amount: '19.99',
      currency: 'EUR',
      email: 'nadia@example.com',
    };
    return { type: 'pay-invoice', parameters: { subject, module: { id }, mode: 'email' } };
  };
  await runAll({ told: await pay(200), refused: await pay(402), busy: await pay(503) });

  expect(service.calls.at(-1)?.headers['waypost-signature']).toMatch(/^v1=/);
  await expectNothingLeft();
});
