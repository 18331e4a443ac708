import { sql } from 'kysely';
import type { Db } from './database.ts';
import type { PaymentKey, PaymentRow } from './payment-states.ts';

const MINUTE_MS = 60_000;
/** What is not paid by then is stopped. */
export const PAYMENT_LIMIT_DAYS = 7;
/** A provider is asked for the first time when its call-back is so late. */
export const FIRST_LOOK_MS = MINUTE_MS;
/** How long a provider that does not answer is asked to cancel what was stopped here. */
const CANCELLING_DAYS = 1;
const DAY_MS = 86_400_000;

/** When the payment is stopped if nothing ended it before. */
export function limitOf({ created_at: createdAt }: Pick<PaymentRow, 'created_at'>): Date {
  return new Date(createdAt.getTime() + PAYMENT_LIMIT_DAYS * DAY_MS);
}

/** True when a provider that has never answered is not asked any more. */
export function isGivenUp(payment: PaymentRow, now: Date): boolean {
  return now.getTime() >= limitOf(payment).getTime() + CANCELLING_DAYS * DAY_MS;
}

/**
 * Takes payments that are to be looked at, in turn of their organisations, and says when each is looked at again: after
 * 2, 4, 8 minutes and so on, 12 hours at most; at its limit; every hour then. So whoever dies with one leaves it to the
 * next look, and two servers never take the same.
 */
export async function takePaymentsToLookAt(
  db: Db,
  now: Date,
  limit: number,
): Promise<PaymentRow[]> {
  const { rows } = await sql<PaymentRow>`
    with due as materialized (
      select organisation_id, id, row_number() over (partition by organisation_id order by look_at) as turn
      from payments where look_at <= ${now}
    ),
    taken as materialized (
      select p.organisation_id, p.id, p.created_at + make_interval(days => ${PAYMENT_LIMIT_DAYS}) as ends_at
      from payments p join due using (organisation_id, id)
      where p.look_at <= ${now}
      order by due.turn, p.look_at
      limit ${limit}
      for update of p skip locked
    )
    update payments p set
      looks = p.looks + 1,
      look_at = case
        when taken.ends_at <= ${now} then ${now}::timestamptz + interval '1 hour'
        else least(taken.ends_at, ${now}::timestamptz
          + least(interval '1 minute' * power(2, least(p.looks + 1, 20)), interval '12 hours'))
      end
    from taken
    where p.organisation_id = taken.organisation_id and p.id = taken.id
    returning p.*
  `.execute(db);
  return rows;
}

/** The payment has come to its end for sure. */
export async function stopLooking(
  db: Db,
  { organisationId, paymentId }: PaymentKey,
): Promise<void> {
  await db
    .updateTable('payments')
    .set({ look_at: null })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', paymentId)
    .execute();
}
