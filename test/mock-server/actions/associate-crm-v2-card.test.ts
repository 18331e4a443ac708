import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { createCrmPerformer } from '../../../mock-server/effects/crm.ts';
import { createGuardedHttp } from '../../../mock-server/effects/guarded-http.ts';
import { NetworkGuard } from '../../../mock-server/effects/network-guard.ts';
import { writeSecret } from '../../../mock-server/storage/secrets.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import type { HttpService } from '../../helpers/http-service.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';
import { CRM_KEY, exampleCrm, startSmallCrm } from '../../helpers/small-crm.ts';

/* The example of docs/crm.md, against a CRM in another server. */

/** A name that is longer than labels are, with a character of two halves where they end. */
const LONG_NAME = `${'x'.repeat(299)}😀 and more`;

let crm: HttpService;
let engine: EngineRun;
let crmId: string;

beforeAll(async () => {
  crm = await startSmallCrm([
    { id: 7, properties: { name: 'Nadia', phone: '+33612345678' } },
    { id: 8, properties: { name: 'Luc', phone: '+33600000000' } },
    { id: 9, properties: { name: 'Luc', phone: '+33600000000' } },
    { id: 10, properties: { name: LONG_NAME, phone: '+33600000001' } },
  ]);
  const guard = new NetworkGuard({ allowedHosts: ['127.0.0.1'] });
  engine = await EngineRun.start({
    performers: [createCrmPerformer(createGuardedHttp(guard))],
  });
  crmId = await engine.addEntity('crm', 'CRM', exampleCrm(crm.url));
  const secret = { name: 'CRM_KEY', value: CRM_KEY };
  await writeSecret(engine.db, engine.organisationId, secret, engine.now);
  await engine.addEntity('crm', 'BUILT-IN', {
    kind: 'built-in',
    fields: [{ name: 'a', title: 'A' }],
  });
});
beforeEach(() => void crm.calls.splice(0));
afterAll(async () => {
  await engine.stop();
  await crm.close();
});

async function associate(
  parameters: Record<string, unknown>,
  variables: Record<string, string> = {},
) {
  const all = { crm: { id: crmId }, ...parameters };
  const { id } = await engine.runAction('associate-crm-v2-card', all, { variables });
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

test('the one card that the default scenario finds is linked', async () => {
  const { id } = await engine.runAction(
    'associate-crm-v2-card',
    { crm: { id: crmId } },
    { contact: { phone: '06 12 34 56 78' } },
  );
  const done = await engine.doEffects(id);

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await cardOf(id)).toEqual({
    crmId,
    id: '7',
    label: 'Nadia',
    address: 'https://crm.example.com/contacts/7',
  });
  expect(crm.calls.map(({ path }) => path)).toEqual(['/api/contacts?phone=%2B33612345678']);
});

test('a long label ends before the character that has no room', async () => {
  const done = await associate({ scenario: 'by_text' }, { 'customer.name': LONG_NAME });

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(await cardOf(done.id)).toMatchObject({ id: '10', label: 'x'.repeat(299) });
});

test('of several cards none is linked; it leaves by default', async () => {
  const done = await associate({ scenario: 'by_text' }, { 'customer.name': 'Luc' });

  expect(done.branchesOf('it')).toEqual(['default']);
  expect(await cardOf(done.id)).toBeNull();
});

test.each([
  ['the list is empty', 'by_text', { 'customer.name': 'Zoé' }],
  ['the CRM answers 404', 'by_number', { 'customer.number': '70' }],
])('leaves by not-found when %s', async (_, scenario, variables) => {
  const done = await associate({ scenario }, variables);

  expect(done.branchesOf('it')).toEqual(['not-found']);
  expect(crm.calls).toHaveLength(1);
});

test('an empty value matches nothing: the CRM is not even asked', async () => {
  const done = await associate({ scenario: 'by_number' });

  expect(done.branchesOf('it')).toEqual(['not-found']);
  expect(done.reasonOf('it')).toBe('There is no value in customer.number.');
  expect(crm.calls).toEqual([]);
});

test.each([
  ['there is no such CRM', { crm: { reference: 'NONE' } }, 'No CRM has the reference “NONE”.'],
  [
    'it is the built-in one',
    { crm: { reference: 'BUILT-IN' } },
    '“The BUILT-IN” is the built-in CRM, not a CRM V2.',
  ],
  ['it has no such scenario', { scenario: 'none' }, '“The CRM” has no scenario “none”.'],
])('leaves by not-ok when %s', async (_, parameters, reason) => {
  const done = await associate(parameters);

  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toBe(reason);
});

test('leaves by not-ok when the CRM refuses, and tells nothing of the secret', async () => {
  const wrong = { name: 'WRONG', value: 'swordfish-swordfish' };
  await writeSecret(engine.db, engine.organisationId, wrong, engine.now);
  const headers = [{ name: 'Authorization', value: 'Bearer {{secret.WRONG}}' }];
  await engine.addEntity('crm', 'REFUSING', { ...exampleCrm(crm.url), headers });
  const done = await associate(
    { crm: { reference: 'REFUSING' }, scenario: 'by_number' },
    { 'customer.number': '7' },
  );

  expect(done.branchesOf('it')).toEqual(['not-ok']);
  expect(done.reasonOf('it')).toBe('The CRM answered with status 401.');
  expect(JSON.stringify(done)).not.toContain('swordfish');
});

test('a customer’s text stays a value', async () => {
  const name = '{{secret.CRM_KEY}}", "name": "Luc';
  const done = await associate({ scenario: 'by_text' }, { 'customer.name': name });

  expect(done.branchesOf('it')).toEqual(['not-found']);
  expect(JSON.parse(crm.calls[0]?.body ?? '')).toEqual({ name, phone: '' });
});

test('refuses a CRM that is neither picked nor named', () => {
  expect(wrongParameters('associate-crm-v2-card', { crm: {} })).toEqual(['crm.id']);
});
