import { NetworkError, WaypostError } from '../../api-client/errors.ts';
import {
  advisor,
  checkpoints,
  conversation,
  historyOf,
  interactions,
  type DataSize,
} from './samples.ts';
import { entitySettingsStates } from './entity-settings-states.ts';
import { checkpointSettingsStates } from './checkpoint-settings-states.ts';
import { interactionStates } from './interaction-states.ts';
import { reportStates } from './report-states.ts';
import { stillClient, type Still } from './still-client.ts';
import { secretSettingsStates } from './secret-settings-states.ts';
import { supervisionStates } from './supervision-states.ts';
import { historyStates } from './history-states.ts';
import { offer, stillDesk, type StillDesk } from './still-desk.ts';

type Elements = Pick<
  HTMLElementTagNameMap,
  | 'waypost-checkpoint-chips'
  | 'waypost-checkpoint-settings'
  | 'waypost-checkpoint-trail'
  | 'waypost-desk'
  | 'waypost-entity-settings'
  | 'waypost-frame'
  | 'waypost-history'
  | 'waypost-history-table'
  | 'waypost-contact-history'
  | 'waypost-interaction'
  | 'waypost-panel'
  | 'waypost-reply'
  | 'waypost-report'
  | 'waypost-secret-settings'
  | 'waypost-supervision'
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
  'waypost-checkpoint-settings': checkpointSettingsStates,
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
  'waypost-desk': {
    ringing: (size) => desk({ offers: { ringing: ringing(size), mine: [] } }),
    'ringing, with others of one’s own': (size) =>
      desk({ offers: { ringing: ringing(size), mine: mine(size) }, fails: true }),
    available: () => desk({ offers: { ringing: [], mine: [] } }),
    away: () => desk({ presence: 'away', offers: { ringing: [], mine: [] } }),
    offline: () => desk({ presence: 'offline', offers: { ringing: [], mine: [] } }),
    loading: () => ({ desk: stillDesk({}) }),
    failed: () => desk({ error: failure() }),
  },
  'waypost-entity-settings': entitySettingsStates,
  'waypost-frame': {
    'not connected': () => ({}),
    'with no server that answers': () => ({
      url: 'http://127.0.0.1:1',
      getToken: () => Promise.reject(new Error('Nobody is signed in.')),
    }),
  },
  'waypost-contact-history': {
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
  'waypost-history': historyStates,
  'waypost-report': reportStates,
  'waypost-secret-settings': secretSettingsStates,
  'waypost-supervision': supervisionStates,
  'waypost-history-table': {
    filled: (size) => ({ rows: interactions(size), complete: true }),
    'with more to come': (size) => ({ rows: interactions(size) }),
    busy: (size) => ({ rows: interactions(size), complete: true, busy: true }),
  },
  'waypost-interaction': interactionStates,
  'waypost-panel': {
    live: (size) => panel(size, { status: 'live' }),
    'a list': (size) => ({ ...panel(size, { status: 'live' }), contact: '' }),
    'with a desk': (size) => ({
      ...panel(size, {
        status: 'live',
        me: advisor,
        desk: stillDesk({
          presence: 'available',
          offers: { ringing: ringing(size), mine: mine(size) },
        }),
      }),
    }),
    'from the cache': (size) => panel(size, { status: 'cached' }),
    offline: (size) => panel(size, { status: 'offline', since: ago(4) }),
    'offline with nothing kept': () => still({ status: 'offline', since: ago(4) }),
    'failed for now': (size) =>
      panel(size, { status: 'error', error: failure(), retryAt: ago(-0.2) }),
    'failed with nothing to show': () =>
      still({ status: 'error', error: failure(), retryAt: ago(-0.2) }),
    'storage that keeps nothing': (size) => panel(size, { status: 'live', kept: false }),
    loading: () => still({ status: 'loading' }),
    'a customer without interactions': () => still({ status: 'live', list: historyOf([]) }),
    'nobody signed in': () =>
      still({ status: 'error', error: new WaypostError('signed-out', 'Nobody is signed in.') }),
    'history not open to the profile': () =>
      still({
        status: 'error',
        error: new WaypostError('history-off', 'Your profile does not open the history.'),
      }),
    'not connected': () => ({ contact: PHONE }),
  },
  'waypost-reply': {
    'one’s own': (size) => reply({ offers: { ringing: [], mine: mine(size) } }),
    'without a network': (size) =>
      reply({ offers: { ringing: [], mine: mine(size) }, fails: true }),
    'not one’s own: shows nothing': () => reply({ offers: { ringing: [], mine: [] } }),
  },
};

const named = (size: DataSize): string =>
  size === 'long'
    ? 'Maria Anunciação de Vasconcelos e Albuquerque-Hohenzollern'
    : 'Julien Morel';
const ringing = (size: DataSize) => [
  offer(7, 45, named(size)),
  ...(size === 'many' ? [offer(8, 20, null), offer(2, 12, named(size))] : []),
];
const mine = (size: DataSize) =>
  Array.from({ length: size === 'many' ? 12 : 2 }, (_, index) =>
    offer(index, null, index ? named(size) : 'Nadia Achour'),
  );

function desk(still: StillDesk): Partial<Elements['waypost-desk']> {
  return { desk: stillDesk({ presence: 'available', ...still }), shownId: 'interaction-0' };
}

function reply(still: StillDesk): Partial<Elements['waypost-reply']> {
  return { desk: stillDesk(still), interactionId: 'interaction-0' };
}

function panel(size: DataSize, of: Still): Partial<Elements['waypost-panel']> {
  const list = historyOf(interactions(size), size !== 'many');
  return still({ list, one: conversation(size), ...of });
}

function still(of: Still): Partial<Elements['waypost-panel']> {
  return { client: stillClient(of), contact: PHONE };
}

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const failure = (): WaypostError =>
  new NetworkError('https://waypost.example', 'it did not answer within 10 s');
