/** The ways in which a routing can name an invoice. */
export const invoiceKeys = [
  'number',
  'mobile',
  'landline',
  'customer-number',
  'id',
  'email',
] as const;
export type InvoiceKey = (typeof invoiceKeys)[number];

/** An invoice, as an action sees it. `amount` is in whole minor units; phones are E.164. */
export interface FoundInvoice {
  id: string;
  number: string;
  customerNumber: string | null;
  contactName: string | null;
  mobile: string | null;
  landline: string | null;
  email: string | null;
  amount: number;
  currency: string;
  /** As 2026-11-20. */
  dueOn: string | null;
  issuedAt: Date;
  state: 'open' | 'paid' | 'cancelled';
  name: string;
  reference: string;
}

export interface InvoiceSearch {
  by: InvoiceKey;
  /** As the customer wrote it. Empty never matches. */
  value: string;
  /** Which one when there are several; of those that were issued at the same moment, by id. */
  take: 'oldest' | 'most-recent';
}

export interface Invoices {
  find(search: InvoiceSearch): Promise<FoundInvoice | undefined>;
}
