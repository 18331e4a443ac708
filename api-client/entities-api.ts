import type { z } from 'zod';
import type {
  Entity,
  EntityChanged,
  EntityDeleted,
  EntityDraft,
  EntityKinds,
  EntityPatch,
  EntityQuery,
  EntitySummary,
  EntityUsage,
} from './contract/entities/index.ts';
import type { EntityPreview, EntityPreviewRequest } from './contract/entity-preview.ts';
import type { DatabaseImport, DatabaseImported } from './contract/database-import.ts';
import type { Page } from './contract/primitives.ts';
import type {
  DatabaseRow,
  DatabaseRowValues,
  TableRow,
  TableRows,
  TableRowsWritten,
} from './contract/stored-rows.ts';
import type { WebServiceTrial, WebServiceTrialRequest } from './contract/web-service-trial.ts';

/** What routings act on: queues, calendars, templates and so on. `kind` is as paths name it, as `queues`. */
export interface EntitiesApi {
  /** Every kind with the JSON Schema of its definition. */
  kinds(): Promise<EntityKinds['items']>;
  /** Without their definitions. */
  list(kind: string, query?: z.input<typeof EntityQuery>): Promise<Page<EntitySummary>>;
  read(kind: string, id: string): Promise<Entity>;
  create(kind: string, draft: EntityDraft): Promise<Entity>;
  /** Fails with a `precondition-failed` problem when someone else changed it since `revision`. */
  change(
    kind: string,
    id: string,
    revision: number,
    patch: EntityPatch,
  ): Promise<EntityChanged>;
  delete(kind: string, id: string, options?: { confirmUsed?: boolean }): Promise<EntityDeleted>;
  usage(kind: string, id: string): Promise<z.output<typeof EntityUsage>>;
  /** What the customer would get by a definition, which is not stored. Fails as saving it would. */
  preview(kind: string, request: EntityPreviewRequest): Promise<EntityPreview>;

  tableRows(id: string, query?: RowsQuery): Promise<Page<TableRow>>;
  /** At most 5,000. With `replace`, the keys that are not named go. */
  writeTableRows(id: string, rows: z.input<typeof TableRows>): Promise<TableRowsWritten>;
  deleteTableRow(id: string, key: string): Promise<void>;

  databaseRows(id: string, query?: RowsQuery): Promise<Page<DatabaseRow>>;
  createDatabaseRow(id: string, values: DatabaseRowValues['values']): Promise<DatabaseRow>;
  changeDatabaseRow(
    id: string,
    rowId: string,
    values: DatabaseRowValues['values'],
  ): Promise<DatabaseRow>;
  /** At most 10,000, all or none; with `dryRun` it says what is wrong and stores nothing. */
  importDatabaseRows(id: string, rows: DatabaseImport): Promise<DatabaseImported>;
  deleteDatabaseRow(id: string, rowId: string): Promise<void>;

  /** Really calls the service, as it is saved. */
  tryWebService(
    id: string,
    request: z.input<typeof WebServiceTrialRequest>,
  ): Promise<WebServiceTrial>;
}

export interface RowsQuery {
  cursor?: string;
  limit?: number;
}
