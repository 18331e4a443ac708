import { z } from 'zod';
import { defineAction, leave } from '../routing/define-action.ts';
import { invoiceChoice } from '../routing/invoice-choice.ts';
import { writeAmount } from '../routing/money.ts';
import type { FoundInvoice } from '../routing/records/invoices.ts';

/** 11.1: the invoice becomes the variable `bill`, in the place of any other. */
export const searchInvoice = defineAction({
  type: 'search-invoice',
  title: 'Search for invoice',
  group: 'payment',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Looks an invoice up and keeps it in the variable bill.',
  parameters: z.strictObject(invoiceChoice),
  branches: { ok: 'OK', 'not-found': 'Not found' },
  general: 'not-found',

  async run(search, { variables, records }) {
    const invoice = await records.invoices.find(search);
    variables.clearAll('bill');
    if (!invoice) return leave('not-found', reasonFor(search.value));
    for (const [field, value] of Object.entries(billOf(invoice))) {
      if (value !== null) variables.set(`bill.${field}`, value);
    }
    return 'ok';
  },
});

function reasonFor(value: string): string {
  return value.trim() === '' ? 'The value is empty.' : 'No invoice has this value.';
}

/** The fields of the variable; what the invoice does not have stays unset. */
function billOf(invoice: FoundInvoice): Record<string, string | null> {
  const { amount, issuedAt, dueOn, ...texts } = invoice;
  return {
    ...texts,
    amount: writeAmount(amount, invoice.currency),
    dueDate: dueOn,
    issuedAt: issuedAt.toISOString(),
  };
}
