import type { HistoryFilter } from '../../api-client/contract/history.ts';
import type { Viewer } from '../access/identity.ts';
import { readFilter } from '../history/read-filter.ts';
import type { Services } from '../services.ts';
import { readChoices } from '../storage/history/choices.ts';
import { countHistory } from '../storage/history/count.ts';
import { purposeOf, readPlace } from '../storage/history/cursor.ts';
import { orderOf } from '../storage/history/order.ts';
import { readPage } from '../storage/history/page.ts';
import { writeCursor } from '../storage/keyset.ts';
import { readLocale } from '../storage/organisations.ts';
import { demandHistory } from '../access/history.ts';
import { route } from './route.ts';

export const historyRoutes = [
  route('listInteractions', async ({ query, viewer, services }) => {
    const { sort, limit, cursor, ...filter } = query;
    const wanted = await selectionOf(services, viewer, filter);
    const order = await orderOf(services.db, viewer.organisationId, sort);
    const purpose = await purposeOf(filter, sort);
    const after = readPlace(purpose, order, cursor);
    const { items, end } = await readPage(services.db, { ...wanted, order, after }, limit);
    return { items, nextCursor: end ? writeCursor(purpose, end) : null };
  }),

  route('countInteractions', async ({ query, viewer, services }) =>
    countHistory(services.db, await selectionOf(services, viewer, query)),
  ),

  route('readHistoryChoices', async ({ viewer, services }) => {
    demandHistory(viewer);
    return readChoices(services.db, viewer, { now: services.clock.now() });
  }),
];

/** What the filter finds for the viewer. Refuses when the history is closed to them, and what makes no filter. */
export async function selectionOf(
  { db, clock }: Services,
  viewer: Viewer,
  filter: HistoryFilter,
) {
  demandHistory(viewer);
  const { organisationId, userId } = viewer;
  const now = clock.now();
  const { timeZone, region } = await readLocale(db, organisationId);
  return {
    organisationId,
    userId,
    userType: viewer.type,
    window: { now },
    filter: readFilter(filter, { now, timeZone, region }),
  };
}
