import { NetworkError, WaypostError } from '../../api-client/errors.ts';
import { checkpoints, conversation, interactions, me, type DataSize } from './samples.ts';
import { stillClient, type Still } from './still-client.ts';

type Elements = Pick<
  HTMLElementTagNameMap,
  | 'waypost-checkpoint-chips'
  | 'waypost-checkpoint-trail'
  | 'waypost-history'
  | 'waypost-interaction'
  | 'waypost-panel'
>;
export type ElementTag = keyof Elements;

/** Every element with every state that it can be in. */
export type States = {
  [Tag in ElementTag]: { [state: string]: (size: DataSize) => Partial<Elements[Tag]> };
};

const TROUBLE = 'Waypost’s server is starting. It will be back in a moment.';
const PHONE = '+33612345678';

export const states: States = {
  'waypost-checkpoint-chips': {
    filled: (size) => ({ checkpoints: checkpoints(size) }),
    'at most three': (size) => ({ checkpoints: checkpoints(size), limit: 3 }),
    empty: () => ({ checkpoints: [] }),
  },
  'waypost-checkpoint-trail': {
    filled: (size) => ({ checkpoints: checkpoints(size) }),
    'with links to the configuration': (size) => ({
      checkpoints: checkpoints(size),
      canConfigure: true,
      configurationUrl: '#checkpoint-{id}',
    }),
    loading: () => ({}),
    empty: () => ({ checkpoints: [], routingName: 'Welcome, orders' }),
    failed: () => ({ error: TROUBLE }),
  },
  'waypost-history': {
    filled: (size) => ({ interactions: interactions(size), complete: true }),
    'of everyone, with older ones': (size) => ({
      interactions: interactions(size),
      withContact: true,
    }),
    'loading older ones': (size) => ({
      interactions: interactions(size).slice(0, 3),
      loadingOlder: true,
    }),
    loading: () => ({}),
    empty: () => ({ interactions: [], complete: true }),
    failed: () => ({ error: TROUBLE }),
  },
  'waypost-interaction': {
    'going on': (size) => ({ data: conversation(size), me }),
    conversation: (size) => ({ data: conversation(size), me, tab: 'conversation' }),
    data: (size) => ({ data: conversation(size), me, tab: 'data' }),
    ended: (size) => ({ data: conversation(size, 2), me }),
    loading: () => ({}),
    failed: () => ({ error: TROUBLE }),
  },
  'waypost-panel': {
    live: (size) => panel(size, { status: 'live' }),
    'a list': (size) => ({ ...panel(size, { status: 'live' }), contact: '' }),
    'from the cache': (size) => panel(size, { status: 'cached' }),
    offline: (size) => panel(size, { status: 'offline', since: ago(4) }),
    'offline with nothing kept': () => still({ status: 'offline', since: ago(4) }),
    'failed for now': (size) =>
      panel(size, { status: 'error', error: failure(), retryAt: ago(-0.2) }),
    'failed with nothing to show': () =>
      still({ status: 'error', error: failure(), retryAt: ago(-0.2) }),
    'storage that keeps nothing': (size) => panel(size, { status: 'live', kept: false }),
    loading: () => still({ status: 'loading' }),
    'a customer without interactions': () =>
      still({ status: 'live', list: { items: [], complete: true } }),
    'nobody signed in': () =>
      still({ status: 'error', error: new WaypostError('signed-out', 'Nobody is signed in.') }),
    'history not open to the profile': () =>
      still({
        status: 'error',
        error: new WaypostError('history-off', 'Your profile does not open the history.'),
      }),
    'not connected': () => ({ contact: PHONE }),
  },
};

function panel(size: DataSize, of: Still): Partial<Elements['waypost-panel']> {
  const list = { items: interactions(size), complete: size !== 'many' };
  return still({ list, one: conversation(size), ...of });
}

function still(of: Still): Partial<Elements['waypost-panel']> {
  return { client: stillClient(of), contact: PHONE };
}

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const failure = (): WaypostError =>
  new NetworkError('https://waypost.example', 'it did not answer within 10 s');
