import { sql, type Selectable } from 'kysely';
import type { InvoiceRecord } from '../../api-client/contract/interaction-records.ts';
import type { Customer } from '../routing/conversation.ts';
import { writeAmount } from '../routing/money.ts';
import type { FoundInvoice } from '../routing/records/invoices.ts';
import type { Db } from './database.ts';
import type { InteractionKey } from './held-interaction.ts';
import { toFound } from './invoices.ts';
import type { InvoicesTable } from './outreach-tables.ts';

/** The invoices that the interaction has to do with, in the order in which it came upon them. */
export async function listInvoicesOf(db: Db, key: InteractionKey): Promise<InvoiceRecord[]> {
  const { organisationId, interactionId } = key;
  const rows = await db
    .selectFrom('interaction_invoices as f')
    .innerJoin('invoices as i', (join) =>
      join
        .onRef('i.organisation_id', '=', 'f.organisation_id')
        .onRef('i.id', '=', 'f.invoice_id'),
    )
    .selectAll('i')
    .where('f.organisation_id', '=', organisationId)
    .where('f.interaction_id', '=', interactionId)
    .orderBy('f.found_at')
    .orderBy('i.id')
    .execute();
  return rows.map(toRecord);
}

/** So many open invoices are offered. */
const MOST_OFFERED = 50;

/** Open invoices of the customer, by phone and e-mail, and those that the interaction found; the first due first. */
export async function listOpenInvoices(
  db: Db,
  key: InteractionKey,
  customer: Customer,
): Promise<InvoiceRecord[]> {
  const rows = await ofCustomer(db, key, customer)
    .where('i.state', '=', 'open')
    .orderBy(sql`i.due_on nulls last`)
    .orderBy('i.id')
    .limit(MOST_OFFERED)
    .execute();
  return rows.map(toRecord);
}

/** An invoice of the customer, or one that the interaction found. */
export async function readContactInvoice(
  db: Db,
  key: InteractionKey,
  customer: Customer,
  id: string,
): Promise<FoundInvoice | undefined> {
  const row = await ofCustomer(db, key, customer).where('i.id', '=', id).executeTakeFirst();
  return row && toFound(row);
}

function ofCustomer(
  db: Db,
  { organisationId, interactionId }: InteractionKey,
  { phone, email }: Customer,
) {
  // a union, so that each way is answered by its index
  const ids = sql<string>`(
    select id from invoices where organisation_id = ${organisationId} and mobile = ${phone}
    union select id from invoices where organisation_id = ${organisationId} and landline = ${phone}
    union select id from invoices where organisation_id = ${organisationId} and email = ${email?.toLowerCase() ?? null}
    union select invoice_id from interaction_invoices
      where organisation_id = ${organisationId} and interaction_id = ${interactionId})`;
  return db
    .selectFrom('invoices as i')
    .selectAll('i')
    .where('i.organisation_id', '=', organisationId)
    .where('i.id', 'in', ids);
}

function toRecord(row: Selectable<InvoicesTable>): InvoiceRecord {
  return {
    id: row.id,
    number: row.number,
    name: row.name,
    reference: row.reference,
    amount: writeAmount(row.amount, row.currency),
    currency: row.currency,
    dueOn: row.due_on,
    issuedAt: row.issued_at.toISOString(),
    state: row.state,
  };
}
