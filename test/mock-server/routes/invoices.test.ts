import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Invoice } from '../../../api-client/contract/invoice.ts';
import { DemoServer } from '../../helpers/demo-server.ts';

let server: DemoServer;
let admin: string;
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 5 });
  admin = (await server.signIn('admin')).accessToken;
});
afterAll(() => server.stop());

const draft = (number: string, changes: object = {}) => ({
  number,
  amount: '19.90',
  currency: 'EUR',
  issuedAt: '2026-11-01T09:00:00.000Z',
  ...changes,
});
const load = (items: unknown[], token = admin) =>
  server.call('importInvoices', { token, body: { items } });
const list = async (query: Record<string, string> = {}) => {
  const { body } = await server.call('listInvoices', { token: admin, query });
  return body as { items: Invoice[]; nextCursor: string | null };
};
const one = async (number: string) => (await list({ search: number })).items[0];

test('an import adds invoices, and changes those whose number is known', async () => {
  const first = await load([draft('A-1', { mobile: '06 12 34 56 78' }), draft('A-2')]);
  const second = await load([draft('A-2', { amount: '5' }), draft('A-3')]);

  expect([first.body, second.body]).toEqual([
    { created: 2, changed: 0 },
    { created: 1, changed: 1 },
  ]);
  expect(await one('A-1')).toMatchObject({ mobile: '+33612345678', state: 'open' });
  expect(await one('A-2')).toMatchObject({ amount: '5.00' });
});

test('an import that says no state leaves a paid invoice paid; one that says it decides', async () => {
  await load([draft('B-1', { state: 'paid' })]);
  await load([draft('B-1', { name: 'Chair' })]);
  expect(await one('B-1')).toMatchObject({ state: 'paid', name: 'Chair' });

  await load([draft('B-1', { state: 'cancelled' })]);
  expect(await one('B-1')).toMatchObject({ state: 'cancelled' });
});

test('a thousand invoices are one import', async () => {
  const items = Array.from({ length: 1000 }, (_, index) => draft(`M-${index}`));

  expect((await load(items)).body).toEqual({ created: 1000, changed: 0 });
  expect((await load([...items, draft('M-1000')])).status).toBe(422);
});

describe('refuses, and imports nothing of it:', () => {
  test.each([
    ['more decimals than the currency has', { amount: '1.005' }, 'amount'],
    ['decimals of a currency that has none', { amount: '10.5', currency: 'JPY' }, 'amount'],
    ['nothing', { amount: '0' }, 'amount'],
    ['less than nothing', { amount: '-1' }, 'amount'],
    ['a comma', { amount: '19,90' }, 'amount'],
    ['a number', { amount: 19.9 }, 'amount'],
    ['a currency that there is not', { currency: 'XYZ' }, 'currency'],
    ['a phone that is none', { mobile: 'rubbish' }, 'mobile'],
    ['an address that is none', { email: 'rubbish' }, 'email'],
    ['a day that does not exist', { dueOn: '2026-02-30' }, 'dueOn'],
    ['an unheard-of field', { colour: 'red' }, 'colour'],
  ])('%s', async (_, changes, field) => {
    const { status, body } = await load([draft('R-1'), draft('R-2', changes)]);

    expect(status).toBe(422);
    expect(body.errors).toMatchObject([{ path: `items.1.${field}` }]);
    expect(await one('R-1')).toBeUndefined();
  });

  test('a number twice', async () => {
    const { body } = await load([draft('R-1'), draft('R-1')]);

    expect(body.errors).toMatchObject([{ path: 'items.1.number' }]);
  });

  test('anything of who may not change entities', async () => {
    const { accessToken } = await server.signIn('agent');

    expect((await load([draft('R-1')], accessToken)).status).toBe(403);
  });
});

test('two imports of the same numbers at the same moment both come through', async () => {
  const items = Array.from({ length: 200 }, (_, index) => draft(`T-${index}`));
  const done = await Promise.all([load(items), load([...items].reverse())]);

  expect(done.map(({ status }) => status)).toEqual([200, 200]);
});

test('invoices are found by a part of their words, page by page', async () => {
  await load([draft('S-1', { name: 'Étagère' }), draft('S-2', { contactName: 'ETAGERE' })]);
  const first = await list({ search: 'étag', limit: '1' });
  const second = await list({ search: 'étag', limit: '1', cursor: first.nextCursor! });

  expect([...first.items, ...second.items].map(({ number }) => number).sort()).toEqual([
    'S-1',
    'S-2',
  ]);
  expect(second.nextCursor).toBeNull();
});
