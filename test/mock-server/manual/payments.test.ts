import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { importInvoices } from '../../../mock-server/storage/invoices.ts';
import { settlePayment } from '../../../mock-server/payments/settle-payment.ts';
import { createPayments } from '../../../mock-server/storage/payments.ts';
import { writeSecret } from '../../../mock-server/storage/secrets.ts';
import { Hands, NADIA, type Hand } from '../../helpers/hands.ts';
import { sendJson, startHttpService } from '../../helpers/http-service.ts';

let hands: Hands;
let ada: Hand;
let bob: Hand;
beforeAll(async () => {
  hands = await Hands.start();
  ada = await hands.addHand();
  bob = await hands.addHand({ name: 'Bob' });
});
afterAll(() => hands.stop());
beforeEach(() => hands.open([ada, bob]));

const records = async (hand = ada) => (await hand.on('records')).body;

describe('a payment', () => {
  let module: string;
  let invoiceId: string;
  beforeAll(async () => {
    module = await hands.engine.addEntity('payment-module', 'own', { currencies: ['EUR'] });
    const { db, organisationId, now, services } = hands.engine;
    const invoice = {
      customerNumber: null,
      contactName: null,
      landline: null,
      email: null,
      currency: 'EUR',
      issuedAt: now.toISOString(),
      name: '',
      reference: '',
      state: 'open' as const,
    };
    await importInvoices(db, { organisationId, now, newId: services.newId }, [
      { ...invoice, number: 'A-1', amount: 4990, mobile: NADIA.phone, dueOn: '2026-12-01' },
      { ...invoice, number: 'B-1', amount: 990, mobile: '+33699999999', dueOn: null },
    ]);
    const row = await db
      .selectFrom('invoices')
      .select('id')
      .where('number', '=', 'A-1')
      .executeTakeFirstOrThrow();
    invoiceId = row.id;
  });

  const amount = (more: object = {}) => ({
    moduleId: module,
    subject: { type: 'amount', amount: '19,90', currency: 'EUR', name: 'Chair' },
    ...more,
  });
  const pay = (body: unknown) => ada.on('payments', 'POST', body);

  test('of an amount gives its address, and is told of', async () => {
    const made = await pay(amount());

    expect(made).toMatchObject({
      status: 201,
      body: {
        kind: 'payment-created',
        undo: null,
        payAddress: expect.stringMatching(/^http:\/\/waypost.example\/pay\/[\w-]{43}$/),
      },
    });
    expect((await records()).payments).toMatchObject([
      { amount: '19.90', currency: 'EUR', state: 'pending', canBeCancelled: true },
    ]);
    expect(await hands.notes()).toEqual([`payment-created ${made.body.label} Ada`]);
  });

  test('is begun once under one key, though two calls run at the same time', async () => {
    const key = randomUUID();
    const answers = await Promise.all([pay(amount({ key })), pay(amount({ key }))]);

    expect(answers[0]!.body.recordId).toBe(answers[1]!.body.recordId);
    expect((await records()).payments).toHaveLength(1);
    expect(await hands.notes()).toHaveLength(1);
  });

  test('of an invoice of the customer, and of nobody else’s', async () => {
    const { invoices } = (await ada.on('settings')).body;
    const made = await pay({ moduleId: module, subject: { type: 'invoice', invoiceId } });
    const other = await hands.engine.db
      .selectFrom('invoices')
      .select('id')
      .where('number', '=', 'B-1')
      .executeTakeFirstOrThrow();
    const refused = await pay({
      moduleId: module,
      subject: { type: 'invoice', invoiceId: other.id },
    });

    expect(invoices).toMatchObject([{ id: invoiceId, amount: '49.90' }]);
    expect(made.status).toBe(201);
    expect((await records()).invoices).toMatchObject([{ number: 'A-1', state: 'open' }]);
    expect(refused).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'subject.invoiceId' }] },
    });
    await ada.on(`payments/${made.body.recordId}`, 'DELETE');
  });

  test('writes its link into the conversation, once', async () => {
    const key = randomUUID();
    await pay(amount({ key, send: 'conversation' }));
    const { body } = await pay(amount({ key, send: 'conversation' }));

    const { sent } = await hands.engine.read(hands.interactionId);
    expect(sent.filter((text) => text.includes(body.payAddress))).toHaveLength(1);
  });

  test.each([
    ['sms', undefined, 'sms', NADIA.phone],
    ['email', 'other@example.com', 'email', 'other@example.com'],
  ])('has its link sent by %s', async (send, to, kind, address) => {
    const { body } = await pay(amount({ send, ...(to ? { to } : {}) }));

    const effects = await hands.engine.db
      .selectFrom('effects')
      .selectAll()
      .where('interaction_id', '=', hands.interactionId)
      .execute();
    expect(effects.map((effect) => effect.kind)).toEqual([kind]);
    expect(JSON.stringify(effects[0]!.request)).toContain(address);
    expect(JSON.stringify(effects[0]!.request)).toContain(body.payAddress);
    expect((await records()).payments).toMatchObject([{ linkSent: true }]);
  });

  test.each([
    ['moduleId', { moduleId: randomUUID() }],
    ['subject.amount', { subject: { type: 'amount', amount: '-1', currency: 'EUR' } }],
    ['subject.amount', { subject: { type: 'amount', amount: '1,999', currency: 'EUR' } }],
    ['subject.currency', { subject: { type: 'amount', amount: '1', currency: 'euro' } }],
    ['moduleId', { subject: { type: 'amount', amount: '1', currency: 'USD' } }],
    ['to', { send: 'sms', to: '+33140000000' }],
    ['to', { send: 'email', to: 'nobody' }],
  ])('is refused for %s, and nothing is begun', async (path, more) => {
    const refused = await pay(amount(more));

    expect(refused).toMatchObject({ status: 422, body: { errors: [{ path }] } });
    expect((await records()).payments).toEqual([]);
    expect(await hands.notes()).toEqual([]);
  });

  test('is not sent into a conversation that is over', async () => {
    await hands.engine.services.engine.customerLeft(
      hands.engine.organisationId,
      hands.interactionId,
    );

    expect(await pay(amount({ send: 'conversation' }))).toMatchObject({
      status: 422,
      body: { errors: [{ path: 'send' }] },
    });
  });

  test('is called off while it is under way, by whoever sees the interaction', async () => {
    const { body } = await pay(amount());
    const off = await bob.on(`payments/${body.recordId}`, 'DELETE');
    const again = await bob.on(`payments/${body.recordId}`, 'DELETE');
    await hands.open([ada]);
    const elsewhere = await ada.on(`payments/${body.recordId}`, 'DELETE');

    expect(off.body).toMatchObject({ kind: 'payment-cancelled', label: body.label });
    expect(again.body.detail).toBe('This payment is over already.');
    expect(elsewhere.status).toBe(404);
  });

  test('goes on when a routing, which waited for it as well, waits no longer', async () => {
    const { body } = await pay({ moduleId: module, subject: { type: 'invoice', invoiceId } });
    await hands.open([ada]);
    const { db, organisationId, services, now } = hands.engine;
    const ofRouting = createPayments({
      ...{ db, organisationId, interactionId: hands.interactionId, now: () => now },
      ...{ newId: services.newId, publicUrl: services.publicUrl },
    });
    await ofRouting.addWaiter(body.recordId);

    expect(await ofRouting.stopWaiting(body.recordId)).toBe('pending');
    await settlePayment(
      services,
      { organisationId, paymentId: body.recordId },
      'payment-stopped',
    );
  });

  test('of a provider is not begun when the provider does not take it', async () => {
    const dead = await startHttpService((_, response) => sendJson(response, {}, 422));
    await writeSecret(
      hands.engine.db,
      hands.engine.organisationId,
      { name: 'PAY', value: 'a secret of both' },
      hands.engine.now,
    );
    const provider = await hands.engine.addEntity('payment-module', randomUUID(), {
      provider: 'http',
      address: dead.url,
      secret: 'PAY',
    });
    const refused = await pay(amount({ moduleId: provider }));
    await dead.close();

    expect(refused).toMatchObject({
      status: 409,
      body: { detail: 'The payment provider refused the payment (status 422).' },
    });
    expect((await records()).payments).toMatchObject([{ state: 'payment-error' }]);
  });

  test('of a provider is kept when the conversation ends while the provider is asked', async () => {
    const provider = await startHttpService((_, response) => {
      void hands.engine.services.engine
        .customerLeft(hands.engine.organisationId, hands.interactionId)
        .then(() => sendJson(response, { payAddress: 'https://pay.example.com/2' }, 201));
    });
    const moduleId = await hands.engine.addEntity('payment-module', randomUUID(), {
      provider: 'http',
      address: provider.url,
      secret: 'PAY',
    });
    const made = await pay(amount({ moduleId, send: 'conversation' }));
    await provider.close();

    expect(made).toMatchObject({
      status: 201,
      body: { payAddress: 'https://pay.example.com/2' },
    });
    expect((await records()).payments).toMatchObject([{ state: 'pending' }]);
  });

  test('of a provider has its address, and cannot be called off', async () => {
    const provider = await startHttpService((_, response) =>
      sendJson(response, { payAddress: 'https://pay.example.com/1' }, 201),
    );
    const moduleId = await hands.engine.addEntity('payment-module', randomUUID(), {
      provider: 'http',
      address: provider.url,
      secret: 'PAY',
    });
    const made = await pay(amount({ moduleId, send: 'sms' }));
    const off = await ada.on(`payments/${made.body.recordId}`, 'DELETE');
    await provider.close();

    expect(made.body.payAddress).toBe('https://pay.example.com/1');
    expect(off.body.detail).toContain('cannot be called off');
    expect((await records()).payments).toMatchObject([{ state: 'pending', linkSent: true }]);
  });
});
