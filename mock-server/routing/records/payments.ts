import type { PaymentState } from '../../../api-client/contract/payment.ts';

export type { PaymentState };

/** What a payment says about itself to whoever takes the money. */
export interface PaymentDetails {
  customerReference: string;
  comment: string;
  customData: string;
  mobile: string | null;
  landline: string | null;
  email: string | null;
}

export interface PaymentDraft {
  /** Of this passage of the action: the same key makes no second payment. */
  key: string;
  module: { id: string; provider: 'internal' | 'sandbox' | 'http' };
  /** Whether the customer pays on a page of this server. */
  ownPage: boolean;
  /** What is paid: an invoice with all that is open of it, or an amount in whole minor units. */
  subject: { invoiceId: string } | { amount: number; currency: string };
  name: string;
  reference: string;
  details: PaymentDetails;
}

export interface StartedPayment {
  id: string;
  moduleId: string;
  provider: PaymentDraft['module']['provider'];
  state: PaymentState;
  amount: number;
  currency: string;
  name: string;
  /** Null while the module has not said it. */
  payAddress: string | null;
}

/** Why an invoice cannot be paid; `under-way`: somebody may be paying another amount of it elsewhere. */
export type PaymentRefusal = 'gone' | 'paid' | 'cancelled' | 'under-way';

export interface Payments {
  /** Begins a payment. An invoice whose payment is under way already gives that one: it has one link. */
  start(draft: PaymentDraft): Promise<StartedPayment | { refused: PaymentRefusal }>;
  read(id: string): Promise<StartedPayment>;
  /** This interaction waits for the outcome from now on. */
  addWaiter(id: string): Promise<void>;
  /** Its link went out by SMS or e-mail: whoever has it may pay when they like. */
  noteSent(id: string): Promise<void>;
  /**
   * This interaction waits no longer. A payment on a page of ours for which nobody waits any more, and whose link was
   * sent to nobody, is stopped: what was not paid in time cannot be paid later. Gives the state as it is then.
   */
  stopWaiting(id: string): Promise<PaymentState>;
}
