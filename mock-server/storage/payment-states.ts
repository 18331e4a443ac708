import { sql, type Selectable } from 'kysely';
import type { PaymentOutcome } from '../routing/payments.ts';
import type { PaymentState } from '../routing/records/payments.ts';
import type { Db } from './database.ts';
import type { InvoicesTable, PaymentsTable } from './outreach-tables.ts';

export type PaymentRow = Selectable<PaymentsTable>;

export interface PaymentKey {
  organisationId: string;
  paymentId: string;
}

/** True while a payment can still be paid. */
export function isUnderWay(state: PaymentState): state is 'created' | 'pending' {
  return state === 'created' || state === 'pending';
}

/** The payment, or undefined. */
export function readPayment(
  db: Db,
  { organisationId, paymentId }: PaymentKey,
): Promise<PaymentRow | undefined> {
  return db
    .selectFrom('payments')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', paymentId)
    .executeTakeFirst();
}

type PaidInvoice = Pick<Selectable<InvoicesTable>, 'number' | 'state' | 'amount' | 'currency'>;

/** How a payment ended. `duplicate` when this is news: another payment had paid the invoice before. */
export interface Settled {
  outcome: PaymentOutcome;
  duplicate: { payment: PaymentRow; invoice: PaidInvoice } | null;
}

/**
 * Holds a payment and its invoice until the transaction ends: the invoice first, as everybody does, so that nobody
 * waits in a circle.
 */
export async function lockPayment(
  tx: Db,
  key: PaymentKey,
): Promise<{ payment: PaymentRow; invoice: PaidInvoice | undefined }> {
  const { organisationId, paymentId } = key;
  const known = await readPayment(tx, key);
  const invoice = known?.invoice_id
    ? await tx
        .selectFrom('invoices')
        .select(['number', 'state', 'amount', 'currency'])
        .where('organisation_id', '=', organisationId)
        .where('id', '=', known.invoice_id)
        .forUpdate()
        .executeTakeFirst()
    : undefined;
  const payment = await tx
    .selectFrom('payments')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('id', '=', paymentId)
    .forUpdate()
    .executeTakeFirstOrThrow();
  return { payment, invoice };
}

/**
 * Writes how a payment ended, and that its invoice is paid. The first outcome stays, except that money which a
 * provider tells of after all is money. On our own page nothing is paid any more that is not open as it was. Gives the
 * outcome that holds. Who holds the invoice sees every other payment of it: of two that come at the same moment one is
 * the duplicate.
 */
export async function settlePaymentRow(
  tx: Db,
  key: PaymentKey,
  told: PaymentOutcome,
  now: Date,
): Promise<Settled> {
  const { organisationId, paymentId } = key;
  const { payment, invoice } = await lockPayment(tx, key);
  const { state, own_page: ownPage } = payment;
  const stays = ownPage || told !== 'payment-successful' || state === told;
  if (!isUnderWay(state) && stays) return { outcome: state, duplicate: null };
  const refused = ownPage && told === 'payment-successful' && !isPayable(payment, invoice);
  const outcome = refused ? 'payment-error' : told;
  const isDuplicate =
    outcome === 'payment-successful' && (await wasPaidByAnother(tx, payment, invoice));
  await tx
    .updateTable('payments')
    .set({ state: outcome, duplicate: isDuplicate, updated_at: now })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', paymentId)
    .execute();
  if (outcome === 'payment-successful' && payment.invoice_id) {
    await tx
      .updateTable('invoices')
      .set({ state: 'paid', updated_at: now })
      .where('organisation_id', '=', organisationId)
      .where('id', '=', payment.invoice_id)
      .execute();
  }
  await tx // whoever looks at the interaction is told
    .insertInto('changes')
    .values({
      organisation_id: organisationId,
      kind: 'interaction',
      interaction_id: payment.interaction_id,
      entity_id: null,
    })
    .execute();
  return { outcome, duplicate: isDuplicate && invoice ? { payment, invoice } : null };
}

/** An invoice that was opened anew may be paid anew; what an import knows to be paid may be this very payment. */
async function wasPaidByAnother(
  tx: Db,
  payment: PaymentRow,
  invoice: PaidInvoice | undefined,
): Promise<boolean> {
  if (invoice?.state !== 'paid') return false;
  const other = await tx
    .selectFrom('payments')
    .select('id')
    .where('organisation_id', '=', payment.organisation_id)
    .where('invoice_id', '=', payment.invoice_id)
    .where('state', '=', 'payment-successful')
    .where('id', '<>', payment.id)
    .limit(1)
    .executeTakeFirst();
  return other !== undefined;
}

/** Not paid elsewhere, not cancelled, and of the same amount as when the customer got the link. */
function isPayable(payment: PaymentRow, invoice: PaidInvoice | undefined): boolean {
  if (!payment.invoice_id) return true;
  const { amount, currency } = payment;
  return (
    invoice?.state === 'open' && invoice.amount === amount && invoice.currency === currency
  );
}

/** The module said where the customer pays. From now on a call-back can be late. */
export async function recordPayAddress(
  tx: Db,
  key: PaymentKey,
  { payAddress, lookAt }: { payAddress: string; lookAt: Date },
  now: Date,
): Promise<void> {
  await tx
    .updateTable('payments')
    .set({
      pay_address: payAddress,
      look_at: lookAt,
      state: sql<PaymentState>`case when state = 'created' then 'pending' else state end`,
      updated_at: now,
    })
    .where('organisation_id', '=', key.organisationId)
    .where('id', '=', key.paymentId)
    .execute();
}

/** The interactions that wait for the payment. */
export async function readWaiters(
  db: Db,
  { organisationId, paymentId }: PaymentKey,
): Promise<string[]> {
  const rows = await db
    .selectFrom('payment_waiters')
    .select('interaction_id')
    .where('organisation_id', '=', organisationId)
    .where('payment_id', '=', paymentId)
    .orderBy('interaction_id')
    .execute();
  return rows.map((row) => row.interaction_id);
}
