import type { ColumnType, Generated } from 'kysely';
import type { SurveyAnswer } from '../../api-client/contract/survey-answer.ts';
import type { PaymentDetails, PaymentState } from '../routing/records/payments.ts';

/** A JSON column: read parsed, written as JSON text. */
type Json<Value> = ColumnType<Value, string, string>;

export interface CampaignTargetsTable {
  organisation_id: string;
  campaign_id: string;
  id: string;
  phone: string;
  first: boolean;
  starts_at: Date;
  priority: number;
  layout_id: string | null;
  fields: Json<Record<string, string>>;
  interaction_id: string;
  created_at: Date;
}

/** `amount` is in whole minor units. `due_on` is a date, as 2026-11-20. */
export interface InvoicesTable {
  organisation_id: string;
  id: string;
  number: string;
  customer_number: string | null;
  contact_name: string | null;
  mobile: string | null;
  landline: string | null;
  email: string | null;
  amount: number;
  currency: string;
  due_on: string | null;
  issued_at: Date;
  state: 'open' | 'paid' | 'cancelled';
  name: string;
  reference: string;
  folded: string;
  created_at: Date;
  updated_at: Date;
}

/** `amount` is in whole minor units. Only `pay_address` and what follows from an outcome ever change. */
export interface PaymentsTable {
  organisation_id: string;
  id: string;
  interaction_id: string;
  key: string;
  token: string;
  module_id: string;
  provider: 'internal' | 'sandbox' | 'http';
  own_page: boolean;
  invoice_id: string | null;
  amount: number;
  currency: string;
  name: string;
  reference: string;
  details: Json<PaymentDetails>;
  state: PaymentState;
  pay_address: string | null;
  link_sent: Generated<boolean>;
  /** It was made though another one had paid the invoice. */
  duplicate: Generated<boolean>;
  /** When it is looked at next whether it came to its end; null when there is no need. */
  look_at: Date | null;
  looks: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

export interface PaymentWaitersTable {
  organisation_id: string;
  payment_id: string;
  interaction_id: string;
}

export interface SurveyInvitationsTable {
  organisation_id: string;
  id: string;
  interaction_id: string;
  survey_id: string;
  name: string;
  token: string;
  invited_at: Date;
  answered_at: Date | null;
  answers: ColumnType<SurveyAnswer[] | null, string | null, string | null>;
}

/** What routings ask of customers later, or by other ways: targets, surveys, invoices, payments. */
export interface OutreachTables {
  campaign_targets: CampaignTargetsTable;
  invoices: InvoicesTable;
  payments: PaymentsTable;
  payment_waiters: PaymentWaitersTable;
  survey_invitations: SurveyInvitationsTable;
}
