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
export type PaymentOutcome = (typeof paymentOutcomes)[number];
