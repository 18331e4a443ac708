import { expect } from 'vitest';
import { choose, findOwnPayment } from '../../../mock-server/payments/own-page.ts';
import { addInvoice, readInvoice } from '../../helpers/invoices.ts';
import type { ConformanceCase, Read, Stage } from '../stage.ts';

/** How the action names an invoice of its own, of 19.90 EUR. */
async function invoiceOf(stage: Stage, changes: Parameters<typeof addInvoice>[2] = {}) {
  const number = stage.newReference();
  await addInvoice(stage.engine, number, changes);
  return { type: 'invoice', by: 'number', value: number };
}

async function pay(stage: Stage, subject: object, more: object = {}, definition: object = {}) {
  const { engine, newReference } = stage;
  const module = { reference: newReference() };
  await engine.addEntity('payment-module', module.reference, {
    provider: 'sandbox',
    ...definition,
  });
  return stage.act('pay-invoice', { subject, module, mode: 'routing', ...more });
}

/** The customer opens the link that they got, and makes a choice on the page. */
async function choosePayment({ engine }: Stage, { id, sent }: Read, choice: string) {
  const token = /\/pay\/([\w-]+)/.exec(sent.at(-1) ?? '')?.[1] ?? '';
  const payment = await findOwnPayment(engine.services, token);
  await choose(engine.services, payment!, choice); // the page is there only with a payment
  return engine.read(id);
}

const paymentsOf = ({ engine }: Stage, interactionId: string) =>
  engine.db
    .selectFrom('payments')
    .select(['amount', 'currency', 'state'])
    .where('interaction_id', '=', interactionId)
    .execute();

const amount = (text: string, currency = 'EUR') => ({ type: 'amount', amount: text, currency });

/** No payment was begun. */
async function expectNoPayment(stage: Stage, done: Read): Promise<Read> {
  expect(done.reasonOf('it')).not.toBeNull();
  expect(await paymentsOf(stage, done.id)).toEqual([]);
  return done;
}

const ended = {
  'payment-stopped': 'The customer stopped the payment',
  'bank-transfer-error': 'The bank transfer failed',
  'fraudulent-payment': 'The payment was taken for fraud',
  'failed-payment': 'The payment failed',
  'payment-error': 'The payment met an error',
};

