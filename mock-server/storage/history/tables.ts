import type { ColumnType } from 'kysely';
import type { HistoryViewState } from '../../../api-client/contract/history.ts';

export interface HistoryViewsTable {
  organisation_id: string;
  id: string;
  user_id: string;
  name: string;
  folded: string;
  state: ColumnType<HistoryViewState, string, string>;
  created_at: Date;
}

export interface HistoryTables {
  history_views: HistoryViewsTable;
}
