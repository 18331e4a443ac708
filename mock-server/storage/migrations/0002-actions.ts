import { sql, type Kysely } from 'kysely';
import { contactHistoryStatements } from './0002/contact-history.ts';
import { deskStatements } from './0002/desk.ts';
import { durationStatements } from './0002/durations.ts';
import { effectStatements } from './0002/effects.ts';
import { entityStatements } from './0002/entities.ts';
import { invoiceStatements } from './0002/invoices.ts';
import { outgoingStatements } from './0002/outgoing.ts';
import { paymentStatements } from './0002/payments.ts';
import { cardStatements } from './0002/cards.ts';
import { channelStatements } from './0002/channels.ts';
import { campaignStatements } from './0002/campaigns.ts';
import { caseStatements } from './0002/cases.ts';
import { databaseStatements } from './0002/databases.ts';
import { surveyStatements } from './0002/surveys.ts';
import { tableStatements } from './0002/tables.ts';
import { taskStatements } from './0002/tasks.ts';

const statements = [
  ...entityStatements,
  ...durationStatements,
  ...effectStatements,
  ...deskStatements,
  ...contactHistoryStatements,
  ...outgoingStatements,
  ...channelStatements,
  ...tableStatements,
  ...databaseStatements,
  ...caseStatements,
  ...cardStatements,
  ...taskStatements,
  ...campaignStatements,
  ...invoiceStatements,
  ...paymentStatements,
  ...surveyStatements,
];

/** Everything that the forty actions stand on, in parts by subject. */
export const actions0002 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
