import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCrmPerformer } from '../../../mock-server/effects/crm.ts';
import { createGuardedHttp } from '../../../mock-server/effects/guarded-http.ts';
import { NetworkGuard } from '../../../mock-server/effects/network-guard.ts';
import { writeSecret } from '../../../mock-server/storage/secrets.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import type { HttpService } from '../../helpers/http-service.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';
import { CRM_KEY, exampleCrm, startSmallCrm } from '../../helpers/small-crm.ts';

let crm: HttpService;
let engine: EngineRun;
let crmId: string;
const contact = [{ name: 'name', value: '{{customer.name}}' }];

beforeAll(async () => {
  crm = await startSmallCrm([]);
  const guard = new NetworkGuard({ allowedHosts: ['127.0.0.1'] });
  engine = await EngineRun.start({
    performers: [createCrmPerformer(createGuardedHttp(guard))],
  });
  crmId = await engine.addEntity('crm', 'CRM', exampleCrm(crm.url));
  const secret = { name: 'CRM_KEY', value: CRM_KEY };
  await writeSecret(engine.db, engine.organisationId, secret, engine.now);
});
beforeEach(() => void crm.calls.splice(0));
afterAll(async () => {
  await engine.stop();
  await crm.close();
});

async function create(parameters: Record<string, unknown> = {}, name = 'Zoé "Z" {{fields}}') {
  const all = { crm: { id: crmId }, object: 'contact', fields: contact, ...parameters };
  const variables = { 'customer.name': name };
  const { id } = await engine.runAction('create-crm-v2-card', all, { variables });
  return engine.doEffects(id);
}

async function cardOf(id: string): Promise<unknown> {
  const row = await engine.db
    .selectFrom('interactions')
    .select('crm_card')
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.crm_card;
}

test('makes a card with typed fields, links it when asked, and leaves by ok', async () => {
  const fields = [
    ...contact,
    { name: 'orders', value: '1234,50' },
    { name: 'vip', value: 'TRUE' },
    { name: 'phone', value: '' },
  ];
  const done = await create({ fields, associate: true });

  expect(done.branchesOf('it')).toEqual(['ok']);
  const [call] = crm.calls;
  expect(JSON.parse(call?.body ?? '')).toEqual({
    properties: { name: 'Zoé "Z" {{fields}}', orders: 1234.5, vip: true, phone: null },
  });
  expect(call?.headers['idempotency-key']).toContain(done.id);
  expect(await cardOf(done.id)).toEqual({
    crmId,
    id: '100',
    label: 'Zoé "Z" {{fields}}',
    address: 'https://crm.example.com/contacts/100',
  });
});

test('links nothing unless asked', async () => {
  const done = await create();

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await cardOf(done.id)).toBeNull();
});

test.each([
  ['there is no such CRM', { crm: { reference: 'NONE' } }, 'No CRM has the reference “NONE”.'],
  ['there is no such object', { object: 'deal' }, '“The CRM” has no object “deal”.'],
  ['there is no such field', { fields: [{ name: 'age', value: '1' }] }, 'There is no “age”.'],
  [
    'a value is of another type',
    { fields: [{ name: 'orders', value: 'many' }] },
    'The value for “orders” is no number.',
  ],
])('leaves by error when %s; the CRM is not asked', async (_, parameters, reason) => {
  const done = await create(parameters);

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toBe(reason);
  expect(crm.calls).toEqual([]);
});

test('leaves by error when the CRM refuses', async () => {
  const done = await create({}, 'nobody');

  expect(done.branchesOf('it')).toEqual(['error']);
  expect(done.reasonOf('it')).toBe('The CRM answered with status 422.');
});

test('refuses a card without fields', () => {
  const parameters = { crm: { reference: 'CRM' }, object: 'contact', fields: [] };

  expect(wrongParameters('create-crm-v2-card', parameters)).toEqual(['fields']);
});
