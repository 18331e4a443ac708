import type { ColumnType, Generated } from 'kysely';
import type { ButtonPressed } from '../../api-client/contract/interaction-buttons.ts';
import type { Done } from '../../api-client/contract/interaction-settings.ts';
import type { Link } from './manual-acts.ts';

export interface InteractionInvoicesTable {
  organisation_id: string;
  interaction_id: string;
  invoice_id: string;
  found_at: Date;
}

export interface InteractionQualificationsTable {
  organisation_id: string;
  id: string;
  interaction_id: string;
  qualification_id: string;
  name: string;
  comment: string;
  user_id: string;
  user_name: string;
  at: Date;
}

/** `done` is what the call answered; the links are what undoing puts back, and what must still be there for it. */
export interface ManualActsTable {
  organisation_id: string;
  id: string;
  interaction_id: string;
  user_id: string;
  key: string;
  done: ColumnType<Done, string, string>;
  /** What a button’s web service answered. */
  answer: ColumnType<ButtonPressed | null, string | null, string | null>;
  link_before: ColumnType<Link, string | null, string | null>;
  link_after: ColumnType<Link, string | null, string | null>;
  undone: Generated<boolean>;
  at: Date;
}

/** What users do to interactions by hand, and what interactions found. */
export interface ManualTables {
  interaction_invoices: InteractionInvoicesTable;
  interaction_qualifications: InteractionQualificationsTable;
  manual_acts: ManualActsTable;
}
