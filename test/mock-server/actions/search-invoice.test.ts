import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { addInvoice } from '../../helpers/invoices.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';

let engine: EngineRun;
let ids: string[];
beforeAll(async () => {
  engine = await EngineRun.start();
  const nadia = {
    customerNumber: 'C-7',
    mobile: '+33612345678',
    landline: '+33144000000',
    email: 'nadia@example.com',
  };
  ids = [
    await addInvoice(engine, 'F-1', { ...nadia, issuedAt: '2026-10-02T09:00:00.000Z' }),
    await addInvoice(engine, 'F-2', {
      ...nadia,
      issuedAt: '2026-11-01T09:00:00.000Z',
      dueOn: '2026-12-01',
      name: 'Chair',
      reference: 'ORDER-9',
      contactName: 'Nadia Achour',
    }),
    await addInvoice(engine, 'F-3', { ...nadia, issuedAt: '2026-10-02T09:00:00.000Z' }),
    await addInvoice(engine, 'F-4', { amount: 1500, currency: 'JPY' }),
  ];
});
afterAll(() => engine.stop());

const search = async (parameters: Record<string, unknown>, variables = {}) => {
  const done = await engine.runAction('search-invoice', parameters, { variables });
  expect(engine.faults).toEqual([]);
  const bill = Object.fromEntries(
    Object.entries(done.variables).flatMap(([path, value]) =>
      path.startsWith('bill.') ? [[path.slice('bill.'.length), value]] : [],
    ),
  );
  return { branch: done.branchesOf('it')[0], reason: done.reasonOf('it'), bill };
};

describe('ok', () => {
  test('the invoice becomes the variable bill, in the place of what it held', async () => {
    const { branch, bill } = await search(
      { by: 'number', value: ' {{answer.number}} ' },
      { 'answer.number': 'F-2', 'bill.number': 'old', 'bill.remark': 'old', 'billing.a': 'b' },
    );

    expect(branch).toBe('ok');
    expect(bill).toEqual({
      id: ids[1],
      number: 'F-2',
      customerNumber: 'C-7',
      contactName: 'Nadia Achour',
      mobile: '+33612345678',
      landline: '+33144000000',
      email: 'nadia@example.com',
      amount: '19.90',
      currency: 'EUR',
      dueDate: '2026-12-01',
      issuedAt: '2026-11-01T09:00:00.000Z',
      state: 'open',
      name: 'Chair',
      reference: 'ORDER-9',
    });
  });

  test.each([
    ['mobile', '06 12 34 56 78'],
    ['mobile', '0033612345678'],
    ['landline', '01.44.00.00.00'],
    ['customer-number', 'C-7'],
    ['email', ' Nadia@Example.COM '],
  ])('by %s, however it is written: %s', async (by, value) => {
    expect((await search({ by, value })).bill['number']).toBe('F-2');
  });

  test('by id, also in capitals', async () => {
    expect((await search({ by: 'id', value: ids[3]!.toUpperCase() })).bill).toMatchObject({
      number: 'F-4',
      amount: '1500',
      currency: 'JPY',
    });
  });

  test('the oldest or the most recent; of those of the same moment, by id', async () => {
    const by = { by: 'customer-number', value: 'C-7' };
    const [first] = [ids[0]!, ids[2]!].sort();

    expect((await search({ ...by, take: 'most-recent' })).bill['number']).toBe('F-2');
    expect((await search({ ...by, take: 'oldest' })).bill['id']).toBe(first);
  });
});

describe('not-found', () => {
  test.each([
    ['number', 'F-9'],
    ['number', 'f-1'],
    ['mobile', '+33 1 44 00 00 00'],
    ['mobile', 'rubbish'],
    ['id', 'rubbish'],
    ['id', '01a1fa88-fe34-7100-b2b9-5b94ce9a72b8'],
    ['email', 'nobody@example.com'],
  ])('by %s: %s, and bill is cleared', async (by, value) => {
    const { branch, bill, reason } = await search({ by, value }, { 'bill.number': 'old' });

    expect(branch).toBe('not-found');
    expect(reason).toMatch(/\.$/);
    expect(bill).toEqual({});
  });

  test.each(['number', 'mobile', 'landline', 'customer-number', 'id', 'email'])(
    'an empty value never matches by %s, though there are invoices without one',
    async (by) => {
      expect((await search({ by, value: '{{not.set}}' })).branch).toBe('not-found');
    },
  );
});

test.each([
  ['no key', { value: 'x' }, 'by'],
  ['a key that there is not', { by: 'colour', value: 'x' }, 'by'],
  ['no value', { by: 'number', value: '' }, 'value'],
  ['a choice that there is not', { by: 'number', value: 'x', take: 'any' }, 'take'],
])('refuses %s', (_, parameters, path) => {
  expect(wrongParameters('search-invoice', parameters)).toContain(path);
});
