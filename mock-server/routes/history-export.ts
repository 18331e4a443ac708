import { demandPlace, writeExport } from '../history/export.ts';
import { ExportLines } from '../history/export-lines.ts';
import { countAll } from '../storage/history/count.ts';
import { orderOf } from '../storage/history/order.ts';
import { readLocale } from '../storage/organisations.ts';
import { fileBody } from './file-body.ts';
import { selectionOf } from './history.ts';
import { route } from './route.ts';

export const historyExportRoutes = [
  route('exportInteractions', async ({ query, viewer, services }) => {
    const { sort, language, ...filter } = query;
    const { db } = services;
    demandPlace();
    const wanted = await selectionOf(services, viewer, filter);
    const order = await orderOf(db, viewer.organisationId, sort);
    const { timeZone } = await readLocale(db, viewer.organisationId);
    const lines = new ExportLines(language, filter.timeZone ?? timeZone);
    const rows = await countAll(db, wanted);
    return {
      headers: {
        'waypost-rows': String(rows),
        'content-disposition': 'attachment; filename="interactions.csv"',
      },
      body: fileBody(writeExport(services, viewer, { ...wanted, order }, lines)),
    };
  }),
];
