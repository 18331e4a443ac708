import { sql } from 'kysely';
import type {
  PaymentDraft,
  PaymentRefusal,
  Payments,
  StartedPayment,
} from '../routing/records/payments.ts';
import type { Db } from './database.ts';
import type { NewId } from './ids.ts';
import { newLinkToken } from './link-token.ts';
import { limitOf } from './payment-looks.ts';
import {
  isUnderWay,
  lockPayment,
  readPayment,
  readWaiters,
  settlePaymentRow,
  type PaymentRow,
} from './payment-states.ts';

/** The step that has something paid, and its interaction. */
interface PaymentScope {
  db: Db;
  organisationId: string;
  interactionId: string;
  newId: NewId;
  publicUrl: string;
  now(): Date;
}

export function createPayments(scope: PaymentScope): Payments {
  const { db, organisationId, interactionId } = scope;
  return {
    async start(draft) {
      const again = await findByKey(scope, draft.key);
      if (again) return toStarted(again);
      const { subject } = draft;
      if (!('invoiceId' in subject)) return toStarted(await insert(scope, draft, subject));
      const amount = await lockInvoice(scope, subject.invoiceId);
      if ('refused' in amount) return amount;
      const underWay = await findUnderWay(scope, subject.invoiceId);
      if (!underWay) return toStarted(await insert(scope, draft, amount));
      if (underWay.amount === amount.amount && underWay.currency === amount.currency)
        return toStarted(underWay);
      if (!underWay.own_page) return { refused: 'under-way' };
      const key = { organisationId, paymentId: underWay.id };
      await settlePaymentRow(db, key, 'payment-stopped', scope.now());
      return toStarted(await insert(scope, draft, amount));
    },

    async read(paymentId) {
      return toStarted((await readPayment(db, { organisationId, paymentId }))!); // this action began it
    },

    async addWaiter(id) {
      await db
        .insertInto('payment_waiters')
        .values({
          organisation_id: organisationId,
          payment_id: id,
          interaction_id: interactionId,
        })
        .onConflict((conflict) => conflict.doNothing())
        .execute();
    },

    async noteSent(id) {
      await db
        .updateTable('payments')
        .set({ link_sent: true })
        .where('organisation_id', '=', organisationId)
        .where('id', '=', id)
        .execute();
    },

    async stopWaiting(paymentId) {
      const key = { organisationId, paymentId };
      const { payment } = await lockPayment(db, key);
      await db
        .deleteFrom('payment_waiters')
        .where('organisation_id', '=', organisationId)
        .where('payment_id', '=', paymentId)
        .where('interaction_id', '=', interactionId)
        .execute();
      const isWanted =
        payment.link_sent ||
        (await readWaiters(db, key)).length > 0 ||
        (await isHandedOut(scope, payment));
      if (!isUnderWay(payment.state) || !payment.own_page || isWanted) return payment.state;
      const { outcome } = await settlePaymentRow(db, key, 'payment-stopped', scope.now());
      return outcome;
    },
  };
}

/** Whether an advisor has its link, or wrote it into the conversation: the customer may have it, too. */
async function isHandedOut(
  { db, organisationId, interactionId }: PaymentScope,
  { id, interaction_id: begunBy }: PaymentRow,
): Promise<boolean> {
  const act = await db
    .selectFrom('manual_acts')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', 'in', [interactionId, begunBy])
    .where(sql`done ->> 'kind'`, '=', 'payment-created')
    .where(sql`done ->> 'recordId'`, '=', id)
    .limit(1)
    .executeTakeFirst();
  return act !== undefined;
}

function findByKey({ db, organisationId }: PaymentScope, key: string) {
  return db
    .selectFrom('payments')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('key', '=', key)
    .executeTakeFirst();
}

function findUnderWay({ db, organisationId }: PaymentScope, invoiceId: string) {
  return db
    .selectFrom('payments')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('invoice_id', '=', invoiceId)
    .where('state', 'in', ['created', 'pending'])
    .forUpdate()
    .executeTakeFirst();
}

/** Holds the invoice until the step is over, so that it gets one payment; says what is open of it. */
async function lockInvoice(
  { db, organisationId }: PaymentScope,
  invoiceId: string,
): Promise<{ amount: number; currency: string } | { refused: PaymentRefusal }> {
  const invoice = await db
    .selectFrom('invoices')
    .select(['state', 'amount', 'currency'])
    .where('organisation_id', '=', organisationId)
    .where('id', '=', invoiceId)
    .forUpdate()
    .executeTakeFirst();
  if (!invoice) return { refused: 'gone' };
  return invoice.state === 'open' ? invoice : { refused: invoice.state };
}

async function insert(
  scope: PaymentScope,
  draft: PaymentDraft,
  { amount, currency }: { amount: number; currency: string },
): Promise<PaymentRow> {
  const { key, module, ownPage, subject, name, reference, details } = draft;
  const now = scope.now();
  const token = newLinkToken();
  return scope.db
    .insertInto('payments')
    .values({
      organisation_id: scope.organisationId,
      id: scope.newId(now),
      interaction_id: scope.interactionId,
      key,
      token,
      module_id: module.id,
      provider: module.provider,
      own_page: ownPage,
      invoice_id: 'invoiceId' in subject ? subject.invoiceId : null,
      amount,
      currency,
      name,
      reference,
      details: JSON.stringify(details),
      state: ownPage ? 'pending' : 'created',
      pay_address: ownPage ? `${scope.publicUrl}/pay/${token}` : null,
      created_at: now,
      look_at: limitOf({ created_at: now }),
      updated_at: now,
    })
    .returningAll()
    .executeTakeFirstOrThrow();
}

function toStarted(row: PaymentRow): StartedPayment {
  const { id, provider, state, amount, currency, name } = row;
  const { module_id: moduleId, pay_address: payAddress } = row;
  return { id, moduleId, provider, state, amount, currency, name, payAddress };
}
