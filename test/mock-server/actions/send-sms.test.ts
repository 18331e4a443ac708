import { createHmac } from 'node:crypto';
import { sql } from 'kysely';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createSmsPerformer } from '../../../mock-server/effects/sms.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { startHttpService, type HttpService } from '../../helpers/http-service.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';

let gateway: HttpService;
let engine: EngineRun;
const basic = {
  template: { reference: 'CODE' },
  variables: [{ name: 'code', value: '{{code.value}}' }],
  kind: 'basic',
  from: 'Waypost',
  to: '06 12 34 56 78',
};

beforeAll(async () => {
  gateway = await startHttpService(({ body }, response) => {
    response.writeHead(body.includes('refuse') ? 422 : 202).end('what the gateway says');
  });
  const address = `${gateway.url}/send`;
  engine = await EngineRun.start({
    performers: [createSmsPerformer({ address, secret: 'key' })],
  });
  await engine.addEntity('sms-template', 'CODE', {
    text: 'Your code: {{code}}',
    variables: [{ name: 'code', title: 'Code', required: true }],
  });
});
beforeEach(() => void gateway.calls.splice(0));
afterAll(async () => {
  await engine.stop();
  await gateway.close();
});

async function send(parameters: Record<string, unknown> = {}, code = '1234') {
  const variables = { 'code.value': code };
  const { id } = await engine.runAction('send-sms', { ...basic, ...parameters }, { variables });
  return engine.doEffects(id);
}

test('a message that the gateway takes leaves by ok', async () => {
  const done = await send();

  expect(done.branchesOf('it')).toEqual(['ok']);
  const [call] = gateway.calls;
  expect(JSON.parse(call?.body ?? '')).toEqual({
    key: call?.headers['idempotency-key'],
    from: 'Waypost',
    to: '+33612345678',
    text: 'Your code: 1234',
  });
  const timestamp = call?.headers['waypost-timestamp'] as string; // a header that is there once
  expect(timestamp).toBe(String(engine.now.getTime() / 1000));
  const signed = `${timestamp}.POST./send.${call?.body}`;
  const signature = createHmac('sha256', 'key').update(signed).digest('hex');
  expect(call?.headers['waypost-signature']).toBe(`v1=${signature}`);
});

test('content of its own takes the template’s place; a value is never expanded', async () => {
  const done = await send({ content: 'Hello {{code.value}}' }, '{{code}} {{code.value}}');

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(gateway.calls[0]?.body).toContain('Hello {{code}} {{code.value}}');
});

test.each([
  ['the number cannot be parsed', { to: '12' }, '“12” is no phone number.'],
  ['the number is empty', { to: '{{nobody.phone}}' }, '“” is no phone number.'],
  ['the sender is none', { from: '!' }, '“!” cannot be a sender.'],
  ['a required variable is empty', { variables: [] }, 'The template’s “Code” is empty.'],
  [
    'the gateway refuses it',
    { content: 'refuse' },
    'The gateway for SMS refused the message (status 422).',
  ],
])('leaves by error when %s', async (_, parameters, reason) => {
  const done = await send(parameters);

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toBe(reason);
});

test('a fixed line leaves by not-mobile; nothing is sent', async () => {
  const done = await send({ to: '01 42 68 53 00' });

  expect(done.branchesOf('it')).toEqual(['not-mobile']);
  expect(gateway.calls).toEqual([]);
});

test('a number that may be either passes', async () => {
  const done = await send({ to: '+1 212 555 2368' });

  expect(done.branchesOf('it')).toEqual(['ok']);
});

test('a template that is not there leaves by reference-not-found, before the number is looked at', async () => {
  const done = await send({ template: { reference: 'NONE' }, to: '12' });

  expect(done.branchesOf('it')).toEqual(['reference-not-found']);
  expect(done.reasonOf('it')).toBe('No SMS template has the reference “NONE”.');
});

test('an outgoing interaction is made, linked to this one', async () => {
  const done = await send({ kind: 'outgoing' });

  const { rows } = await sql`
    select i.flow, i.status, i.contact_phone as phone, m.text from interactions i
    join messages m on m.organisation_id = i.organisation_id and m.interaction_id = i.id
    where i.linked_interaction_id = ${done.id}`.execute(engine.db);
  expect(rows).toEqual([
    {
      flow: 'sms-messaging',
      status: 'delivered',
      phone: '+33612345678',
      text: 'Your code: 1234',
    },
  ]);
});

test('refuses a message without recipient, and a type that there is none of', () => {
  expect(wrongParameters('send-sms', { ...basic, to: '' })).toEqual(['to']);
  expect(wrongParameters('send-sms', { ...basic, kind: 'flash' })).toEqual(['kind']);
});
