import { z } from 'zod';
import { magicText } from './fields.ts';
import { invoiceKeys } from './records/invoices.ts';

/** How an action names an invoice: by what, by which value, and which one of several. */
export const invoiceChoice = {
  by: z.enum(invoiceKeys).meta({ title: 'I know' }),
  value: magicText('Value', { max: 300 }),
  take: z
    .enum(['oldest', 'most-recent'])
    .default('most-recent')
    .meta({ title: 'If several invoices are found, select' }),
};
