import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createGuardedHttp } from '../../../mock-server/effects/guarded-http.ts';
import { NetworkGuard } from '../../../mock-server/effects/network-guard.ts';
import { createPaymentPerformer } from '../../../mock-server/effects/payment.ts';
import { paymentOutcomes } from '../../../mock-server/routing/payments.ts';
import { createPayments } from '../../../mock-server/storage/payments.ts';
import type { EngineRun } from '../../helpers/engine-run.ts';
import { addInvoice, readInvoice } from '../../helpers/invoices.ts';
import { PaymentRun } from '../../helpers/payment-run.ts';
import { wrongParameters } from '../../helpers/run-routing.ts';

let run: PaymentRun;
let engine: EngineRun;
let count = 0;
beforeAll(async () => {
  run = await PaymentRun.start();
  engine = run.engine;
});
afterAll(() => run.stop());

const byNumber = (value: string) => ({ type: 'invoice', by: 'number', value });
const amount = (changes: object = {}) => ({
  type: 'amount',
  amount: '19,90',
  currency: 'EUR',
  ...changes,
});

/** Runs the action, and has done outside what it asks for. */
async function pay(
  subject: object,
  {
    module = 'internal',
    mode = 'routing',
    variables = {},
  }: {
    module?: keyof PaymentRun['modules'];
    mode?: string;
    variables?: Record<string, string>;
  } = {},
) {
  const parameters = { subject, module: { id: run.modules[module] }, mode };
  const begun = await engine.runAction('pay-invoice', parameters, { variables });
  const done = (await run.asks(begun.id)) ? await engine.doEffects(begun.id) : begun;
  expect(engine.faults).toEqual([]);
  return done;
}

/** A new invoice of 19.90 EUR. */
async function newInvoice(changes: Parameters<typeof addInvoice>[2] = {}): Promise<string> {
  const number = `F-${++count}`;
  await addInvoice(engine, number, changes);
  return number;
}

const link = /http:\/\/127\.0\.0\.1:\d+\/pay\/[\w-]+/;
const linkIn = (text: string | undefined) => link.exec(text ?? '')?.[0] ?? '';

