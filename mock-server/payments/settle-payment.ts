import { Refusal } from '../refusal.ts';
import type { PaymentOutcome } from '../routing/payments.ts';
import type { Services } from '../services.ts';
import { readWaiters, settlePaymentRow, type PaymentKey } from '../storage/payment-states.ts';
import { transact } from '../storage/transact.ts';

type SettlingServices = Pick<Services, 'db' | 'steps' | 'clock'>;

/**
 * Writes how a payment ended, and takes every run that waits for it on. The outcome and the first run's step are one
 * transaction; what is called again, because something failed in between, goes on where it stood. Gives the outcome
 * that holds.
 */
export async function settlePayment(
  services: SettlingServices,
  key: PaymentKey,
  outcome: PaymentOutcome,
): Promise<PaymentOutcome> {
  const { db, clock } = services;
  const told = new Set<string>();
  let settled: PaymentOutcome | undefined;
  for (;;) {
    // looked for again after it is settled: who began to wait before that is seen then, and nobody begins later
    const next = (await readWaiters(db, key)).find((id) => !told.has(id));
    if (next !== undefined) told.add(next);
    else if (settled) return settled;
    settled =
      (next !== undefined && (await tellWaiter(services, key, next, outcome))) ||
      (await transact(db, (tx) => settlePaymentRow(tx, key, outcome, clock.now())));
  }
}

/** Undefined when the interaction is not there any more. */
async function tellWaiter(
  { steps, clock }: SettlingServices,
  key: PaymentKey,
  interactionId: string,
  outcome: PaymentOutcome,
): Promise<PaymentOutcome | undefined> {
  const { organisationId, paymentId } = key;
  try {
    return await steps.take(organisationId, interactionId, async (tx, { run }) => {
      const settled = await settlePaymentRow(tx, key, outcome, clock.now());
      const waits = run.wait?.for === 'payment' && run.wait.about === paymentId;
      return {
        answer: settled,
        incident: waits ? { kind: 'payment', paymentId, outcome: settled } : undefined,
      };
    });
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'not-found') return undefined;
    throw error;
  }
}
