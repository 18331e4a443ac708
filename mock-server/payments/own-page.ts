import { paymentOutcomes, type PaymentOutcome } from '../routing/payments.ts';
import type { Services } from '../services.ts';
import { isUnderWay, type PaymentRow } from '../storage/payment-states.ts';
import { settlePayment } from './settle-payment.ts';

/** The payment behind a link of ours; undefined for any other token, and where a provider has the page. */
export async function findOwnPayment(
  { db }: Pick<Services, 'db'>,
  token: string,
): Promise<PaymentRow | undefined> {
  if (!/^[\w-]{43}$/.test(token)) return undefined;
  return db
    .selectFrom('payments')
    .selectAll()
    .where('token', '=', token)
    .where('own_page', '=', true)
    .executeTakeFirst();
}

/** What the customer may do on the page: in a sandbox, any outcome. */
export function choicesOf({ provider, state }: PaymentRow): readonly PaymentOutcome[] {
  if (!isUnderWay(state)) return [];
  return provider === 'sandbox' ? paymentOutcomes : ['payment-successful', 'payment-stopped'];
}

/** The customer chose on our page. What is not offered, or not any more, changes nothing. */
export async function choose(
  services: Services,
  payment: PaymentRow,
  choice: string,
): Promise<void> {
  const outcome = choicesOf(payment).find((one) => one === choice);
  if (!outcome) return;
  const key = { organisationId: payment.organisation_id, paymentId: payment.id };
  await settlePayment(services, key, outcome);
}
