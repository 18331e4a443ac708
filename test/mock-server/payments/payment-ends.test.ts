import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { takePaymentsToLookAt } from '../../../mock-server/storage/payment-looks.ts';
import { addInvoice, readInvoice } from '../../helpers/invoices.ts';
import { PaymentRun } from '../../helpers/payment-run.ts';

/* Payments that nobody tells the end of. */

const MINUTE_MS = 60_000;
const DAY_MS = 86_400_000;
const LIMIT_MS = 7 * DAY_MS;

let run: PaymentRun;
let number: string;
let count = 0;
beforeAll(async () => {
  run = await PaymentRun.start();
});
afterAll(async () => {
  expect(run.engine.faults).toEqual([]);
  await run.stop();
});
beforeEach(async () => {
  number = `L-${++count}`;
  await addInvoice(run.engine, number, { mobile: '+33612345678' });
  for (const table of ['payments', 'effects'] as const)
    await run.engine.db.deleteFrom(table).execute();
  run.provider.sandbox.payments.clear();
  run.provider.sandbox.enquiries = [];
  await reach(run.provider.url);
});

async function begin(
  module: 'elsewhere' | 'http' | 'internal',
  mode: 'routing' | 'sms',
): Promise<string> {
  const { engine, modules } = run;
  const { id } = await engine.runAction('pay-invoice', {
    subject: { type: 'invoice', by: 'number', value: number },
    module: { id: modules[module] },
    mode,
  });
  await engine.doEffects(id);
  return id;
}
const later = (ms: number) => {
  run.engine.now = new Date(run.engine.now.getTime() + ms);
};
const look = () => run.engine.services.paymentEnds.look();
const paymentOf = async (id: string) => (await run.payments(id))[0]!;
const stateOf = async (id: string) => (await paymentOf(id)).state;
/** What its provider knows of the payment. */
const atProvider = async (id: string) => {
  const { id: paymentId } = await paymentOf(id);
  return [...run.provider.sandbox.payments.values()].find((one) => one.payment === paymentId)!;
};
const enquiries = () => run.provider.sandbox.enquiries;
/** Has the modules' provider answer at this address from now on. */
const reach = async (address: string) => {
  const { db } = run.engine;
  for (const id of [run.modules.elsewhere, run.modules.http]) {
    const { definition } = await db
      .selectFrom('entities')
      .select('definition')
      .where('id', '=', id)
      .executeTakeFirstOrThrow();
    const changed = JSON.stringify({ ...definition, address });
    await db
      .updateTable('entities')
      .set({ definition: changed })
      .where('id', '=', id)
      .execute();
  }
};
const NOWHERE = 'http://127.0.0.1:9';

describe('a call-back that is late', () => {
  test('is asked for after a minute, and the run that waits goes on', async () => {
    const id = await begin('elsewhere', 'routing');
    (await atProvider(id)).outcome = 'payment-successful';
    later(MINUTE_MS - 1000);
    expect(await look()).toBe(0);
    later(1000);
    await look();

    expect((await run.engine.read(id)).branchesOf('it')).toEqual(['payment-successful']);
    expect((await readInvoice(run.engine, number)).state).toBe('paid');
    expect((await paymentOf(id)).look_at).toBeNull();
  });

  test('is asked for again and again, with growing pauses, until there is an outcome', async () => {
    const id = await begin('http', 'sms');
    const asked: number[] = [];
    for (let minute = 1; minute <= 40; minute++) {
      later(MINUTE_MS);
      await look();
      if (enquiries().length > asked.length) asked.push(minute);
    }
    expect(asked).toEqual([1, 3, 7, 15, 31]);
    expect(new Set(enquiries())).toEqual(
      new Set([`GET /payments/${(await paymentOf(id)).id}`]),
    );
    expect(await stateOf(id)).toBe('pending');

    (await atProvider(id)).outcome = 'fraudulent-payment';
    later(DAY_MS);
    await look();
    expect(await stateOf(id)).toBe('fraudulent-payment');
  });

  test('comes after all, at the moment of the enquiry: the outcome is told once', async () => {
    const id = await begin('elsewhere', 'routing');
    const payment = await atProvider(id);
    later(MINUTE_MS);
    await Promise.all([run.provider.sandbox.end(payment, 'payment-successful'), look()]);
    later(DAY_MS);
    await look();

    expect((await run.engine.read(id)).branchesOf('it')).toEqual(['payment-successful']);
    expect(await stateOf(id)).toBe('payment-successful');
    expect((await paymentOf(id)).look_at).toBeNull();
  });

  test('a process that dies while it asks leaves the payment to the next look', async () => {
    const id = await begin('http', 'sms');
    (await atProvider(id)).outcome = 'failed-payment';
    later(MINUTE_MS);
    const { db, now } = run.engine;
    expect(await takePaymentsToLookAt(db, now, 10)).toHaveLength(1); // and here the process dies
    expect(await look()).toBe(0);
    later(2 * MINUTE_MS);
    await look();

    expect(await stateOf(id)).toBe('failed-payment');
  });

  test.each([
    ['another amount', { amount: 1 }],
    ['another currency', { currency: 'USD' }],
  ])('what is told of %s changes nothing', async (_, change) => {
    const id = await begin('http', 'sms');
    Object.assign(await atProvider(id), { outcome: 'payment-successful', ...change });
    later(MINUTE_MS);
    await look();

    expect(await stateOf(id)).toBe('pending');
  });
});

