import { sql, type Kysely } from 'kysely';
import { duplicatePaymentStatements } from './0004/duplicate-payments.ts';
import { paymentLookStatements } from './0004/payment-looks.ts';
import { retentionStatements } from './0004/retention.ts';

const statements = [
  ...retentionStatements,
  ...duplicatePaymentStatements,
  ...paymentLookStatements,
];

/** Payments come to an end by themselves, and what belongs to dropped months goes with them. */
export const paymentEnds0004 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