describe('in the routing', () => {
  test.each(paymentOutcomes)('the sandbox’s page ends a payment by %s', async (outcome) => {
    const number = await newInvoice();
    const waiting = await pay(byNumber(number), { module: 'sandbox' });
    expect(waiting.run.wait?.for).toBe('payment');
    await run.page(linkIn(waiting.sent[0]), outcome);

    const done = await engine.read(waiting.id);
    expect(done.branchesOf('it')).toEqual([outcome]);
    const { state } = await readInvoice(engine, number);
    expect(state).toBe(outcome === 'payment-successful' ? 'paid' : 'open');
  });

  test.each(paymentOutcomes)('a provider’s call-back ends it by %s', async (outcome) => {
    const number = await newInvoice();
    const waiting = await pay(byNumber(number), { module: 'elsewhere' });
    expect(waiting.sent[0]).toContain(run.provider.url);
    await run.choose(waiting.id, outcome);

    expect((await engine.read(waiting.id)).branchesOf('it')).toEqual([outcome]);
    const { state } = await readInvoice(engine, number);
    expect(state).toBe(outcome === 'payment-successful' ? 'paid' : 'open');
  });

  test('the own page takes the payment, or stops it', async () => {
    const [paid, stopped] = [await newInvoice(), await newInvoice()];
    const first = await pay(byNumber(paid));
    await run.page(linkIn(first.sent[0]), 'payment-successful');
    const second = await pay(byNumber(stopped));
    await run.page(linkIn(second.sent[0]), 'payment-stopped');

    expect((await engine.read(first.id)).branchesOf('it')).toEqual(['payment-successful']);
    expect((await engine.read(second.id)).branchesOf('it')).toEqual(['payment-stopped']);
    expect((await readInvoice(engine, paid)).state).toBe('paid');
  });

  test('payment-stopped when the time is over, and the own page takes nothing any more', async () => {
    const number = await newInvoice();
    const waiting = await pay(byNumber(number));
    engine.now = new Date(engine.now.getTime() + 1_800_000);
    const done = await engine.due(waiting.id);
    const { text } = await run.page(linkIn(waiting.sent[0]), 'payment-successful');

    expect(done.branchesOf('it')).toEqual(['payment-stopped']);
    expect(done.reasonOf('it')).toMatch(/time/);
    expect(text).toContain('stopped');
    expect((await readInvoice(engine, number)).state).toBe('open');
  });

  test('a link that another interaction has sent stays when the time here is over', async () => {
    const number = await newInvoice({ email: 'camille@example.com' });
    const sent = await pay(byNumber(number), { mode: 'email' });
    expect(sent.branchesOf('it')).toEqual(['notification-sent']);
    const waiting = await pay(byNumber(number));
    engine.now = new Date(engine.now.getTime() + 1_800_000);
    const done = await engine.due(waiting.id);
    await run.page(linkIn(waiting.sent[0]), 'payment-successful');

    expect(done.branchesOf('it')).toEqual(['payment-stopped']);
    expect((await readInvoice(engine, number)).state).toBe('paid');
  });

  test('what a provider tells after the time is over reaches the invoice, not the run', async () => {
    const number = await newInvoice();
    const waiting = await pay(byNumber(number), { module: 'elsewhere' });
    engine.now = new Date(engine.now.getTime() + 1_800_000);
    await engine.due(waiting.id);
    await run.choose(waiting.id, 'payment-successful');

    expect((await engine.read(waiting.id)).branchesOf('it')).toEqual(['payment-stopped']);
    expect((await readInvoice(engine, number)).state).toBe('paid');
  });

  test('payment-error with a provider whose page is not our own', async () => {
    const done = await pay(byNumber(await newInvoice()), { module: 'http' });

    expect(done.branchesOf('it')).toEqual(['payment-error']);
    expect(await run.payments(done.id)).toEqual([]);
  });

  test('an amount is paid too, in whole minor units', async () => {
    const given = amount({
      amount: '{{sum.total}}',
      invoiceName: 'Chair',
      mobile: '+33 6 12 34 56 78',
      customData: '{"a":1}',
    });
    const waiting = await pay(given, { variables: { 'sum.total': '19,99' } });
    const [payment] = await run.payments(waiting.id);
    const { text } = await run.page(payment!.pay_address!);

    expect(payment).toMatchObject({
      amount: 1999,
      currency: 'EUR',
      name: 'Chair',
      invoice_id: null,
    });
    expect(payment!.details).toMatchObject({ mobile: '+33612345678', customData: '{"a":1}' });
    expect(text).toContain('€19.99');
    await run.page(payment!.pay_address!, 'payment-successful');
    expect((await engine.read(waiting.id)).branchesOf('it')).toEqual(['payment-successful']);
  });
});

describe('notification-sent', () => {
  test('by SMS to the invoice’s mobile; what comes later reaches the invoice only', async () => {
    const number = await newInvoice({ mobile: '+33612345678', name: 'Chair' });
    const done = await pay(byNumber(number), { mode: 'sms', module: 'http' });
    const [sms] = await run.sent(done.id);

    expect(done.branchesOf('it')).toEqual(['notification-sent']);
    expect(sms).toMatchObject({ to: '+33612345678' });
    expect(sms?.['text']).toContain(`${run.provider.url}/pay/`);
    expect(sms?.['text']).toContain('19,90\u00a0€ (Chair)');
    await run.choose(done.id, 'payment-successful');
    expect((await readInvoice(engine, number)).state).toBe('paid');
    expect((await engine.read(done.id)).branchesOf('it')).toEqual(['notification-sent']);
  });

  test('by e-mail, from the own pay page', async () => {
    const done = await pay(amount({ email: 'nadia@example.com' }), { mode: 'email' });
    const [email] = await run.sent(done.id);

    expect(done.branchesOf('it')).toEqual(['notification-sent']);
    expect(email).toMatchObject({ to: ['nadia@example.com'], mailbox: null });
    expect(email?.['text']).toMatch(link);
  });
});

