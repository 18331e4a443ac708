import { z } from 'zod';
import { paymentOutcomes, type PaymentOutcome } from '../routing/payments.ts';
import type { Db } from '../storage/database.ts';
import type { PaymentRow } from '../storage/payment-states.ts';
import type { GuardedHttp } from './guarded-http.ts';
import { readJson } from './json-answer.ts';
import { NoAnswer } from './no-answer.ts';
import { callPaymentModule, readPaymentModule } from './payment-module.ts';

/**
 * Asks a provider how a payment stands, or to cancel it. Gives how it ended; null when it has not, or the provider does
 * not say.
 */
export type AskProvider = (
  question: 'state' | 'cancellation',
  payment: PaymentRow,
  occasion: { db: Db; now: Date; signal: AbortSignal },
) => Promise<PaymentOutcome | null>;

const Answer = z.object({
  outcome: z.enum(paymentOutcomes),
  amount: z.int(),
  currency: z.string(),
});

/** By the protocol of docs/payments.md. */
export function createPaymentEnquiry(send: GuardedHttp): AskProvider {
  return async function ask(question, payment, { db, now, signal }) {
    const { id, organisation_id: organisationId, module_id: moduleId } = payment;
    const module = await readPaymentModule({ db, organisationId }, moduleId);
    if ('reason' in module) return null;
    const isState = question === 'state';
    try {
      const { status, body } = await callPaymentModule(send, module, {
        method: isState ? 'GET' : 'POST',
        path: `/payments/${id}${isState ? '' : '/cancellation'}`,
        body: '',
        now,
        signal,
      });
      if (!isState && (status === 404 || status === 410)) return 'payment-stopped'; // nobody can pay it
      return status === 200 ? readOutcome(payment, body) : null;
    } catch (error) {
      if (error instanceof NoAnswer) return null;
      throw error;
    }
  };
}

/** What is told of another amount is not this payment. */
function readOutcome(
  { amount, currency }: PaymentRow,
  body: Uint8Array,
): PaymentOutcome | null {
  const { data } = Answer.safeParse(readJson(body));
  return data && data.amount === amount && data.currency === currency ? data.outcome : null;
}
