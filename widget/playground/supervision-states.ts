import { NetworkError } from '../../api-client/errors.ts';
import type { CheckpointCount, Supervision } from '../../api-client/contract/supervision.ts';
import type { WaypostSupervision } from '../supervision.ts';
import { checkpoints, interactions, type DataSize } from './samples.ts';
import { stillClient, type Still } from './still-client.ts';

type SupervisionStates = { [state: string]: (size: DataSize) => Partial<WaypostSupervision> };

/** Every state that what happens now can be in. */
export const supervisionStates: SupervisionStates = {
  filled: (size) => still({ status: 'live', supervision: supervisionOf(size) }),
  'from the cache': (size) => still({ status: 'cached', supervision: supervisionOf(size) }),
  offline: (size) =>
    still({ status: 'offline', since: ago(4), supervision: supervisionOf(size) }),
  'nothing yet today': () => still({ status: 'live', supervision: quietDay() }),
  loading: () => still({ status: 'loading' }),
  failed: () =>
    still({
      status: 'error',
      error: new NetworkError('https://waypost.example', 'it did not answer within 10 s'),
      retryAt: ago(-0.2),
    }),
  'offline with nothing kept': () => still({ status: 'offline', since: ago(4) }),
};

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();

function still(of: Still): Partial<WaypostSupervision> {
  return { client: stillClient(of) };
}

function quietDay(): Supervision {
  return {
    at: ago(0),
    today: { from: ago(600), to: ago(0) },
    before: { from: ago(600 + 7 * 1440), to: ago(7 * 1440) },
    interactions: { today: 0, before: 0 },
    queues: [],
    checkpoints: [],
    funnel: [],
    latest: [],
  };
}

export function supervisionOf(size: DataSize): Supervision {
  const counted = checkpoints(size).map(({ checkpointId, name, alias }, index) => ({
    checkpointId,
    name,
    alias,
    today: Math.max(0, 96 - index * 17),
    before: Math.max(0, 71 - index * 9),
  }));
  const queues = [
    ...new Map(
      interactions(size).flatMap(({ queue }) => (queue ? [[queue.id, queue] as const] : [])),
    ).values(),
  ];
  return {
    ...quietDay(),
    interactions: { today: 124, before: 98 },
    queues: [...queues, null].map((queue, index) => ({
      queue,
      waiting: (index * 5) % 4,
      inProgress: (index * 3) % 8,
      finished: 60 - ((index * 17) % 50),
    })),
    checkpoints: counted,
    funnel: unique(counted).slice(0, 5),
    latest: interactions(size)
      .flatMap(({ id, flow, contact, checkpoints: trail }) =>
        trail.slice(-1).map(({ checkpointId, name, alias, attachedAt }) => ({
          interactionId: id,
          flow,
          contact,
          checkpointId,
          name,
          alias,
          attachedAt,
        })),
      )
      .sort((one, other) => (one.attachedAt > other.attachedAt ? -1 : 1)),
  };
}

function unique(counts: CheckpointCount[]): CheckpointCount[] {
  return [...new Map(counts.map((each) => [each.checkpointId, each])).values()];
}