/** 11.2. */
export const payInvoiceCases: ConformanceCase[] = [
  ...Object.entries(ended).map(([branch, what]) => ({
    action: 'pay-invoice',
    branch,
    says: `${what}; the run had waited for it, and the invoice stays open.`,
    run: async (stage: Stage) => {
      const subject = await invoiceOf(stage);
      const waiting = await pay(stage, subject);
      expect(waiting.branchesOf('it')).toEqual([]);
      const done = await choosePayment(stage, waiting, branch);
      expect(await readInvoice(stage.engine, subject.value)).toMatchObject({ state: 'open' });
      return done;
    },
  })),
  {
    action: 'pay-invoice',
    branch: 'payment-stopped',
    says: 'The time to pay was over; what was not paid in time cannot be paid later.',
    async run(stage) {
      const subject = await invoiceOf(stage);
      const waiting = await pay(stage, subject, { maximumWait: 60 });
      stage.later(60);
      const done = await stage.engine.due(waiting.id);
      await choosePayment(stage, waiting, 'payment-successful');
      expect(await readInvoice(stage.engine, subject.value)).toMatchObject({ state: 'open' });
      return done;
    },
  },
  {
    action: 'pay-invoice',
    branch: 'payment-successful',
    says: 'The customer paid what is open, in whole minor units; the invoice is paid.',
    async run(stage) {
      const subject = await invoiceOf(stage, { amount: 1999 });
      const done = await choosePayment(stage, await pay(stage, subject), 'payment-successful');
      expect(await paymentsOf(stage, done.id)).toEqual([
        { amount: 1999, currency: 'EUR', state: 'payment-successful' },
      ]);
      expect(await readInvoice(stage.engine, subject.value)).toMatchObject({ state: 'paid' });
      return done;
    },
  },
  ...(
    [
      ['19.99', 'EUR', 1999],
      ['19,9', 'eur', 1990],
      ['1500', 'JPY', 1500],
    ] as const
  ).map(([text, currency, minor]) => ({
    action: 'pay-invoice',
    branch: 'payment-successful',
    says: `The customer paid an amount without an invoice: ${text} ${currency} is ${minor} minor units.`,
    run: async (stage: Stage) => {
      const waiting = await pay(stage, amount(text, currency));
      expect(await paymentsOf(stage, waiting.id)).toMatchObject([{ amount: minor }]);
      return choosePayment(stage, waiting, 'payment-successful');
    },
  })),
  {
    action: 'pay-invoice',
    branch: 'invoice-not-found',
    says: 'No invoice has the value, and an empty one never matches; no payment is begun.',
    async run(stage) {
      const empty = { type: 'invoice', by: 'email', value: '{{no.value}}' };
      const nothing = await pay(stage, empty);
      expect(nothing.branchesOf('it')).toEqual(['invoice-not-found']);
      const unknown = { type: 'invoice', by: 'number', value: 'NO-SUCH-INVOICE' };
      return expectNoPayment(stage, await pay(stage, unknown));
    },
  },
  {
    action: 'pay-invoice',
    branch: 'payment-error',
    says: 'The invoice is paid already; no payment is begun.',
    async run(stage) {
      const subject = await invoiceOf(stage, { state: 'paid' });
      return expectNoPayment(stage, await pay(stage, subject));
    },
  },
  ...[
    ['1.005', 'EUR'],
    ['1.005', 'KWD'],
    ['19.99', 'JPY'],
    ['0', 'EUR'],
    ['{{no.amount}}', 'EUR'],
    ['10', 'XYZ'],
  ].map(([text = '', currency]) => ({
    action: 'pay-invoice',
    branch: 'payment-error',
    says: `${text.startsWith('{{') ? 'An empty text' : text} in ${currency} is no amount that can be paid; no payment is begun.`,
    run: async (stage: Stage) =>
      expectNoPayment(stage, await pay(stage, amount(text, currency))),
  })),
  {
    action: 'pay-invoice',
    branch: 'payment-error',
    says: 'The module cannot be used: it is not active, or has no pay page of ours and the customer is in the routing.',
    async run(stage) {
      const subject = await invoiceOf(stage);
      const inactive = await pay(stage, subject, {}, { active: false });
      expect(inactive.branchesOf('it')).toEqual(['payment-error']);
      const http = { provider: 'http', address: 'https://pay.example.com' };
      return expectNoPayment(stage, await pay(stage, subject, {}, http));
    },
  },
  {
    action: 'pay-invoice',
    branch: 'notification-sent',
    says: 'The link went out by SMS, at once; a later result updates the invoice, and moves the run no more.',
    async run(stage) {
      stage.outside.answer('sms', () => ({ accepted: true }));
      const subject = await invoiceOf(stage, { mobile: '+33612345678' });
      const sent = await pay(stage, subject, { mode: 'sms' });
      const [sms] = stage.outside.requests('sms');
      expect(sms?.to).toBe('+33612345678');
      const token = /\/pay\/([\w-]+)/.exec(sms?.text ?? '')?.[1] ?? '';
      const payment = await findOwnPayment(stage.engine.services, token);
      await choose(stage.engine.services, payment!, 'payment-successful');
      expect(await readInvoice(stage.engine, subject.value)).toMatchObject({ state: 'paid' });
      const done = await stage.engine.read(sent.id);
      expect(done.branchesOf('it')).toEqual(['notification-sent']);
      return done;
    },
  },
  {
    action: 'pay-invoice',
    branch: 'notification-sent',
    says: 'The link went out by e-mail, at once.',
    async run(stage) {
      stage.outside.answer('email', ({ to }) => ({ accepted: to, rejected: [], reason: null }));
      const subject = await invoiceOf(stage, { email: 'zoe@example.com' });
      const done = await pay(stage, subject, { mode: 'email' });
      expect(stage.outside.requests('email')).toMatchObject([{ to: ['zoe@example.com'] }]);
      return done;
    },
  },
];
