import type { paymentOutcomes } from '../../api-client/contract/payment.ts';

export { paymentOutcomes } from '../../api-client/contract/payment.ts';
export type PaymentOutcome = (typeof paymentOutcomes)[number];