test.each([
  ['a number that there is not', byNumber('NOTHING')],
  ['an empty value', byNumber('{{not.set}}')],
])('invoice-not-found: %s', async (_, subject) => {
  expect((await pay(subject)).branchesOf('it')).toEqual(['invoice-not-found']);
});

describe('payment-error', () => {
  test.each(['paid', 'cancelled'] as const)('the invoice is %s', async (state) => {
    const done = await pay(byNumber(await newInvoice({ state })));

    expect(done.branchesOf('it')).toEqual(['payment-error']);
    expect(done.reasonOf('it')).toContain(state);
    expect(await run.payments(done.id)).toEqual([]);
  });

  test.each([
    ['1.005', 'EUR'],
    ['10.5', 'JPY'],
    ['1.005', 'KWD'],
    ['0', 'EUR'],
    ['-1', 'EUR'],
    ['1e2', 'EUR'],
    ['', 'EUR'],
    ['٣', 'EUR'],
    ['1', 'XYZ'],
    ['1', ''],
  ])('the amount “%s” %s', async (sum, currency) => {
    const given = amount({ amount: '{{a.sum}}', currency: '{{a.currency}}' });
    const done = await pay(given, { variables: { 'a.sum': sum, 'a.currency': currency } });

    expect(done.branchesOf('it')).toEqual(['payment-error']);
    expect(await run.payments(done.id)).toEqual([]);
  });

  test.each([
    ['no mobile', {}, 'sms'],
    ['a mobile without its country code', { mobile: '06 12 34 56 78' }, 'sms'],
    ['a fixed line', { mobile: '+33 1 44 00 00 00' }, 'sms'],
    ['a mobile that is none', { mobile: '+33 rubbish' }, 'routing'],
    ['a fixed phone that is none', { landline: 'rubbish' }, 'routing'],
    ['no e-mail address', {}, 'email'],
    ['an e-mail address that is none', { email: 'rubbish' }, 'email'],
  ])('%s', async (_, changes, mode) => {
    const done = await pay(amount(changes), { mode });

    expect(done.branchesOf('it')).toEqual(['payment-error']);
    expect(done.reasonOf('it')).toMatch(/\S.*\.$/);
    expect(await run.payments(done.id)).toEqual([]);
  });

  test('a module that is not active, is not there, or does not take the currency', async () => {
    const euros = await engine.addEntity('payment-module', 'EUROS', { currencies: ['EUR'] });
    const tried = [
      [{ id: run.modules.closed }, 'EUR'],
      [{ reference: 'NOTHING' }, 'EUR'],
      [{ id: euros }, 'USD'],
    ] as const;
    for (const [module, currency] of tried) {
      const parameters = { subject: amount({ currency }), module, mode: 'routing' };
      const done = await engine.runAction('pay-invoice', parameters);
      expect(done.branchesOf('it')).toEqual(['payment-error']);
    }
  });

  test('a provider that refuses our signature', async () => {
    const address = run.provider.url;
    const definition = { provider: 'sandbox', address, secret: 'NOTHING' };
    const id = await engine.addEntity('payment-module', 'NO-SECRET', definition);
    const parameters = { subject: amount(), module: { id }, mode: 'routing' };
    const begun = await engine.runAction('pay-invoice', parameters);
    const done = await engine.doEffects(begun.id);

    expect(done.branchesOf('it')).toEqual(['payment-error']);
    expect((await run.payments(begun.id))[0]?.state).toBe('payment-error');
  });
});

