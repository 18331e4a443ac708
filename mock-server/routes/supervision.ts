import type { CheckpointCount } from '../../api-client/contract/supervision.ts';
import { demandHistory } from '../access/history.ts';
import { invalidField } from '../refusal.ts';
import type { Db } from '../storage/database.ts';
import { readZone } from '../history/period.ts';
import { todayAndBefore, type Span } from '../history/same-day-before.ts';
import { readLocale } from '../storage/organisations.ts';
import { countByQueue } from '../storage/supervision/queues.ts';
import {
  countCheckpoints,
  type CountedCheckpoint,
} from '../storage/supervision/checkpoints.ts';
import { countFunnel, readCheckpointNames } from '../storage/supervision/funnel.ts';
import { listLatestCheckpoints } from '../storage/supervision/latest.ts';
import { route } from './route.ts';

/** So many steps has the funnel that nobody chose. */
const USUAL_STEPS = 5;

export const supervisionRoutes = [
  route('readSupervision', async ({ query, viewer, services: { db, clock } }) => {
    demandHistory(viewer);
    const { organisationId, userId } = viewer;
    const now = clock.now();
    const zone = query.timeZone
      ? readZone(query.timeZone)
      : (await readLocale(db, organisationId)).timeZone;
    const { today, before } = todayAndBefore(now, zone);
    const asking = { organisationId, userId, userType: viewer.type, now, today, before };
    const [queues, latest, { interactions, checkpoints }] = await Promise.all([
      countByQueue(db, asking),
      listLatestCheckpoints(db, asking),
      countCheckpoints(db, asking),
    ]);
    const steps = query.funnel
      ? await chosen(db, organisationId, query.funnel)
      : usual(checkpoints);
    const counts = await countFunnel(
      db,
      asking,
      steps.map(({ checkpointId }) => checkpointId),
    );
    return {
      at: now.toISOString(),
      today: toPeriod(today),
      before: toPeriod(before),
      interactions,
      queues,
      checkpoints: checkpoints.map(toCount),
      funnel: steps.map((step, index) => ({ ...step, ...counts[index]! })), // one for each
      latest,
    };
  }),
];

/** In the order in which they were chosen; what no interaction of the two days has counts as nothing. */
async function chosen(
  db: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<Omit<CheckpointCount, 'today' | 'before'>[]> {
  const known = await readCheckpointNames(db, organisationId, ids);
  return ids.map((checkpointId) => {
    const names = known.get(checkpointId);
    if (!names) throw invalidField('funnel', `There is no checkpoint ${checkpointId}.`);
    return { checkpointId, ...names };
  });
}

/** The most frequent of today, in the order in which trails have them. */
function usual(checkpoints: readonly CountedCheckpoint[]): CheckpointCount[] {
  return checkpoints
    .filter(({ today }) => today > 0)
    .slice(0, USUAL_STEPS)
    .sort((one, other) => one.place - other.place)
    .map(toCount);
}

function toCount({ place: _, ...count }: CountedCheckpoint): CheckpointCount {
  return count;
}

function toPeriod({ from, to }: Span) {
  return { from: from.toISOString(), to: to.toISOString() };
}
