import { NetworkError, WaypostError } from '../../api-client/errors.ts';
import type { WaypostInteraction } from '../interaction.ts';
import { TABS, type InteractionTab } from '../shared/interaction-tabs.ts';
import {
  advisor,
  conversation,
  historyOf,
  interactions,
  me,
  type DataSize,
} from './samples.ts';
import { stillClient } from './still-client.ts';
import { offer, stillDesk } from './still-desk.ts';
import type { StillRecords } from './still-records.ts';

type State = (size: DataSize) => Partial<WaypostInteraction>;

/** One interaction with a tab open: each tab with something in it, with nothing, on its way, and failed. */
const tabs = Object.fromEntries(
  TABS.flatMap((tab): [string, State][] => [
    [tab, (size) => shown(size, tab)],
    [`${tab}, empty`, (size) => shown(size, tab, { isEmpty: true })],
  ]),
);

export const interactionStates: Record<string, State> = {
  'going on': (size) => shown(size, 'data'),
  ended: (size) => shown(size, 'data', {}, 2),
  ...tabs,
  'one’s own conversation': (size) => ({
    ...shown(size, 'interaction'),
    me: advisor,
    desk: stillDesk({
      presence: 'available',
      offers: { ringing: [], mine: [offer(0, null, 'Nadia Achour')] },
    }),
  }),
  'records on their way': (size) => shown(size, 'case', { isLoading: true }),
  'records that failed': (size) => shown(size, 'case', { error: failure() }),
  'what is done is refused': (size) => shown(size, 'invoices', { fails: true }),
  'without a client': (size) => ({ data: conversation(size), me, tab: 'case' }),
  'follows by itself': (size) => ({
    client: stillClient({ status: 'live', one: conversation(size), records: { size } }),
    interactionId: 'interaction-0',
  }),
  'offline, with nothing kept': () => ({
    client: stillClient({ status: 'offline', since: new Date().toISOString() }),
    interactionId: 'interaction-0',
  }),
  gone: () => ({
    client: stillClient({ status: 'error', error: new WaypostError('not-found', 'Gone.') }),
    interactionId: 'interaction-0',
  }),
  loading: () => ({}),
  failed: () => ({ error: 'Waypost’s server is starting. It will be back in a moment.' }),
};

function shown(
  size: DataSize,
  tab: InteractionTab,
  still: Partial<StillRecords> = {},
  index = 0,
): Partial<WaypostInteraction> {
  const data = conversation(size, index);
  const { isEmpty = false } = still;
  return {
    data: isEmpty
      ? {
          messages: [],
          interaction: { ...data.interaction, checkpoints: [], variables: {}, tags: [] },
        }
      : data,
    me,
    tab,
    client: stillClient({
      status: 'live',
      list: historyOf(isEmpty ? [] : interactions(size)),
      records: { size, ...still },
    }),
  };
}

const failure = (): WaypostError =>
  new NetworkError('https://waypost.example', 'it did not answer within 10 s');
