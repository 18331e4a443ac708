import { importDatabaseRows } from '../storage/database-import.ts';
import {
  createDatabaseRow,
  changeDatabaseRow,
  deleteDatabaseRow,
  listDatabaseRows,
} from '../storage/stored-database-rows.ts';
import { route } from './route.ts';

export const databaseRowRoutes = [
  route('listDatabaseRows', async ({ params, query, viewer: { organisationId }, services }) =>
    listDatabaseRows(
      services.db,
      { organisationId, databaseId: params.id.toLowerCase() },
      query,
    ),
  ),

  route(
    'createDatabaseRow',
    async ({ params, body, viewer: { organisationId }, services: { db, clock, newId } }) => {
      const now = clock.now();
      const key = { organisationId, databaseId: params.id.toLowerCase() };
      return createDatabaseRow(db, key, { id: newId(now), now, values: body.values });
    },
  ),

  route(
    'importDatabaseRows',
    async ({ params, body, viewer: { organisationId }, services: { db, clock, newId } }) => {
      const key = { organisationId, databaseId: params.id.toLowerCase() };
      return importDatabaseRows(db, key, { newId, now: clock.now() }, body);
    },
  ),

  route(
    'changeDatabaseRow',
    async ({ params, body, viewer: { organisationId }, services: { db, clock } }) => {
      const key = { organisationId, databaseId: params.id.toLowerCase() };
      const change = { id: params.rowId, now: clock.now(), values: body.values };
      return changeDatabaseRow(db, key, change);
    },
  ),

  route(
    'deleteDatabaseRow',
    async ({ params, viewer: { organisationId }, services: { db } }) => {
      await deleteDatabaseRow(
        db,
        { organisationId, databaseId: params.id.toLowerCase() },
        params.rowId,
      );
      return undefined;
    },
  ),
];
