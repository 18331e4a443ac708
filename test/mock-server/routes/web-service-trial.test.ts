import { afterAll, beforeAll, expect, test } from 'vitest';
import { createWayOut } from '../../../mock-server/effects/create-way-out.ts';
import { sendJson, startHttpService, type HttpService } from '../../helpers/http-service.ts';
import { Maker, type Caller } from '../../helpers/maker.ts';
import { expectProblem, problemPaths } from '../../helpers/problems.ts';

let service: HttpService;
let maker: Maker;
let organisation: string;
let admin: Caller;

beforeAll(async () => {
  service = await startHttpService(({ path, headers }, response) => {
    if (path.startsWith('/failing')) return sendJson(response, { error: 'no' }, 503);
    return sendJson(response, { you: headers['authorization'], city: 'Paris' });
  });
  const { tryWebService } = createWayOut({
    smtp: null,
    smsGateway: null,
    allowedHosts: ['127.0.0.1'],
  });
  maker = await Maker.start({ tryWebService });
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
  await admin.put('/secrets/KEY', { value: 'hunter2-hunter2' });
});
afterAll(async () => {
  await maker.stop();
  await service.close();
});

let references = 0;
async function addService(definition: Record<string, unknown>): Promise<string> {
  const reference = `SERVICE-${++references}`;
  const { body } = await admin.post('/entities/web-services', {
    name: reference,
    reference,
    definition,
  });
  return body.id as string;
}
const definition = (path: string) => ({
  method: 'POST',
  address: `${service.url}${path}?key={{secret.KEY}}&q={{input.q}}`,
  headers: [{ name: 'Authorization', value: 'Bearer {{secret.KEY}}' }],
  body: { type: 'json', template: '{"key": "{{secret.KEY}}", "q": "{{input.q}}"}' },
  inputs: [{ name: 'q', title: 'Question' }],
});

test('shows what was asked, without its secrets, and what came back', async () => {
  const id = await addService(definition('/x'));
  const { status, body } = await admin.post(`/entities/web-services/${id}/trial`, {
    inputs: { q: 'a "b"' },
    wanted: ['city', 'you', 'none'],
  });

  expect(status).toBe(200);
  expect(body).toEqual({
    ok: true,
    reason: null,
    asked: {
      method: 'POST',
      address: `${service.url}/x?key=•••&q=a%20%22b%22`,
      headers: {
        authorization: 'Bearer •••',
        'content-type': 'application/json',
        'idempotency-key': expect.stringMatching(/^trial:/) as unknown,
      },
      body: '{"key": "•••", "q": "a \\"b\\""}',
    },
    answered: {
      status: 200,
      contentType: 'application/json',
      body: '{"you":"Bearer •••","city":"Paris"}',
    },
    values: { city: 'Paris', you: 'Bearer •••', none: null },
  });
  expect(service.calls.at(-1)?.headers['authorization']).toBe('Bearer hunter2-hunter2');
});

test('shows an answer that a routing would leave by Not OK for', async () => {
  const id = await addService(definition('/failing'));
  const { body } = await admin.post(`/entities/web-services/${id}/trial`, {});

  expect(body).toMatchObject({
    ok: false,
    reason: 'The service answered with status 503.',
    answered: { status: 503, body: '{"error":"no"}' },
  });
});

test('says why there is no answer', async () => {
  const id = await addService({ address: 'http://169.254.169.254/' });
  const { body } = await admin.post(`/entities/web-services/${id}/trial`, {});

  expect(body).toMatchObject({ ok: false, answered: null });
  expect(body.reason).toContain('leads inside');
});

test('is for those who may change web services, of their organisation only', async () => {
  const id = await addService(definition('/x'));
  const reader = await maker.addUser(organisation, { entities: ['read'] });
  const stranger = await maker.addUser(await maker.addOrganisation());

  expectProblem(await reader.post(`/entities/web-services/${id}/trial`, {}), 403, 'forbidden');
  expectProblem(
    await stranger.post(`/entities/web-services/${id}/trial`, {}),
    404,
    'not-found',
  );
});

test('refuses inputs that are no texts, and paths that are none', async () => {
  const id = await addService(definition('/x'));
  const wrong = { inputs: { q: 1 }, wanted: ['a b'] };
  const reply = await admin.post(`/entities/web-services/${id}/trial`, wrong);

  expect(problemPaths(reply)).toEqual(['inputs.q', 'wanted.0']);
});

test.each([
  ['whose host is a placeholder', { address: 'https://{{secret.HOST}}/' }, 'address'],
  ['that sets the host', { headers: [{ name: 'Host', value: 'x' }] }, 'headers.0.name'],
  ['with an undeclared input', { address: 'https://a.example/{{input.a}}' }, 'address'],
  [
    'with a header that is not declared',
    { headers: [{ name: 'A', value: '{{a}}' }] },
    'headers.0.value',
  ],
  ['whose body is no JSON', { body: { type: 'json', template: '{"a": }' } }, 'body.template'],
  ['by GET with a body', { method: 'GET', body: { type: 'text', template: '' } }, 'body'],
  ['that waits for an hour', { timeoutSeconds: 3600 }, 'timeoutSeconds'],
])('a definition %s is refused when it is saved', async (_, wrong, path) => {
  const reply = await admin.post('/entities/web-services', {
    name: 'Wrong',
    reference: 'WRONG',
    definition: { address: 'https://a.example/', ...wrong },
  });

  expect(problemPaths(reply)).toEqual([`definition.${path}`]);
});
