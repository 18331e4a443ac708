import { demandHistory } from '../access/history.ts';
import type { Viewer } from '../access/identity.ts';
import { readPeriod } from '../history/period.ts';
import { readLocale } from '../storage/organisations.ts';
import {
  changeRouting,
  createRouting,
  deleteRouting,
  listRoutings,
  readRouting,
} from '../storage/routings.ts';
import { countBranches } from '../storage/version-counts.ts';
import { demandRouting, type VersionKey } from '../storage/version-rows.ts';
import { archiveVersion, publishVersion, validateVersion } from '../storage/version-states.ts';
import { createVersion, listVersions, readVersion, saveVersion } from '../storage/versions.ts';
import { rehearse } from '../rehearsal/rehearse.ts';
import { route } from './route.ts';

export const routingRoutes = [
  route('listRoutings', async ({ query, viewer, services: { db } }) =>
    listRoutings(db, viewer.organisationId, query),
  ),

  route(
    'createRouting',
    async ({ body, viewer, services: { db, clock, newId, catalogue } }) => {
      const now = clock.now();
      return createRouting(db, viewer.organisationId, newId(now), body, catalogue, now);
    },
  ),

  route('readRouting', async ({ params, viewer, services: { db } }) =>
    readRouting(db, viewer.organisationId, params.id),
  ),

  route('changeRouting', async ({ params, body, viewer, ifMatch, services: { db, clock } }) =>
    changeRouting(db, viewer.organisationId, params.id, body, ifMatch, clock.now()),
  ),

  route('deleteRouting', async ({ params, viewer, services: { db } }) => {
    await deleteRouting(db, viewer.organisationId, params.id);
    return undefined;
  }),

  route('listVersions', async ({ params, query, viewer, services: { db } }) =>
    listVersions(db, viewer.organisationId, params.id, query),
  ),

  route('createVersion', async ({ params, body, viewer, services: { db, clock, catalogue } }) =>
    createVersion(db, viewer.organisationId, params.id, body, catalogue, clock.now()),
  ),

  route('readVersion', async ({ params, viewer, services: { db } }) =>
    readVersion(db, keyOf(viewer, params)),
  ),

  route('saveVersion', async ({ params, body, viewer, ifMatch, services }) => {
    const { db, clock, catalogue } = services;
    return saveVersion(db, keyOf(viewer, params), body, catalogue, ifMatch, clock.now());
  }),

  route('validateVersion', async ({ params, viewer, services: { db, catalogue } }) =>
    validateVersion(db, keyOf(viewer, params), catalogue),
  ),

  route('publishVersion', async ({ params, body, viewer, ifMatch, services }) => {
    const { db, clock, catalogue } = services;
    return publishVersion(db, keyOf(viewer, params), body.to, catalogue, ifMatch, clock.now());
  }),

  route('testVersion', async ({ params, body, viewer, services }) => {
    const { db, newId, catalogue, clock } = services;
    const parts = { db, newId, catalogue, now: clock.now() };
    return rehearse(parts, keyOf(viewer, params), body);
  }),

  route('countVersion', async ({ params, query, viewer, services: { db, clock } }) => {
    demandHistory(viewer);
    const now = clock.now();
    const { timeZone } = await readLocale(db, viewer.organisationId);
    const period = readPeriod(query, ['from', 'to'], now, timeZone);
    const { organisationId, userId, type: userType } = viewer;
    const bounds = { from: period.from ?? now, to: period.to ?? now }; // both are given
    await demandRouting(db, organisationId, params.id);
    return countBranches(
      db,
      { organisationId, userId, userType, now, ...bounds },
      keyOf(viewer, params),
    );
  }),

  route('archiveVersion', async ({ params, viewer, services: { db, clock } }) =>
    archiveVersion(db, keyOf(viewer, params), clock.now()),
  ),
];

function keyOf(
  { organisationId }: Viewer,
  { id, number }: { id: string; number: number },
): VersionKey {
  return { organisationId, routingId: id, number };
}
