import { z } from 'zod';
import type { ActionContext } from '../routing/action-context.ts';
import {
  awaitAdvisor,
  defineAction,
  keepWaiting,
  leave,
  turnAway,
} from '../routing/define-action.ts';
import type { FoundEntity } from '../routing/entities.ts';
import { entityChoice } from '../routing/fields.ts';
import type { QueueState } from '../routing/records/queues.ts';

const Parameters = z.strictObject({
  target: z
    .union([
      z.strictObject({ queue: entityChoice('queue', 'Queue') }),
      z.strictObject({ queueGroup: entityChoice('queue-group', 'Queue group') }),
    ])
    .meta({ title: 'Distribution to' }),
  prioritise: z.boolean().default(false).meta({ title: 'Prioritise' }),
});
type Parameters = z.output<typeof Parameters>;

type Queue = FoundEntity<'queue'>;

/** One of the queues that have somebody to serve them. */
interface OpenQueue {
  queue: Queue;
  state: QueueState;
}

/**
 * 4.1: waits in a queue, or in all queues of a group, until an advisor took the interaction and ended it. A group
 * turns away only what every one of its served queues would turn away.
 */
export const distributionQueue = defineAction({
  type: 'distribution-queue',
  title: 'Distribution to queue',
  group: 'distribution',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Lets the interaction wait for an advisor who serves the queue.',
  parameters: Parameters,
  branches: {
    processed: 'Processed',
    unprocessed: 'Unprocessed',
    'reference-not-found': 'Reference not found',
    'overflow-no-user': 'Overflow – No user',
    'overflow-estimated-wait': 'Overflow – Maximum estimated waiting time',
    'overflow-number-waiting': 'Overflow – Maximum number of waiting interactions',
    overflow: 'Overflow',
    'dissuasion-wait': 'Dissuasion – Maximum wait time reached',
    'dissuasion-by-user': 'Dissuasion – By the user',
    dissuasion: 'Dissuasion (all types)',
  },
  general: 'unprocessed',
  generals: {
    processed: null,
    'overflow-no-user': 'overflow',
    'overflow-estimated-wait': 'overflow',
    'overflow-number-waiting': 'overflow',
    'dissuasion-wait': 'dissuasion',
    'dissuasion-by-user': 'dissuasion',
  },
  endsLoops: (_, branch) => branch === 'processed' || branch.startsWith('dissuasion'),

  async run({ target, prioritise }, context) {
    const queues = await findQueues(target, context);
    if (queues.length === 0)
      return leave('reference-not-found', 'There is no such queue or queue group.');
    const states = await context.records.queues.states(
      queues.map(({ id, definition }) => ({ id, ...definition })),
      { prioritised: prioritise, entering: queues.some(isLimited) },
    );
    const open = queues.flatMap((queue, index): OpenQueue[] => {
      const state = states[index];
      return state && state.connected > 0 ? [{ queue, state }] : [];
    });
    const [first] = open;
    if (!first) return leave('overflow-no-user', 'Nobody who serves it is connected.');
    if (open.every(waitsTooLong)) {
      return leave(
        'overflow-estimated-wait',
        `The estimated wait is ${first.state.estimatedWaitSeconds} s.`,
      );
    }
    if (open.every((one) => waitsTooLong(one) || isFull(one))) {
      return leave('overflow-number-waiting', `${first.state.waiting} are waiting already.`);
    }
    const desk = {
      queueIds: queues.map(({ id }) => id),
      userId: null,
      prioritised: prioritise,
      ringSeconds: first.queue.definition.ringSeconds,
    };
    return awaitAdvisor(desk, longestWait(queues));
  },

  resume(_, __, happening) {
    if (happening.kind === 'time-over') {
      return turnAway('dissuasion-wait', 'The maximum wait in the queue was reached.');
    }
    if (happening.kind !== 'advisor') return keepWaiting;
    const { news } = happening;
    switch (news.event) {
      case 'accepted':
        return awaitAdvisor(undefined, null);
      case 'refused':
        return keepWaiting;
      case 'dissuaded':
        return turnAway('dissuasion-by-user', `${news.name} turned the interaction away.`);
      case 'finished':
        return 'processed';
      case 'out-of-reach':
        return leave('unprocessed', news.reason);
    }
  },
});

async function findQueues(
  target: Parameters['target'],
  context: ActionContext,
): Promise<Queue[]> {
  if ('queue' in target) {
    const queue = await context.find('queue', target.queue);
    return queue ? [queue] : [];
  }
  const group = await context.find('queue-group', target.queueGroup);
  const found: Queue[] = [];
  for (const id of group?.definition.queues ?? []) {
    const queue = await context.find('queue', { id });
    if (queue) found.push(queue);
  }
  return found;
}

function isLimited({ definition }: Queue): boolean {
  return definition.maximumEstimatedWaitSeconds !== null || definition.maximumWaiting !== null;
}

function waitsTooLong({ queue, state }: OpenQueue): boolean {
  const maximum = queue.definition.maximumEstimatedWaitSeconds;
  return maximum !== null && state.estimatedWaitSeconds > maximum;
}

/** With whoever enters now, more would wait than may. */
function isFull({ queue, state }: OpenQueue): boolean {
  const maximum = queue.definition.maximumWaiting;
  if (maximum === null) return false;
  return maximum.kind === 'number'
    ? state.waiting >= maximum.value
    : state.waiting * 100 >= maximum.value * state.connected;
}

/** As long as the most patient of the queues keeps anybody; null when one of them sets no end. */
function longestWait(queues: readonly Queue[]): number | null {
  const waits = queues.map(({ definition }) => definition.maximumWaitSeconds);
  return waits.reduce<number | null>(
    (longest, wait) => (longest === null || wait === null ? null : Math.max(longest, wait)),
    0,
  );
}
