import { z } from 'zod';
import type { PaymentAnswer } from '../routing/effects.ts';
import { recordPaymentAnswer } from '../storage/payment-answer.ts';
import { readPayment, type PaymentRow } from '../storage/payment-states.ts';
import type { GuardedHttp } from './guarded-http.ts';
import { NoAnswer } from './no-answer.ts';
import { readJson } from './json-answer.ts';
import { callPaymentModule, readPaymentModule } from './payment-module.ts';
import { TryAgain, type Performer } from './performer.ts';

/** A customer waits for the link: after so many tries there is none. */
const TRIES = 3;

const Answer = z.object({
  payAddress: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .refine((address) => !/[\0-\x20\x7f]/.test(address) && address.isWellFormed()), // it is stored, and sent as text
});

/** Asks a payment provider for the address at which the customer pays, by the protocol of docs/payments.md. */
export function createPaymentPerformer(
  send: GuardedHttp,
  publicUrl: string,
  now: () => Date = () => new Date(),
): Performer<'payment'> {
  return {
    kind: 'payment',

    async perform({ paymentId, moduleId }, occasion) {
      const { db, organisationId, attempt, signal } = occasion;
      const payment = await readPayment(db, { organisationId, paymentId });
      if (!payment) return refused('The payment is not there any more.');
      if (payment.pay_address) return { ok: true, payAddress: payment.pay_address };
      const module = await readPaymentModule(occasion, moduleId);
      if ('reason' in module) return refused(module.reason);
      try {
        const callbackAddress = `${publicUrl}/api/payments/${moduleId}/callbacks`;
        const body = JSON.stringify(requestOf(payment, callbackAddress));
        const { status, body: answer } = await callPaymentModule(send, module, {
          method: 'POST',
          path: '/payments',
          body,
          headers: { 'idempotency-key': paymentId }, // whoever asks for the same payment gets the same
          now: occasion.now(),
          signal,
        });
        return readAnswer(status, answer);
      } catch (error) {
        if (error instanceof TryAgain && attempt < TRIES) throw error;
        if (error instanceof TryAgain) return refused(error.message);
        if (!(error instanceof NoAnswer)) throw error;
        const mayCome = !['inside', 'redirect', 'too-large'].includes(error.kind);
        if (signal.aborted || (mayCome && attempt < TRIES)) throw new TryAgain(error.message);
        return refused(error.message);
      }
    },

    async record(tx, { paymentId }, result, { organisationId }) {
      await recordPaymentAnswer(tx, { organisationId, paymentId }, result, now());
    },

    givenUp: refused,
  };
}

function refused(reason: string): PaymentAnswer {
  return { ok: false, reason };
}

function requestOf(payment: PaymentRow, callbackAddress: string): object {
  const { id, amount, currency, name, reference, details } = payment;
  const { customerReference, comment, customData } = details;
  return {
    payment: id,
    amount,
    currency,
    description: name,
    reference,
    customerReference,
    comment,
    customData,
    callbackAddress,
  };
}

function readAnswer(status: number, body: Uint8Array): PaymentAnswer {
  if (status >= 500 || status === 429 || status === 408)
    throw new TryAgain(`The payment provider is busy (status ${status}).`);
  if (status >= 300)
    return refused(`The payment provider refused the payment (status ${status}).`);
  const answer = Answer.safeParse(readJson(body));
  return answer.success
    ? { ok: true, payAddress: answer.data.payAddress }
    : refused('The payment provider’s answer has no address to pay at.');
}
