import { Refusal } from '../refusal.ts';
import type { Conversation } from '../routing/conversation.ts';
import { writeAmount } from '../routing/money.ts';
import type { PaymentOutcome } from '../routing/payments.ts';
import { recordEvent } from '../routing/record-event.ts';
import type { Services } from '../services.ts';
import {
  readPayment,
  readWaiters,
  settlePaymentRow,
  type PaymentKey,
  type Settled,
} from '../storage/payment-states.ts';
import { transact } from '../storage/transact.ts';

export type SettlingServices = Pick<Services, 'db' | 'steps' | 'clock' | 'log'>;

/**
 * Writes how a payment ended, and takes every run that waits for it on. The outcome is written in the step of the
 * interaction that began the payment, with an event there when the invoice is paid twice by it; what is called again,
 * because something failed in between, goes on where it stood. Gives the outcome that holds.
 */
export async function settlePayment(
  services: SettlingServices,
  key: PaymentKey,
  outcome: PaymentOutcome,
): Promise<PaymentOutcome> {
  const { db, clock } = services;
  const beganBy = (await readPayment(db, key))?.interaction_id;
  const told = new Set<string>();
  let settled: PaymentOutcome | undefined;
  for (;;) {
    // looked for again after it is settled: who began to wait before that is seen then, and nobody begins later
    const concerned = [...(beganBy ? [beganBy] : []), ...(await readWaiters(db, key))];
    const next = concerned.find((id) => !told.has(id));
    if (next !== undefined) told.add(next);
    else if (settled) return settled;
    const done =
      (next !== undefined && (await settleIn(services, key, next, outcome))) ||
      (await transact(db, (tx) => settlePaymentRow(tx, key, outcome, clock.now())));
    if (done.duplicate) warn(services, done.duplicate);
    settled = done.outcome;
  }
}

/** Undefined when the interaction is not there any more. */
async function settleIn(
  { steps, clock }: SettlingServices,
  key: PaymentKey,
  interactionId: string,
  outcome: PaymentOutcome,
): Promise<Settled | undefined> {
  const { organisationId, paymentId } = key;
  try {
    return await steps.take(organisationId, interactionId, async (tx, conversation) => {
      const settled = await settlePaymentRow(tx, key, outcome, clock.now());
      if (settled.duplicate) recordDuplicate(conversation, settled.duplicate, clock.now());
      const { wait } = conversation.run;
      const waits = wait?.for === 'payment' && wait.about === paymentId;
      return {
        answer: settled,
        incident: waits ? { kind: 'payment', paymentId, outcome: settled.outcome } : undefined,
        write: settled.duplicate !== null,
      };
    });
  } catch (error) {
    if (error instanceof Refusal && error.kind === 'not-found') return undefined;
    throw error;
  }
}

type Duplicate = NonNullable<Settled['duplicate']>;

function recordDuplicate(
  conversation: Conversation,
  { payment: { amount, currency }, invoice: { number } }: Duplicate,
  now: Date,
): void {
  const sum = `${writeAmount(amount, currency)} ${currency}`;
  const reason = `Another payment had paid the invoice “${number}” before: the ${sum} of this one are to be given back.`;
  recordEvent(conversation, now, { kind: 'paid-twice', reason });
}

/** For who runs the server: ids only. */
function warn({ log }: SettlingServices, { payment }: Duplicate): void {
  const { organisation_id: organisation, id, invoice_id: invoice, module_id: module } = payment;
  log.warn({ organisation, invoice, payment: id, module }, 'an invoice has been paid twice');
}
