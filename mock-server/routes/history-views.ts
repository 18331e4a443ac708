import { changeView, createView, deleteView, listViews } from '../storage/history/views.ts';
import { demandHistory } from '../access/history.ts';
import { route } from './route.ts';

export const historyViewRoutes = [
  route('listHistoryViews', async ({ viewer, services: { db } }) => {
    demandHistory(viewer);
    return { items: await listViews(db, viewer) };
  }),

  route('createHistoryView', async ({ body, viewer, services: { db, clock, newId } }) => {
    demandHistory(viewer);
    const now = clock.now();
    return createView(db, viewer, newId(now), now, body);
  }),

  route('changeHistoryView', async ({ params, body, viewer, services: { db } }) => {
    demandHistory(viewer);
    return changeView(db, viewer, params.id, body);
  }),

  route('deleteHistoryView', async ({ params, viewer, services: { db } }) => {
    demandHistory(viewer);
    return deleteView(db, viewer, params.id).then(() => undefined);
  }),
];
