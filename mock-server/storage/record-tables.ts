import type { ColumnType, Generated, GeneratedAlways } from 'kysely';

/** A JSON column: read parsed, written as JSON text. */
type Json<Value> = ColumnType<Value, string, string>;
type Texts = Record<string, string>;

export interface ValueTableRowsTable {
  organisation_id: string;
  table_id: string;
  key: string;
  folded: string;
  value: string;
}

/** `content` holds a row's values under the id of its database. */
export interface DatabaseRowsTable {
  organisation_id: string;
  database_id: string;
  id: string;
  position: GeneratedAlways<number>;
  content: Json<Record<string, Texts>>;
  created_at: Date;
  updated_at: Date;
}

export interface DatabaseUniqueValuesTable {
  organisation_id: string;
  database_id: string;
  column_name: string;
  digest: Uint8Array;
  row_id: string;
}

export interface CasesTable {
  organisation_id: string;
  id: string;
  reference: string;
  title: string;
  type_id: string;
  contact_id: string | null;
  status: string;
  fields: Json<Texts>;
  linked: Generated<number>;
  created_at: Date;
  updated_at: Date;
}

export interface CaseCountersTable {
  organisation_id: string;
  last: number;
}

/** `content` holds a card's values under the id of its CRM. */
export interface CardsTable {
  organisation_id: string;
  crm_id: string;
  id: string;
  position: GeneratedAlways<number>;
  content: Json<Record<string, Texts>>;
  created_at: Date;
  updated_at: Date;
}

export interface TasksTable {
  organisation_id: string;
  id: string;
  interaction_id: string;
  contact_id: string | null;
  name: string;
  category_id: string;
  kind: 'standard' | 'salesforce';
  salesforce_query_id: string | null;
  starts_at: Date | null;
  ends_at: Date | null;
  created_at: Date;
}

/** The organisation's own records: what routings read and write besides the interaction. */
export interface RecordTables {
  value_table_rows: ValueTableRowsTable;
  database_rows: DatabaseRowsTable;
  database_unique_values: DatabaseUniqueValuesTable;
  cases: CasesTable;
  case_counters: CaseCountersTable;
  cards: CardsTable;
  tasks: TasksTable;
}
