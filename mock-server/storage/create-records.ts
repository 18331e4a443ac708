import type { Locale } from '../routing/action-context.ts';
import type { Customer } from '../routing/conversation.ts';
import type { Records } from '../routing/records.ts';
import { createCards } from './cards.ts';
import { createCases } from './cases.ts';
import { createCampaigns } from './campaigns.ts';
import { createContacts } from './contact-history.ts';
import type { Db } from './database.ts';
import { createDatabases } from './database-rows.ts';
import type { NewId } from './ids.ts';
import { createInvoices } from './invoices.ts';
import { createOutgoing } from './outgoing.ts';
import { createPayments } from './payments.ts';
import { createSurveys } from './surveys.ts';
import { createQueues } from './queue-state.ts';
import { createTasks } from './tasks.ts';
import { createTables } from './value-tables.ts';

/** Where and for whom records are read and written: one step of one interaction, whose row is there. */
export interface RecordScope {
  /** The step's transaction. */
  db: Db;
  organisationId: string;
  interactionId: string;
  customer: Customer;
  locale: Locale;
  newId: NewId;
  /** Where customers find this server’s pages, as https://pay.example.com. */
  publicUrl: string;
  now(): Date;
}

/** The organisation's records, as the actions of one step use them. */
export function createRecords(scope: RecordScope): Records {
  return {
    campaigns: createCampaigns(scope),
    contacts: createContacts(scope.db, { ...scope, ...scope.customer }),
    invoices: createInvoices(scope),
    outgoing: createOutgoing(scope),
    payments: createPayments(scope),
    surveys: createSurveys(scope),
    queues: createQueues(scope),
    tables: createTables(scope.db, scope.organisationId),
    databases: createDatabases(scope),
    cases: createCases(scope),
    cards: createCards(scope),
    tasks: createTasks(scope),
  };
}
