import { sql } from 'kysely';
import type { PaymentRecord } from '../../api-client/contract/interaction-records.ts';
import { writeAmount } from '../routing/money.ts';
import type { Db } from './database.ts';
import type { InteractionKey } from './held-interaction.ts';
import { isUnderWay, type PaymentRow } from './payment-states.ts';

/** Payments that the interaction began, waits for, or was given the link of. */
const ofInteraction = ({ organisationId, interactionId }: InteractionKey) => sql<boolean>`
  p.organisation_id = ${organisationId} and (
    p.interaction_id = ${interactionId}
    or exists (
      select 1 from payment_waiters w
      where w.organisation_id = p.organisation_id and w.interaction_id = ${interactionId} and w.payment_id = p.id)
    or p.id in (
      select (a.done ->> 'recordId')::uuid from manual_acts a
      where a.organisation_id = ${organisationId} and a.interaction_id = ${interactionId}
        and a.done ->> 'kind' = 'payment-created'))`;

/** A payment of the interaction; undefined for any other one. */
export async function findPaymentOf(
  db: Db,
  key: InteractionKey,
  paymentId: string,
): Promise<PaymentRow | undefined> {
  return db
    .selectFrom('payments as p')
    .selectAll('p')
    .where('p.id', '=', paymentId)
    .where(ofInteraction(key))
    .executeTakeFirst();
}

/** The payments of an interaction, in the order in which they were begun. */
export async function listPayments(db: Db, key: InteractionKey): Promise<PaymentRecord[]> {
  const rows = await db
    .selectFrom('payments as p')
    .leftJoin('entities as m', (join) =>
      join
        .onRef('m.organisation_id', '=', 'p.organisation_id')
        .onRef('m.id', '=', 'p.module_id'),
    )
    .selectAll('p')
    .select('m.name as module_name')
    .where(ofInteraction(key))
    .orderBy('p.id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    invoiceId: row.invoice_id,
    amount: writeAmount(row.amount, row.currency),
    currency: row.currency,
    name: row.name,
    reference: row.reference,
    state: row.state,
    module: row.module_name === null ? null : { id: row.module_id, name: row.module_name },
    payAddress: isUnderWay(row.state) ? row.pay_address : null,
    linkSent: row.link_sent,
    canBeCancelled: isUnderWay(row.state) && row.own_page,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
  }));
}
