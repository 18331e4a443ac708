import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { tellOutcome, type Outcome } from '../../../docs/examples/payment-callback.ts';
import { addInvoice, readInvoice } from '../../helpers/invoices.ts';
import { PROVIDER_SECRET } from '../../helpers/payment-provider.ts';
import { PaymentRun } from '../../helpers/payment-run.ts';

/* Call-backs of a payment provider, sent by the example of docs/payments.md. */

let run: PaymentRun;
let number: string;
let interactionId: string;
let outcome: Outcome;
let count = 0;
beforeAll(async () => {
  run = await PaymentRun.start();
});
afterAll(() => run.stop());

/** Somebody waits for a payment of 19.90 EUR. */
beforeEach(async () => {
  const { engine, modules } = run;
  number = `C-${++count}`;
  await addInvoice(engine, number);
  const waiting = await engine.runAction('pay-invoice', {
    subject: { type: 'invoice', by: 'number', value: number },
    module: { id: modules.elsewhere },
    mode: 'routing',
  });
  interactionId = waiting.id;
  await engine.doEffects(interactionId);
  const [payment] = await run.payments(interactionId);
  outcome = {
    payment: payment!.id,
    outcome: 'payment-successful',
    amount: 1990,
    currency: 'EUR',
  };
});

const address = (module: string) => `${run.url}/api/payments/${module}/callbacks`;
const tell = (
  changes: Partial<Outcome> = {},
  { secret = PROVIDER_SECRET, module = run.modules.elsewhere, seconds = 0 } = {},
) => {
  const now = new Date(run.engine.now.getTime() + seconds * 1000);
  return tellOutcome(address(module), secret, { ...outcome, ...changes }, now);
};
const invoiceState = async () => (await readInvoice(run.engine, number)).state;
const branches = async () => (await run.engine.read(interactionId)).branchesOf('it');

test('an outcome is taken once, however often it is told', async () => {
  const statuses = [await tell(), await tell(), await tell({ outcome: 'failed-payment' })];

  expect(statuses).toEqual([204, 204, 204]);
  expect((await run.payments(interactionId))[0]?.state).toBe('payment-successful');
  expect(await branches()).toEqual(['payment-successful']);
  expect(await invoiceState()).toBe('paid');
});

test('told again after the invoice was opened anew, it does not pay it a second time', async () => {
  await tell();
  const { db } = run.engine;
  await db
    .updateTable('invoices')
    .set({ state: 'open' })
    .where('number', '=', number)
    .execute();

  expect(await tell()).toBe(204);
  expect(await invoiceState()).toBe('open');
});

test('told several times at the same moment, it takes the run on once', async () => {
  const statuses = await Promise.all([tell(), tell(), tell(), tell()]);

  expect(statuses).toEqual([204, 204, 204, 204]);
  expect(await branches()).toEqual(['payment-successful']);
});

test('money that comes after a failure is money: the invoice is paid, the run has gone on', async () => {
  await tell({ outcome: 'failed-payment' });
  await tell();

  expect(await branches()).toEqual(['failed-payment']);
  expect(await invoiceState()).toBe('paid');
});

describe('is refused, and changes nothing:', () => {
  test.each([
    ['signed with another secret', {}, { secret: 'x' }, 401],
    ['signed for another module', {}, { module: 'own' }, 401],
    ['older than five minutes', {}, { seconds: -301 }, 401],
    ['from the future', {}, { seconds: 301 }, 401],
    ['another amount', { amount: 1 }, {}, 422],
    ['another currency', { currency: 'USD' }, {}, 422],
    ['an outcome that there is not', { outcome: 'payment-lost' }, {}, 422],
    [
      'a payment that there is not',
      { payment: '01a1fa88-fe34-7100-b2b9-5b94ce9a72b8' },
      {},
      404,
    ],
    ['a payment that is none', { payment: 'rubbish' }, {}, 422],
  ])('%s', async (_, changes, how, status) => {
    const module = 'module' in how ? run.modules.internal : run.modules.elsewhere;

    expect(await tell(changes, { ...how, module })).toBe(status);
    expect(await branches()).toEqual([]);
    expect(await invoiceState()).toBe('open');
  });

  test('another module’s payment, though the secret is the same', async () => {
    expect(await tell({}, { module: run.modules.http })).toBe(404);
    expect(await invoiceState()).toBe('open');
  });

  test('a payment of our own page, which no provider may end', async () => {
    const { engine, modules } = run;
    const subject = { type: 'amount', amount: '19.90', currency: 'EUR' };
    const own = { subject, module: { id: modules.internal }, mode: 'routing' };
    const { id } = await engine.runAction('pay-invoice', own);
    const [payment] = await run.payments(id);

    expect(await tell({ payment: payment!.id })).toBe(404);
  });

  test.each(['rubbish', '01a1fa88-fe34-7100-b2b9-5b94ce9a72b8', '%00'])(
    'a module that there is not: %s',
    async (module) => {
      expect(await tell({}, { module })).toBe(401);
    },
  );

  test('a signature that is made up', async () => {
    const response = await fetch(address(run.modules.elsewhere), {
      method: 'POST',
      body: JSON.stringify(outcome),
      headers: { 'waypost-timestamp': '1', 'waypost-signature': `v1=${'0'.repeat(64)}` },
    });

    expect(response.status).toBe(401);
    expect(await response.json()).toMatchObject({ type: 'urn:waypost:problem:signed-out' });
  });

  test('a body that is too large', async () => {
    expect(await tell({ payment: 'x'.repeat(70_000) })).toBe(413);
  });
});