describe('at its limit', () => {
  test('a payment is cancelled at the provider, and stopped', async () => {
    const id = await begin('http', 'sms');
    later(LIMIT_MS - 1000);
    await look();
    expect(await stateOf(id)).toBe('pending');
    later(1000);
    await look();

    expect(await stateOf(id)).toBe('payment-stopped');
    expect((await atProvider(id)).outcome).toBe('payment-stopped');
    expect((await paymentOf(id)).look_at).toBeNull();
    expect(enquiries().at(-1)).toBe(`POST /payments/${(await paymentOf(id)).id}/cancellation`);
  });

  test('a run that has begun to wait for the same payment leaves by payment-stopped', async () => {
    await begin('elsewhere', 'routing');
    later(LIMIT_MS - 10 * MINUTE_MS);
    await run.engine.services.engine.runDue();
    const waiting = await begin('elsewhere', 'routing');
    later(10 * MINUTE_MS);
    await look();

    expect((await run.engine.read(waiting)).branchesOf('it')).toEqual(['payment-stopped']);
  });

  test('what was paid in the last moment is paid', async () => {
    const id = await begin('http', 'sms');
    (await atProvider(id)).outcome = 'payment-successful';
    later(LIMIT_MS);
    await look();

    expect(await stateOf(id)).toBe('payment-successful');
    expect((await readInvoice(run.engine, number)).state).toBe('paid');
  });

  test('a provider that knows of no such payment cannot take it any more', async () => {
    const id = await begin('http', 'sms');
    run.provider.sandbox.payments.clear();
    later(LIMIT_MS);
    await look();

    expect(await stateOf(id)).toBe('payment-stopped');
    expect((await paymentOf(id)).look_at).toBeNull();
  });

  test('it is stopped though the provider cannot be reached; money that came is found out when it can', async () => {
    const id = await begin('http', 'sms');
    await reach(NOWHERE);
    later(LIMIT_MS);
    await look();
    expect(await stateOf(id)).toBe('payment-stopped');

    (await atProvider(id)).outcome = 'payment-successful';
    await reach(run.provider.url);
    later(60 * MINUTE_MS);
    await look();
    expect(await stateOf(id)).toBe('payment-successful');
    expect((await readInvoice(run.engine, number)).state).toBe('paid');
  });

  test('a provider that is never there is not asked for ever', async () => {
    const id = await begin('http', 'sms');
    await reach(NOWHERE);
    later(LIMIT_MS + DAY_MS);
    await look();

    expect(await stateOf(id)).toBe('payment-stopped');
    expect((await paymentOf(id)).look_at).toBeNull();
  });

  test('a call-back that is still later is taken: money is money', async () => {
    const id = await begin('http', 'sms');
    const payment = await atProvider(id);
    later(LIMIT_MS);
    await look();
    expect(await run.provider.sandbox.end(payment, 'payment-successful')).toBe(204);

    expect(await stateOf(id)).toBe('payment-successful');
  });

  test('a link of our own page takes nothing any more', async () => {
    const id = await begin('internal', 'sms');
    later(LIMIT_MS);
    await look();
    const { text } = await run.page((await paymentOf(id)).pay_address!, 'payment-successful');

    expect(text).toContain('stopped');
    expect(await stateOf(id)).toBe('payment-stopped');
    expect(await look()).toBe(0);
  });

  test('a payment that its provider was never asked for is stopped, too', async () => {
    const { engine, modules } = run;
    const { id } = await engine.runAction('pay-invoice', {
      subject: { type: 'invoice', by: 'number', value: number },
      module: { id: modules.http },
      mode: 'sms',
    });
    expect(await stateOf(id)).toBe('created');
    later(LIMIT_MS);
    await look();

    expect(await stateOf(id)).toBe('payment-stopped');
  });
});

test('organisations have their turns: many payments of one do not keep another from being looked at', async () => {
  const { db, now, services } = run.engine;
  const id = await begin('http', 'sms');
  const row = await paymentOf(id);
  await db.deleteFrom('payments').execute();
  const other = services.newId(now);
  const facts = { name: 'Other', time_zone: 'Europe/Paris', region: 'FR', currency: 'EUR' };
  await db
    .insertInto('organisations')
    .values({ id: other, ...facts, languages: ['fr'] })
    .execute();
  const payment = (organisation_id: string, earlier: number) => {
    const made = services.newId(now);
    return {
      ...row,
      organisation_id,
      id: made,
      key: made,
      token: made,
      invoice_id: null,
      details: JSON.stringify(row.details),
      look_at: new Date(now.getTime() - earlier),
    };
  };
  const many = Array.from({ length: 50 }, (_, index) => payment(row.organisation_id, index));
  await db
    .insertInto('payments')
    .values([...many, payment(other, -0)])
    .execute();

  const taken = await takePaymentsToLookAt(db, now, 4);
  expect(taken.map((one) => one.organisation_id)).toContain(other);
  await db.deleteFrom('payments').execute();
});
