import type { Viewer } from '../access/identity.ts';
import { demandHistory } from '../access/history.ts';
import { notFound } from '../refusal.ts';
import type { Services } from '../services.ts';
import {
  listEvents,
  readInteraction,
  readInteractionDetails,
} from '../storage/interactions.ts';
import { listMessages } from '../storage/messages.ts';
import { route } from './route.ts';
import { pageAfter } from './sequence-page.ts';

export const interactionRoutes = [
  route('readInteraction', async ({ params, viewer, services }) => {
    demandHistory(viewer);
    const window = { now: services.clock.now() };
    const found = await readInteractionDetails(services.db, viewer, params.id, window);
    if (!found) throw notFound('interaction');
    return found;
  }),

  route('listInteractionCheckpoints', async ({ params, viewer, services }) => {
    const { checkpoints } = await demandInteraction(services, viewer, params.id);
    return { items: checkpoints };
  }),

  route('listInteractionEvents', async ({ params, query, viewer, services }) => {
    await demandInteraction(services, viewer, params.id);
    const { organisationId } = viewer;
    return pageAfter(query, (range) =>
      listEvents(services.db, organisationId, params.id, range),
    );
  }),

  route('listInteractionMessages', async ({ params, query, viewer, services }) => {
    await demandInteraction(services, viewer, params.id);
    const { organisationId } = viewer;
    return pageAfter(query, (range) =>
      listMessages(services.db, organisationId, params.id, range),
    );
  }),
];

/** The interaction, when the viewer sees it. */
export async function demandInteraction(services: Services, viewer: Viewer, id: string) {
  demandHistory(viewer);
  const window = { now: services.clock.now() };
  const found = await readInteraction(services.db, viewer, id, window);
  if (!found) throw notFound('interaction');
  return found;
}
