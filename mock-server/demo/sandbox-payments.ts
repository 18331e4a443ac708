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
  #options: SandboxOptions;

  constructor(options: SandboxOptions) {
    this.#options = options;
    this.app.post('/payments', (context) => this.#create(context));
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

  async #create({ req, json }: Context): Promise<Response> {
    this.asked++;
    const body = await req.text();
    const url = new URL(req.url);
    const call = {
      timestamp: req.header(TIMESTAMP_HEADER) ?? '',
      method: 'POST',
      path: url.pathname + url.search,
      body,
    };
    const { secret, now, address } = this.#options;
    if (!(await isSignedBy(secret, req.header(SIGNATURE_HEADER) ?? '', call, now())))
      return json({ error: 'The call is not signed with the secret.' }, 401);
    const asked = Asked.safeParse(readJson(body));
    const key = req.header('idempotency-key') ?? '';
    if (!asked.success || key === '')
      return json({ error: 'This is no payment, or it has no idempotency key.' }, 422);
    const known = this.payments.get(key);
    const payment = known ?? { ...asked.data, id: crypto.randomUUID(), outcome: null };
    this.payments.set(key, payment);
    return json({ id: payment.id, payAddress: `${address()}/pay/${payment.id}` }, 201);
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

function readJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
