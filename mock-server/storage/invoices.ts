import { sql, type Insertable, type Selectable } from 'kysely';
import type { z } from 'zod';
import type {
  DuplicatePayment,
  Invoice,
  InvoiceDraft,
  InvoiceQuery,
  InvoicesImported,
} from '../../api-client/contract/invoice.ts';
import type { Page } from '../../api-client/contract/primitives.ts';
import { fold } from '../../api-client/contract/fold.ts';
import type { Locale } from '../routing/action-context.ts';
import { readPhone } from '../routing/answers.ts';
import { writeAmount } from '../routing/money.ts';
import type { FoundInvoice, Invoices, InvoiceSearch } from '../routing/records/invoices.ts';
import type { Db } from './database.ts';
import { rememberInvoice } from './found-invoices.ts';
import type { NewId } from './ids.ts';
import { containing, readCursor, writeCursor } from './keyset.ts';
import type { InvoicesTable, PaymentsTable } from './outreach-tables.ts';

type InvoiceRow = Selectable<InvoicesTable>;

/** The step that looks for an invoice, and its interaction. */
interface InvoiceScope {
  db: Db;
  organisationId: string;
  interactionId: string;
  locale: Locale;
  now(): Date;
}

export function createInvoices(scope: InvoiceScope): Invoices {
  const { db, organisationId, locale } = scope;
  return {
    async find(search) {
      const wanted = whatToFind(search, locale);
      if (!wanted) return undefined;
      const order = search.take === 'oldest' ? 'asc' : 'desc';
      const row = await db
        .selectFrom('invoices')
        .selectAll()
        .where('organisation_id', '=', organisationId)
        .where(wanted.column, '=', wanted.value)
        .orderBy('issued_at', order)
        .orderBy('id', order)
        .limit(1)
        .executeTakeFirst();
      if (!row) return undefined;
      await rememberInvoice(db, scope, row.id, scope.now());
      return toFound(row);
    },
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** The column, and the value as it is stored there; undefined when nothing can have it. */
function whatToFind({ by, value }: InvoiceSearch, { region }: Locale) {
  const text = value.trim();
  if (text === '' || text.includes('\0')) return undefined;
  switch (by) {
    case 'number':
      return { column: 'number', value: text } as const;
    case 'customer-number':
      return { column: 'customer_number', value: text } as const;
    case 'email':
      return { column: 'email', value: text.toLowerCase() } as const;
    case 'id': {
      const id = text.toLowerCase();
      return UUID.test(id) ? ({ column: 'id', value: id } as const) : undefined;
    }
    case 'mobile':
    case 'landline': {
      const phone = readPhone(text, region);
      return phone === undefined ? undefined : ({ column: by, value: phone } as const);
    }
  }
}

/** What the importer says of an invoice, its amount in minor units and its phones as E.164. */
export type ReadInvoice = Omit<InvoiceDraft, 'amount'> & { amount: number };

/** Adds invoices, and changes those whose number is there: all or none. */
export async function importInvoices(
  db: Db,
  { organisationId, now, newId }: { organisationId: string; now: Date; newId: NewId },
  drafts: readonly ReadInvoice[],
): Promise<InvoicesImported> {
  // in one order, so that two imports of the same numbers wait for each other and never block each other
  const ordered = [...drafts].sort((a, b) => (a.number < b.number ? -1 : 1));
  const rows = ordered.map((draft) => toRow(draft, organisationId, newId(now), now));
  const written = await db
    .insertInto('invoices')
    .values(rows)
    .onConflict((conflict) =>
      conflict.columns(['organisation_id', 'number']).doUpdateSet((known) => ({
        ...Object.fromEntries(
          changeable.map((column) => [column, known.ref(`excluded.${column}`)]),
        ),
        state: sql<
          InvoiceRow['state']
        >`case when invoices.number = any(${withState(drafts)}::text[])
          then excluded.state else invoices.state end`,
      })),
    )
    .returning(sql<boolean>`xmax = 0`.as('created'))
    .execute();
  const created = written.filter((row) => row.created).length;
  return { created, changed: written.length - created };
}

const changeable = [
  'customer_number',
  'contact_name',
  'mobile',
  'landline',
  'email',
  'amount',
  'currency',
  'due_on',
  'issued_at',
  'name',
  'reference',
  'folded',
  'updated_at',
] as const;

function withState(drafts: readonly ReadInvoice[]): string[] {
  return drafts.filter(({ state }) => state !== undefined).map(({ number }) => number);
}

function toRow(
  draft: ReadInvoice,
  organisationId: string,
  id: string,
  now: Date,
): Insertable<InvoicesTable> {
  const { number, customerNumber, contactName, name, reference } = draft;
  const searched = [number, customerNumber ?? '', contactName ?? '', name, reference];
  return {
    organisation_id: organisationId,
    id,
    number,
    customer_number: customerNumber || null,
    contact_name: contactName || null,
    mobile: draft.mobile || null,
    landline: draft.landline || null,
    email: draft.email?.toLowerCase() ?? null,
    amount: draft.amount,
    currency: draft.currency,
    due_on: draft.dueOn,
    issued_at: new Date(draft.issuedAt),
    state: draft.state ?? 'open',
    name,
    reference,
    folded: searched.map(fold).join('\n'),
    created_at: now,
    updated_at: now,
  };
}

/** One page of the organisation's invoices, the newest import first. */
export async function listInvoices(
  db: Db,
  organisationId: string,
  { search, cursor, limit }: z.output<typeof InvoiceQuery>,
): Promise<Page<Invoice>> {
  const before = readCursor('id', cursor);
  const wanted = containing(fold(search.trim()));
  const rows = await db
    .selectFrom('invoices')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .$if(search.trim() !== '', (query) => query.where('folded', 'like', wanted))
    .$if(before !== undefined, (query) => query.where('id', '<', before!.id)) // asked in the same line
    .orderBy('id', 'desc')
    .limit(limit + 1)
    .execute();
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  const duplicates = await listDuplicates(db, organisationId, items);
  return {
    items: items.map((row) => toInvoice(row, duplicates.get(row.id) ?? [])),
    nextCursor: last ? writeCursor('id', { value: null, id: last.id }) : null,
  };
}

/** Payments that were made though another one had paid, by their invoice, oldest first. */
async function listDuplicates(
  db: Db,
  organisationId: string,
  invoices: readonly InvoiceRow[],
): Promise<ReadonlyMap<string | null, DuplicatePayment[]>> {
  if (invoices.length === 0) return new Map();
  const rows = await db
    .selectFrom('payments')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where(
      'invoice_id',
      'in',
      invoices.map(({ id }) => id),
    )
    .where('state', '=', 'payment-successful')
    .where('duplicate', '=', true)
    .orderBy('updated_at')
    .orderBy('id')
    .execute();
  const byInvoice = Map.groupBy(rows, (row) => row.invoice_id);
  return new Map([...byInvoice].map(([id, found]) => [id, found.map(toDuplicate)]));
}

function toDuplicate(row: Selectable<PaymentsTable>): DuplicatePayment {
  return {
    id: row.id,
    moduleId: row.module_id,
    interactionId: row.interaction_id,
    amount: writeAmount(row.amount, row.currency),
    currency: row.currency,
    paidAt: row.updated_at.toISOString(),
  };
}

function toInvoice(row: InvoiceRow, duplicatePayments: DuplicatePayment[]): Invoice {
  const { amount, issuedAt, ...found } = toFound(row);
  return {
    ...found,
    amount: writeAmount(amount, row.currency),
    issuedAt: issuedAt.toISOString(),
    duplicatePayments,
    updatedAt: row.updated_at.toISOString(),
  };
}

export function toFound(row: InvoiceRow): FoundInvoice {
  return {
    id: row.id,
    number: row.number,
    customerNumber: row.customer_number,
    contactName: row.contact_name,
    mobile: row.mobile,
    landline: row.landline,
    email: row.email,
    amount: row.amount,
    currency: row.currency,
    dueOn: row.due_on,
    issuedAt: row.issued_at,
    state: row.state,
    name: row.name,
    reference: row.reference,
  };
}
