import { z } from 'zod';

/** How a payment can end, in the words of the branches of "Pay an invoice". */
export const paymentOutcomes = [
  'payment-stopped',
  'bank-transfer-error',
  'invoice-not-found',
  'fraudulent-payment',
  'failed-payment',
  'payment-error',
  'payment-successful',
] as const;

/** `created`: its module has not been asked yet. `pending`: the customer can pay. Then one of the outcomes. */
export const PaymentState = z.enum(['created', 'pending', ...paymentOutcomes]);
export type PaymentState = z.infer<typeof PaymentState>;
