import { lookAt } from '../manual/act.ts';
import { toPathRouting } from '../manual/passed-routings.ts';
import { readCardNow, readRecords } from '../manual/records.ts';
import { listPassedVersions } from '../storage/interaction-routings.ts';
import { route } from './route.ts';

/** What one interaction shows besides its row and its conversation. */
export const interactionRecordRoutes = [
  route('readInteractionRecords', async ({ params, viewer, services }) => {
    return readRecords(await lookAt(services, viewer, params.id));
  }),

  route('readInteractionCard', async ({ params, viewer, services }) => {
    return readCardNow(services, await lookAt(services, viewer, params.id));
  }),

  route('readInteractionRoutings', async ({ params, viewer, services }) => {
    const { db, key } = await lookAt(services, viewer, params.id);
    const versions = await listPassedVersions(db, key);
    return { items: versions.map((version) => toPathRouting(version, services.catalogue)) };
  }),
];
