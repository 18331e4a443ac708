import type { ColumnType } from 'kysely';

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

/** What routings ask of customers later, or by other ways: targets, surveys, invoices, payments. */
export interface OutreachTables {
  campaign_targets: CampaignTargetsTable;
}
