import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createGuardedHttp } from '../../../mock-server/effects/guarded-http.ts';
import { NetworkGuard } from '../../../mock-server/effects/network-guard.ts';
import { createWebServicePerformer } from '../../../mock-server/effects/web-service.ts';
import { writeSecret } from '../../../mock-server/storage/secrets.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { sendJson, startHttpService, type HttpService } from '../../helpers/http-service.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';

let service: HttpService;
let engine: EngineRun;

beforeAll(async () => {
  service = await startHttpService((call, response) => {
    const { path, headers, body } = call;
    if (path.startsWith('/echo')) return sendJson(response, { path, headers, body });
    if (path === '/silent') return undefined;
    if (path === '/text') return void response.end('no JSON');
    if (path === '/failing') return sendJson(response, { error: headers['x-api-key'] }, 500);
    return sendJson(response, {
      customer: { name: 'Nadia', age: 41, vip: true, none: null, tags: ['a', 'b'] },
      id: 1,
    });
  });
  const guard = new NetworkGuard({ allowedHosts: ['127.0.0.1'] });
  engine = await EngineRun.start({
    performers: [createWebServicePerformer(createGuardedHttp(guard))],
  });
  const secret = { name: 'KEY', value: 'hunter2-hunter2' };
  await writeSecret(engine.db, engine.organisationId, secret, engine.now);
});
beforeEach(() => void service.calls.splice(0));
afterAll(async () => {
  await engine.stop();
  await service.close();
});

let references = 0;
async function call(
  definition: Record<string, unknown>,
  parameters: Record<string, unknown> = {},
  variables: Record<string, string> = {},
) {
  const reference = `SERVICE-${++references}`;
  const address = `${service.url}/`;
  await engine.addEntity('web-service', reference, { method: 'GET', address, ...definition });
  const all = { service: { reference }, ...parameters };
  const { id } = await engine.runAction('web-service', all, { variables });
  return engine.doEffects(id);
}
const outputs = (...fields: string[]) =>
  fields.map((field, index) => ({ field, target: `answer.field${index}` }));

test('keeps the wanted fields of the answer and leaves by ok', async () => {
  const done = await call(
    {},
    { outputs: outputs('customer.name', 'customer.age', 'customer.vip', 'customer.tags.1') },
  );

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(done.variables).toMatchObject({
    'answer.field0': 'Nadia',
    'answer.field1': '41',
    'answer.field2': 'true',
    'answer.field3': 'b',
  });
});

test('a missing field clears its target and stays ok', async () => {
  const before = { 'answer.field0': 'old', 'answer.field1': 'old' };
  const done = await call(
    {},
    { outputs: outputs('customer.none', 'constructor.name') },
    before,
  );

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(done.variables).toEqual({});
});

test('asynchronous: ok once queued, and called afterwards', async () => {
  const reference = `SERVICE-${++references}`;
  await engine.addEntity('web-service', reference, { method: 'GET', address: service.url });
  const parameters = { service: { reference }, synchronous: false };
  const queued = await engine.runAction('web-service', parameters);

  expect(queued.branchesOf('it')).toEqual(['ok']);
  expect(service.calls).toEqual([]);
  await engine.doEffects(queued.id);
  expect(service.calls).toHaveLength(1);
  expect(service.calls[0]?.headers['idempotency-key']).toContain(queued.id);
});

test.each([
  ['the status is 400 or more', '/failing', {}, 'The service answered with status 500.'],
  ['the body is not of the declared type', '/text', {}, 'The answer is no JSON.'],
  [
    'a secret is missing',
    '/',
    { headers: [{ name: 'X-Api-Key', value: '{{secret.NONE}}' }] },
    'There is no secret ‘NONE’.',
  ],
  [
    'a required input is empty',
    '/',
    { inputs: [{ name: 'id', title: 'Id', required: true }] },
    'The input “Id” is empty.',
  ],
])('leaves by not-ok when %s', async (_, path, definition, reason) => {
  const headers = [{ name: 'X-Api-Key', value: '{{secret.KEY}}' }];
  const done = await call({ address: service.url + path, headers, ...definition });

  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toBe(reason);
  expect(JSON.stringify(done)).not.toContain('hunter2');
});

test('leaves by not-ok when nothing comes in time', async () => {
  const done = await call({ address: `${service.url}/silent`, timeoutSeconds: 1 });

  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toMatch(/did not answer within 1 seconds/);
});

test('leaves by not-ok for an inside address that the operator has not allowed', async () => {
  const done = await call({ address: `http://[::1]:${service.port}/` });

  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toContain('leads inside');
  expect(service.calls).toEqual([]);
});

test('leaves by not-ok when the service is not there', async () => {
  const { id } = await engine.runAction('web-service', { service: { reference: 'NONE' } });
  const done = await engine.read(id);

  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toBe('No web service has the reference “NONE”.');
});

test('values are escaped for where they go, and never expanded', async () => {
  const text = '{{secret.KEY}}"&x=1\r\nX-Evil: 1';
  const done = await call(
    {
      method: 'POST',
      address: `${service.url}/echo/{{input.text}}?q={{input.text}}`,
      headers: [{ name: 'X-Text', value: 'a {{input.text}}' }],
      body: { type: 'json', template: '{"text": "<{{input.text}}>", "n": {{input.n}}}' },
      inputs: [
        { name: 'text', title: 'Text' },
        { name: 'n', title: 'Number', default: '7' },
      ],
    },
    { inputs: [{ name: 'text', value: '{{customer.text}}' }] },
    { 'customer.text': text },
  );

  expect(done.branchesOf('it')).toEqual(['ok']);
  const [arrived] = service.calls;
  const encoded = encodeURIComponent(text);
  expect(arrived?.path).toBe(`/echo/${encoded}?q=${encoded}`);
  expect(arrived?.headers['x-text']).toBe('a {{secret.KEY}}"&x=1X-Evil: 1');
  expect(arrived?.headers).not.toHaveProperty('x-evil');
  expect(JSON.parse(arrived?.body ?? '')).toEqual({ text: `<${text}>`, n: 7 });
});

test('a value that would lead to another path is refused', async () => {
  const inputs = [{ name: 'id', title: 'Id' }];
  const address = `${service.url}/customers/{{input.id}}/orders`;
  const done = await call({ address, inputs }, { inputs: [{ name: 'id', value: '..' }] });

  expect(done.reasonOf('it')).toBe('A value would change the path of the address.');
  expect(service.calls).toEqual([]);
});

test('a secret is sent, and does not come back when the service repeats it', async () => {
  const done = await call(
    {
      address: `${service.url}/echo`,
      headers: [{ name: 'Authorization', value: 'Bearer {{secret.KEY}}' }],
    },
    { outputs: outputs('headers.authorization', '') },
  );

  expect(service.calls[0]?.headers['authorization']).toBe('Bearer hunter2-hunter2');
  expect(done.variables['answer.field0']).toBe('Bearer •••');
  expect(JSON.stringify(done)).not.toContain('hunter2');
});

test('refuses a target that is no variable', () => {
  const service = { reference: 'SERVICE' };

  expect(
    wrongParameters('web-service', { service, outputs: [{ field: 'a b', target: 'x' }] }),
  ).toEqual(['outputs.0.field', 'outputs.0.target']);
});
