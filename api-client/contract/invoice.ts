import { z } from 'zod';
import { Id, Instant, Paging } from './primitives.ts';

export const InvoiceState = z.enum(['open', 'paid', 'cancelled']);
export type InvoiceState = z.infer<typeof InvoiceState>;

const text = (max: number) => z.string().trim().max(max);
const optional = (max: number) => text(max).nullable().default(null);

/** An amount with a decimal point, as `19.90`. */
const Amount = z
  .string()
  .regex(/^\d{1,11}(\.\d{1,4})?$/, 'Write an amount with a decimal point, as 19.90.');

const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Write a currency as three capital letters, as EUR.');

/** A date as `2026-11-20`, and no time. */
const Day = z.iso.date('Write a date as 2026-11-20.');

/**
 * An invoice as it is imported. Phones in any spelling are kept as E.164. Without a state a new invoice is open, and
 * one that is known keeps the state that it has: an import does not undo that a customer paid.
 */
export const InvoiceDraft = z.strictObject({
  number: text(100).min(1, 'Give the invoice a number.'),
  customerNumber: optional(100),
  contactName: optional(200),
  mobile: optional(40),
  landline: optional(40),
  email: z.email('This is no e-mail address.').max(254).nullable().default(null),
  amount: Amount,
  currency: Currency,
  dueOn: Day.nullable().default(null),
  issuedAt: Instant,
  state: InvoiceState.optional(),
  name: text(200).default(''),
  reference: text(200).default(''),
});
export type InvoiceDraft = z.output<typeof InvoiceDraft>;

/** Up to 1,000 invoices, each number once; what has a number that is known is changed. All or none. */
export const InvoiceImport = z.strictObject({
  items: z
    .array(InvoiceDraft)
    .min(1, 'Send one invoice at least.')
    .max(1000)
    .superRefine((items, context) => {
      const seen = new Set<string>();
      for (const [index, { number }] of items.entries()) {
        if (seen.has(number))
          context.addIssue({
            code: 'custom',
            path: [index, 'number'],
            message: `The number “${number}” is there twice.`,
          });
        seen.add(number);
      }
    }),
});

export const InvoicesImported = z.strictObject({ created: z.int(), changed: z.int() });
export type InvoicesImported = z.infer<typeof InvoicesImported>;

/** A payment that was made though another one had paid the invoice: money to be given back. */
export const DuplicatePayment = z.strictObject({
  id: Id,
  moduleId: Id,
  interactionId: Id,
  amount: z.string(),
  currency: z.string(),
  paidAt: Instant,
});
export type DuplicatePayment = z.infer<typeof DuplicatePayment>;

/** `amount` has all decimals of its currency. Phones are E.164. */
export const Invoice = z.strictObject({
  id: Id,
  number: z.string(),
  customerNumber: z.string().nullable(),
  contactName: z.string().nullable(),
  mobile: z.string().nullable(),
  landline: z.string().nullable(),
  email: z.string().nullable(),
  amount: z.string(),
  currency: z.string(),
  dueOn: z.string().nullable(),
  issuedAt: Instant,
  state: InvoiceState,
  name: z.string(),
  reference: z.string(),
  duplicatePayments: z.array(DuplicatePayment),
  updatedAt: Instant,
});
export type Invoice = z.infer<typeof Invoice>;

/** `search` finds a part of the number, the customer number, the contact's name, the name or the reference. */
export const InvoiceQuery = Paging.extend({ search: z.string().max(100).default('') });
