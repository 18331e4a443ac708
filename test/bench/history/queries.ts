import { historyColumns } from '../../../api-client/contract/history-columns.ts';
import type { Query } from './bench-server.ts';
import type { Made } from './generate.ts';

export const sorts = historyColumns.flatMap((column) => [column, `-${column}`]);

/** The day in Paris that the list opens on. */
export const today: Query = {
  from: '2026-11-26T23:00:00.000Z',
  to: '2026-11-27T23:00:00.000Z',
  timeZone: 'Europe/Paris',
};

/** Filters that find nearly all, few, none, what is far away, and what goes badly together. */
export function filtersOf(made: Made): Record<string, Query> {
  const [first = '', second = ''] = made.checkpoints;
  const [advisor = '', colleague = ''] = made.users.slice(3);
  return {
    'three months': {},
    today,
    'one week': { from: '2026-11-20T23:00:00.000Z' },
    'ended today': { endedFrom: '2026-11-26T23:00:00.000Z' },
    'a tag': { tag: 'tag 3' },
    'a rare tag': { tag: 'rare' },
    'a template': { template: made.templates[0]! },
    'a rare flow': { flow: 'telegram-messaging' },
    'a rare status': { status: 'warning' },
    'live ones': { status: ['waiting', 'in-progress'] },
    'an advisor': { advisor },
    'a participant': { participant: colleague },
    'a queue': { queue: made.queues[9]! },
    'advisor, queue and status': { advisor, queue: made.queues[1]!, status: 'aborted' },
    'campaign of another flow': { voiceCampaign: 'Campaign 1', flow: 'chat-messaging' },
    'flow with a card': { crmRecord: 'linked', flow: 'messenger-messaging' },
    'a checkpoint': { checkpoint: first },
    'without two checkpoints': { withoutCheckpoint: [first, second] },
    'two checkpoints in a minute': { checkpointSequence: `${first}.${second}.1` },
    'a part of a number': { search: '61 23 4' },
    'a part of an address': { search: 'mer123' },
    'two digits': { search: '12' },
  };
}
