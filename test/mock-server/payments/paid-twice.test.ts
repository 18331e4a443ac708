import { afterAll, beforeAll, beforeEach, expect, test, vi } from 'vitest';
import { tellOutcome } from '../../../docs/examples/payment-callback.ts';
import { listInvoices } from '../../../mock-server/storage/invoices.ts';
import { addInvoice, readInvoice } from '../../helpers/invoices.ts';
import { someoneWaits } from '../../helpers/lock-wait.ts';
import { PROVIDER_SECRET } from '../../helpers/payment-provider.ts';
import { PaymentRun } from '../../helpers/payment-run.ts';

/* An invoice is paid at two providers: one said that the payment had failed, and took the money after all. */

let run: PaymentRun;
let number: string;
let count = 0;
beforeAll(async () => {
  run = await PaymentRun.start();
});
afterAll(() => run.stop());
beforeEach(async () => {
  number = `T-${++count}`;
  await addInvoice(run.engine, number, {
    mobile: '+33612345678',
    contactName: 'Nadia Achour',
  });
});

async function pay(module: 'elsewhere' | 'http', mode: 'routing' | 'sms') {
  const { engine, modules } = run;
  const { id } = await engine.runAction('pay-invoice', {
    subject: { type: 'invoice', by: 'number', value: number },
    module: { id: modules[module] },
    mode,
  });
  await engine.doEffects(id);
  const [payment] = await run.payments(id);
  return { interactionId: id, payment: payment!.id, module: modules[module] };
}
const tell = (
  { payment, module }: { payment: string; module: string },
  outcome: 'payment-successful' | 'failed-payment' = 'payment-successful',
) =>
  tellOutcome(
    `${run.url}/api/payments/${module}/callbacks`,
    PROVIDER_SECRET,
    { payment, outcome, amount: 1990, currency: 'EUR' },
    run.engine.now,
  );
const duplicates = async () => {
  const { db, organisationId } = run.engine;
  const page = await listInvoices(db, organisationId, {
    search: number,
    cursor: undefined,
    limit: 10,
  });
  return page.items[0]?.duplicatePayments;
};
const eventsOf = async ({ interactionId }: { interactionId: string }) =>
  (await run.engine.read(interactionId)).events.filter(({ kind }) => kind === 'paid-twice');

test('two payments that succeed at the same moment: one of them is the duplicate, once', async () => {
  const warn = vi.spyOn(run.engine.services.log, 'warn');
  const first = await pay('elsewhere', 'routing');
  await tell(first, 'failed-payment');
  const second = await pay('http', 'sms');

  const both = await run.engine.db.transaction().execute(async (tx) => {
    await tx
      .selectFrom('invoices')
      .select('id')
      .where('number', '=', number)
      .forUpdate()
      .execute();
    const telling = [tell(first), tell(second)];
    await someoneWaits(run.engine.db, 2);
    return { telling };
  });
  expect(await Promise.all([...both.telling, tell(first), tell(second)])).toEqual([
    204, 204, 204, 204,
  ]);

  const [duplicate, ...more] = (await duplicates())!;
  expect(more).toEqual([]);
  const is = [first, second].find(({ payment }) => payment === duplicate?.id)!;
  const { interactionId, module: moduleId } = is;
  expect(duplicate).toMatchObject({
    interactionId,
    moduleId,
    amount: '19.90',
    currency: 'EUR',
  });
  const events = [...(await eventsOf(first)), ...(await eventsOf(second))];
  expect(events).toEqual(await eventsOf(is));
  expect(events).toMatchObject([
    {
      reason: `Another payment had paid the invoice “${number}” before: the 19.90 EUR of this one are to be given back.`,
    },
  ]);
  const { id: invoice } = await readInvoice(run.engine, number);
  const { organisationId: organisation } = run.engine;
  expect(warn.mock.calls).toEqual([
    [
      { organisation, invoice, payment: is.payment, module: moduleId },
      'an invoice has been paid twice',
    ],
  ]);
  warn.mockRestore();
});

test('a payment that is told after the interaction that waited has gone on is noted there', async () => {
  const first = await pay('elsewhere', 'routing');
  await tell(first, 'failed-payment');
  const second = await pay('http', 'sms');
  await tell(second);
  await tell(first);

  expect(await eventsOf(first)).toHaveLength(1);
  expect(await eventsOf(second)).toEqual([]);
  expect((await run.engine.read(first.interactionId)).branchesOf('it')).toEqual([
    'failed-payment',
  ]);
});

test('an invoice that is paid once has no duplicate; nor has one that was opened anew', async () => {
  const first = await pay('elsewhere', 'routing');
  await tell(first);
  expect(await duplicates()).toEqual([]);
  await addInvoice(run.engine, number, { state: 'open' });
  await tell(await pay('elsewhere', 'routing'));

  expect((await readInvoice(run.engine, number)).state).toBe('paid');
  expect(await duplicates()).toEqual([]);
});

test('what an import knew to be paid may be this very payment', async () => {
  const first = await pay('elsewhere', 'routing');
  await addInvoice(run.engine, number, { state: 'paid' });
  await tell(first);

  expect(await duplicates()).toEqual([]);
});