describe('nobody is charged twice', () => {
  test('two who pay the same invoice get the same link, and both go on', async () => {
    const number = await newInvoice();
    const asked = run.provider.sandbox.payments.size;
    const [first, second] = await Promise.all([
      pay(byNumber(number), { module: 'elsewhere' }),
      pay(byNumber(number), { module: 'elsewhere' }),
    ]);
    const payments = [...(await run.payments(first.id)), ...(await run.payments(second.id))];
    await engine.doEffects(first.id);
    await run.choose(payments[0]!.interaction_id, 'payment-successful');

    expect(payments).toHaveLength(1);
    expect(run.provider.sandbox.payments.size).toBe(asked + 1);
    for (const { id } of [first, second])
      expect((await engine.read(id)).branchesOf('it')).toEqual(['payment-successful']);
  });

  test('a step that is taken again asks for the same payment', async () => {
    const records = createOwnPayments();
    const draft = {
      key: 'interaction:it:1',
      module: { id: run.modules.internal, provider: 'internal' as const },
      ownPage: true,
      subject: { amount: 100, currency: 'EUR' },
      name: '',
      reference: '',
      details: {
        customerReference: '',
        comment: '',
        customData: '',
        mobile: null,
        landline: null,
        email: null,
      },
    };

    expect(await records.start(draft)).toEqual(await records.start(draft));
  });

  test('a provider that did not answer is asked again under the same key', async () => {
    const { sandbox } = run.provider;
    const waiting = await pay(amount(), { module: 'elsewhere' });
    const [payment] = await run.payments(waiting.id);
    const asked = sandbox.asked;
    await engine.db
      .updateTable('payments')
      .set({ pay_address: null })
      .where('id', '=', payment!.id)
      .execute();
    const request = { paymentId: payment!.id, moduleId: run.modules.elsewhere };
    const again = await performAgain(request);

    expect(sandbox.asked).toBe(asked + 1);
    expect(again).toEqual({ ok: true, payAddress: payment!.pay_address });
    expect(
      [...sandbox.payments.values()].filter(({ payment: id }) => id === payment!.id),
    ).toHaveLength(1);
  });

  test('an invoice whose amount changed gets a new link, and the old one takes nothing', async () => {
    const number = await newInvoice();
    const old = await pay(byNumber(number));
    await addInvoice(engine, number, { amount: 2990 });
    const { text } = await run.page(linkIn(old.sent[0]), 'payment-successful');
    expect(text).toContain('cannot be made');
    const fresh = await pay(byNumber(number));

    expect((await run.payments(fresh.id))[0]?.amount).toBe(2990);
    expect(linkIn(fresh.sent[0])).not.toBe(linkIn(old.sent[0]));
  });

  test('two clicks at the same moment pay once', async () => {
    const waiting = await pay(byNumber(await newInvoice()));
    const address = linkIn(waiting.sent[0]);
    await Promise.all([
      run.page(address, 'payment-successful'),
      run.page(address, 'payment-stopped'),
      run.page(address, 'payment-successful'),
    ]);
    const [payment] = await run.payments(waiting.id);

    expect((await engine.read(waiting.id)).branchesOf('it')).toEqual([payment!.state]);
  });
});

/** The payments' records as a step of an interaction of its own has them. */
function createOwnPayments() {
  const { db, organisationId, services, now } = engine;
  const interactionId = services.newId(now);
  const scope = {
    db,
    organisationId,
    interactionId,
    newId: services.newId,
    publicUrl: run.url,
    now: () => now,
  };
  return createPayments(scope);
}

function performAgain(request: { paymentId: string; moduleId: string }) {
  const { db, organisationId, services, now } = engine;
  const send = createGuardedHttp(new NetworkGuard({ allowedHosts: ['127.0.0.1'] }));
  return createPaymentPerformer(send, run.url).perform(request, {
    db,
    organisationId,
    interactionId: services.newId(now),
    key: 'another',
    attempt: 1,
    now: () => now,
    signal: new AbortController().signal,
  });
}

const good = { subject: byNumber('F'), module: { reference: 'OWN' }, mode: 'routing' };
test.each([
  ['no subject', { ...good, subject: undefined }, 'subject'],
  ['a subject of another type', { ...good, subject: { type: 'gift' } }, 'subject.type'],
  [
    'an amount without its currency',
    { ...good, subject: { type: 'amount', amount: '1' } },
    'subject.currency',
  ],
  ['a mode that there is not', { ...good, mode: 'pigeon' }, 'mode'],
  ['a wait of no time', { ...good, maximumWait: 0 }, 'maximumWait'],
  ['a card number', { ...good, cardNumber: '4111111111111111' }, 'cardNumber'],
])('refuses %s', (_, parameters, path) => {
  expect(wrongParameters('pay-invoice', parameters)).toContain(path);
});
