import type { Campaigns } from './records/campaigns.ts';
import type { Contacts } from './records/contacts.ts';
import type { Invoices } from './records/invoices.ts';
import type { Outgoing } from './records/outgoing.ts';
import type { Payments } from './records/payments.ts';
import type { Surveys } from './records/surveys.ts';
import type { Queues } from './records/queues.ts';
import type { Cards } from './records/cards.ts';
import type { Cases } from './records/cases.ts';
import type { Databases } from './records/databases.ts';
import type { Tables } from './records/tables.ts';
import type { Tasks } from './records/tasks.ts';

/** The organisation's own records by subject, as actions read and write them: all in the step's transaction. */
export interface Records {
  campaigns: Campaigns;
  contacts: Contacts;
  invoices: Invoices;
  outgoing: Outgoing;
  payments: Payments;
  surveys: Surveys;
  queues: Queues;
  tables: Tables;
  databases: Databases;
  cases: Cases;
  cards: Cards;
  tasks: Tasks;
}
