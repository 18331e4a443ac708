import type { InvoiceDraft } from '../../api-client/contract/invoice.ts';
import { invalidField } from '../refusal.ts';
import type { Locale } from '../routing/action-context.ts';
import { readPhone } from '../routing/answers.ts';
import { isCurrency, readAmount } from '../routing/money.ts';
import { importInvoices, listInvoices, type ReadInvoice } from '../storage/invoices.ts';
import { readRegion } from '../storage/organisations.ts';
import { route } from './route.ts';

export const invoiceRoutes = [
  route('importInvoices', async ({ body, viewer, services: { db, clock, newId } }) => {
    const { organisationId } = viewer;
    const region = await readRegion(db, organisationId);
    const drafts = body.items.map((draft, index) =>
      readInvoice(draft, `items.${index}`, region),
    );
    return importInvoices(db, { organisationId, now: clock.now(), newId }, drafts);
  }),

  route('listInvoices', async ({ query, viewer, services: { db } }) =>
    listInvoices(db, viewer.organisationId, query),
  ),
];

/** A program writes amounts with a decimal point, wherever it is. */
const withPoint: Locale = { timeZone: 'UTC', region: 'US', language: 'en' };

function readInvoice(draft: InvoiceDraft, path: string, region: string): ReadInvoice {
  const { currency } = draft;
  if (!isCurrency(currency))
    throw invalidField(`${path}.currency`, `“${currency}” is no currency of ISO 4217.`);
  const amount = readAmount(draft.amount, currency, withPoint);
  if (amount === undefined)
    throw invalidField(
      `${path}.amount`,
      `“${draft.amount}” is no amount above 0 with the decimals that ${currency} has.`,
    );
  return {
    ...draft,
    amount,
    mobile: phone(draft.mobile, `${path}.mobile`, region),
    landline: phone(draft.landline, `${path}.landline`, region),
  };
}

function phone(text: string | null, path: string, region: string): string | null {
  if (!text) return null;
  const read = readPhone(text, region);
  if (read) return read;
  throw invalidField(path, 'This is no phone number. Write it as +33 6 12 34 56 78.');
}
