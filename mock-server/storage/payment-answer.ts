import type { PaymentAnswer } from '../routing/effects.ts';
import type { Db } from './database.ts';
import { FIRST_LOOK_MS } from './payment-looks.ts';
import { recordPayAddress, settlePaymentRow, type PaymentKey } from './payment-states.ts';

/** Writes what a payment's module answered: where the customer pays, or that it takes no such payment. */
export async function recordPaymentAnswer(
  tx: Db,
  key: PaymentKey,
  answer: PaymentAnswer,
  now: Date,
): Promise<void> {
  if (!answer.ok) {
    await settlePaymentRow(tx, key, 'payment-error', now);
    return;
  }
  const { payAddress } = answer;
  const lookAt = new Date(now.getTime() + FIRST_LOOK_MS);
  await recordPayAddress(tx, key, { payAddress, lookAt }, now);
}
