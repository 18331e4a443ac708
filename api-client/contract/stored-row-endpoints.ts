import { z } from 'zod';
import { DatabaseImport, DatabaseImported } from './database-import.ts';
import type { EndpointSchema } from './endpoint-schemas.ts';
import type { EndpointName } from './endpoints.ts';
import { Id, pageOf, Paging } from './primitives.ts';
import {
  DatabaseRow,
  DatabaseRowValues,
  TableRow,
  TableRowDeletion,
  TableRows,
  TableRowsWritten,
} from './stored-rows.ts';

const byId = z.strictObject({ id: Id });
const byRow = z.strictObject({ id: Id, rowId: Id });

/** The endpoints of the rows of values tables and custom databases. */
export const storedRowEndpoints = {
  listTableRows: {
    summary: 'The rows of a values table, by key',
    access: ['entities', 'read'],
    params: byId,
    query: Paging,
    answer: pageOf(TableRow),
  },
  writeTableRows: {
    summary: 'Write up to 5,000 rows of a values table',
    access: ['entities', 'modify'],
    params: byId,
    body: TableRows,
    answer: TableRowsWritten,
    largestBody: 8 * 1024 * 1024,
  },
  deleteTableRow: {
    summary: 'Delete the row of a key',
    access: ['entities', 'modify'],
    params: byId,
    query: TableRowDeletion,
  },
  listDatabaseRows: {
    summary: 'The rows of a custom database, in the order they were inserted',
    access: ['entities', 'read'],
    params: byId,
    query: Paging,
    answer: pageOf(DatabaseRow),
  },
  createDatabaseRow: {
    summary: 'Add a row to a custom database',
    access: ['entities', 'modify'],
    params: byId,
    body: DatabaseRowValues,
    answer: DatabaseRow,
    status: 201,
  },
  importDatabaseRows: {
    summary: 'Add up to 10,000 rows to a custom database, all or none',
    access: ['entities', 'modify'],
    params: byId,
    body: DatabaseImport,
    answer: DatabaseImported,
    largestBody: 8 * 1024 * 1024,
  },
  changeDatabaseRow: {
    summary: 'Change values of a row; those that are not named stay',
    access: ['entities', 'modify'],
    params: byRow,
    body: DatabaseRowValues,
    answer: DatabaseRow,
  },
  deleteDatabaseRow: {
    summary: 'Delete a row of a custom database',
    access: ['entities', 'modify'],
    params: byRow,
  },
} as const satisfies Partial<Record<EndpointName, EndpointSchema>>;
