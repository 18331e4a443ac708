import { Hono, type Context } from 'hono';
import { html } from 'hono/html';
import { z } from 'zod';
import {
  isSignedBy,
  signatureHeaders,
  SIGNATURE_HEADER,
  TIMESTAMP_HEADER,
} from '../access/signatures.ts';
import { sendPage, sendSentence, sendStyles } from '../customer-pages/page.ts';
import { STYLES_PATH } from '../customer-pages/styles.ts';
import { sayAmount } from '../routing/money.ts';
import { paymentOutcomes, type PaymentOutcome } from '../routing/payments.ts';

const Asked = z.object({
  payment: z.uuid(),
  amount: z.int().positive(),
  currency: z.string(),
  description: z.string(),
  callbackAddress: z.url(),
});

/** A payment as the sandbox has it. */
export interface SandboxPayment extends z.output<typeof Asked> {
  id: string;
  outcome: PaymentOutcome | null;
}

interface SandboxOptions {
  secret: string;
  now: () => Date;
  /** Where its pages are found from outside, without a slash at the end. */
  address: () => string;
}

/** A payment provider without money: it speaks the protocol of docs/payments.md, and on its page one chooses how a payment ends. */
export class SandboxPayments {
  /** Every payment, by the idempotency key with which it was asked for. */
  readonly payments = new Map<string, SandboxPayment>();
  readonly app = new Hono();
  /** Calls that asked for a payment, repetitions too. */
  asked = 0;
  /** Calls that asked how a payment stands, or to cancel it. */
  enquiries: string[] = [];
  #options: SandboxOptions;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.app.post('/payments', (context) => this.#create(context));
    this.app.get('/payments/:payment', (context) => this.#tell(context, false));
    this.app.post('/payments/:payment/cancellation', (context) => this.#tell(context, true));
    this.app.get('/pay/:id', (context) => this.#show(context));
    this.app.post('/pay/:id', (context) => this.#choose(context));
    this.app.get(STYLES_PATH, sendStyles);
  }

  /** Ends a payment, as its page does, and tells whoever asked for it. Gives the status of the answer. */
  async end(payment: SandboxPayment, outcome: PaymentOutcome): Promise<number> {
    payment.outcome = outcome;
    const { payment: id, amount, currency, callbackAddress } = payment;
    const address = new URL(callbackAddress);
    const body = JSON.stringify({ payment: id, outcome, amount, currency });
    const call = { method: 'POST', path: address.pathname + address.search, body };
    const { secret, now } = this.#options;
    const headers = await signatureHeaders(secret, call, now());
    const response = await fetch(address, {
      method: 'POST',
      body,
      headers: { 'content-type': 'application/json', ...headers },
    });
    return response.status;
  }

  async #create(context: Context): Promise<Response> {
    this.asked++;
    const { req, json } = context;
    const body = await req.text();
    if (!(await this.#isSigned(context, body))) return refuseUnsigned(context);
    const { address } = this.#options;
    const asked = Asked.safeParse(readJson(body));
    const key = req.header('idempotency-key') ?? '';
    if (!asked.success || key === '')
      return json({ error: 'This is no payment, or it has no idempotency key.' }, 422);
    const known = this.payments.get(key);
    const payment = known ?? { ...asked.data, id: crypto.randomUUID(), outcome: null };
    this.payments.set(key, payment);
    return json({ id: payment.id, payAddress: `${address()}/pay/${payment.id}` }, 201);
  }

  /** How a payment stands; when it is to be cancelled and nothing has ended it, it is stopped. */
  async #tell(context: Context, cancels: boolean): Promise<Response> {
    const { req, json } = context;
    if (!(await this.#isSigned(context, ''))) return refuseUnsigned(context);
    this.enquiries.push(`${req.method} ${req.path}`);
    const id = req.param('payment');
    const payment = [...this.payments.values()].find((one) => one.payment === id);
    if (!payment) return json({ error: 'There is no such payment.' }, 404);
    if (cancels) payment.outcome ??= 'payment-stopped';
    const { outcome, amount, currency } = payment;
    return json({ payment: id, outcome, amount, currency });
  }

  #isSigned({ req }: Context, body: string): Promise<boolean> {
    const { secret, now } = this.#options;
    const url = new URL(req.url);
    const call = {
      timestamp: req.header(TIMESTAMP_HEADER) ?? '',
      method: req.method,
      path: url.pathname + url.search,
      body,
    };
    return isSignedBy(secret, req.header(SIGNATURE_HEADER) ?? '', call, now());
  }

  #find({ req }: Context): SandboxPayment | undefined {
    return [...this.payments.values()].find(({ id }) => id === req.param('id'));
  }

  #show(context: Context): Promise<Response> {
    const payment = this.#find(context);
    const page = { language: 'en', title: 'Sandbox' } as const;
    if (!payment) {
      const sentence = 'There is no payment at this address.';
      return sendSentence(context, { ...page, sentence, status: 404 });
    }
    const { outcome, amount, currency, description } = payment;
    if (outcome)
      return sendSentence(context, { ...page, sentence: `The payment ended as ${outcome}.` });
    const body = html`<h1>Sandbox</h1>
      <p class="sum">${sayAmount(amount, currency, 'en')}</p>
      <p>${description}</p>
      <p class="quiet">No money moves here. Choose how the payment ends.</p>
      <form method="post" class="ways">
        ${paymentOutcomes.map(
          (one) => html`<button name="choice" value="${one}">${one}</button>`,
        )}
      </form>`;
    return sendPage(context, { ...page, body });
  }

  async #choose(context: Context): Promise<Response> {
    const payment = this.#find(context);
    const { choice } = await context.req.parseBody();
    const outcome = paymentOutcomes.find((one) => one === choice);
    if (payment && outcome && payment.outcome === null) await this.end(payment, outcome);
    return context.redirect(context.req.path, 303);
  }
}

function refuseUnsigned({ json }: Context): Response {
  return json({ error: 'The call is not signed with the secret.' }, 401);
}

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
