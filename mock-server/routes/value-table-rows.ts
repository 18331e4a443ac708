import { deleteTableRow, listTableRows, writeTableRows } from '../storage/value-table-rows.ts';
import { route } from './route.ts';

export const valueTableRowRoutes = [
  route('listTableRows', async ({ params, query, viewer: { organisationId }, services }) =>
    listTableRows(services.db, { organisationId, tableId: params.id }, query),
  ),

  route('writeTableRows', async ({ params, body, viewer: { organisationId }, services }) =>
    writeTableRows(services.db, { organisationId, tableId: params.id }, body),
  ),

  route(
    'deleteTableRow',
    async ({ params, query, viewer: { organisationId }, services: { db } }) => {
      await deleteTableRow(db, { organisationId, tableId: params.id }, query.key);
      return undefined;
    },
  ),
];
