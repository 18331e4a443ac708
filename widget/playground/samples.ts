import type { HistoryChoices } from '../../api-client/contract/history.ts';
import type { Interaction, Message } from '../../api-client/contract/interaction.ts';
import type { AttachedCheckpoint } from '../../api-client/contract/trail.ts';
import type { Me } from '../../api-client/contract/user.ts';
import type { HistoryData, InteractionData } from '../../api-client/waypost.ts';

/** How much there is to show: `long` is the longest that a configuration allows, and text that looks like code. */
export type DataSize = 'few' | 'many' | 'long';

const counts: Record<DataSize, { checkpoints: number; interactions: number }> = {
  few: { checkpoints: 5, interactions: 6 },
  many: { checkpoints: 40, interactions: 200 },
  long: { checkpoints: 8, interactions: 12 },
};

const known: [name: string, alias: string | null, action: string][] = [
  ['Customer recognised', 'Recognised', 'Ask for the customer number'],
  ['Opt-in collected', 'Opt-in', 'Opt-in question'],
  ['Upsell offered', 'Upsell', 'Offer, branch B'],
  ['Branch “late delivery”', null, 'Test the reason'],
  ['Call-back offered', 'Call-back', 'Offer a call-back'],
];
const lengthy: [name: string, alias: string | null, action: string][] = [
  [
    `${'A checkpoint whose name goes on as long as a configuration lets it, '.repeat(3)}and ends`,
    'An alias that has as many letters as are allowed',
    'An action whose author wanted to explain all of it in its name',
  ],
  ['Donaudampfschifffahrtselektrizitätenhauptbetriebswerk'.repeat(2), null, 'No-spaces-at-all'],
  ['<img src=x onerror=alert(1)> {{contact.name}}', '<b>bold</b>', '{{action}}'],
  ['العميل معروف', 'معروف', 'التعرف على العميل'],
];

const NOW = Date.now();
const instant = (secondsAgo: number): string => new Date(NOW - secondsAgo * 1000).toISOString();

export function checkpoints(size: DataSize): AttachedCheckpoint[] {
  const names = size === 'long' ? [...lengthy, ...known] : known;
  const count = counts[size].checkpoints;
  return Array.from({ length: count }, (_, index) => {
    const [name, alias, actionName] = names[index % names.length] ?? ['', null, ''];
    const round = Math.floor(index / names.length);
    const reference = `checkpoint-${index}`;
    const called = round ? `${name} ${round + 1}` : name;
    // The third was renamed since, the fourth deleted.
    const current =
      index === 3 ? null : { name: index === 2 ? 'Upgrade offered' : called, reference, alias };
    return {
      checkpointId: `id-${index}`,
      name: called,
      reference,
      alias,
      attachedAt: instant((count - index) ** 1.7 * 9),
      sequence: index,
      routingId: 'routing',
      routingVersion: 2,
      actionId: `action-${index}`,
      actionName,
      hits: index === 1 ? 3 : 1,
      current,
    };
  });
}

const statuses: [Interaction['status'], string | null][] = [
  ['in-progress', null],
  ['processed', null],
  ['dissuaded', 'Maximum wait reached'],
  ['warning', 'One of two recipients refused it'],
  ['waiting', null],
  ['aborted', null],
  ['delivered', null],
];
const flows: Interaction['flow'][] = [
  'chat-messaging',
  'whatsapp-messaging',
  'voice',
  'email-messaging',
  'sms-messaging',
  'messenger-messaging',
];

export function interaction(size: DataSize, index = 0): Interaction {
  const [status, statusReason] = statuses[index % statuses.length] ?? ['processed', null];
  const isLive = status === 'in-progress' || status === 'waiting';
  const startedAgo = 250 + index ** 1.9 * 900;
  return {
    id: `interaction-${index}`,
    revision: 1,
    flow: flows[index % flows.length] ?? 'voice',
    status,
    statusReason,
    direction: index % 4 === 3 ? 'outgoing' : 'incoming',
    originalRouting: 'smart',
    currentRouting: 'smart',
    routing: { id: 'routing', name: 'Welcome, orders' },
    routingVersion: 3,
    queue: {
      id: 'queue',
      name: size === 'long' ? 'Orders, returns and all the rest' : 'Orders',
    },
    advisor: status === 'waiting' ? null : { id: 'advisor', name: 'L. Perrin' },
    participantIds: status === 'waiting' ? [] : ['advisor'],
    contact: {
      name:
        size === 'long'
          ? 'Maria Anunciação de Vasconcelos e Albuquerque-Hohenzollern'
          : 'Nadia Achour',
      phone: '+33612345678',
      email: 'nadia.achour@example.com',
    },
    voiceCampaign: null,
    startedAt: instant(startedAgo),
    endedAt: isLive ? null : instant(startedAgo - 200),
    card: null,
    templateIds: [],
    links: [],
    tags: ['VIP'],
    checkpoints: checkpoints(size).slice(0, index === 0 ? undefined : index % 5),
  };
}

export const interactions = (size: DataSize): Interaction[] =>
  Array.from({ length: counts[size].interactions }, (_, index) => interaction(size, index));

/** A history as the server has it. */
export function historyOf(items: Interaction[], complete = true): HistoryData {
  const total = { count: complete ? items.length : 4 * items.length, isExact: true };
  return { items, complete, total, kept: undefined };
}

/** What the samples can be filtered by. */
export const choices: HistoryChoices = {
  advisors: [{ id: 'advisor', name: 'L. Perrin' }],
  queues: [{ id: 'queue', name: 'Orders' }],
  routings: [{ id: 'routing', name: 'Welcome, orders' }],
  versions: [3, 2, 1].map((number) => ({ routingId: 'routing', number })),
  checkpoints: known.map(([name, alias], index) => ({
    id: `checkpoint-${index}`,
    name,
    alias,
  })),
  templates: [],
  voiceCampaigns: [],
  tags: ['VIP'],
};

export function conversation(size: DataSize, index = 0): InteractionData {
  const shown = interaction(size, index);
  const hasEnded = shown.endedAt !== null;
  return {
    interaction: {
      ...shown,
      participants: [{ id: 'advisor', name: 'L. Perrin', joinedAt: instant(120) }],
      variables: { order: { number: 'C-20418' }, request: { reason: 'delivery' } },
      case: null,
      card: null,
      run: {
        state: hasEnded ? 'ended' : 'waiting',
        outcome: hasEnded ? 'completed' : null,
        routingId: 'routing',
        routingName: 'Welcome, orders',
        routingVersion: 2,
        actionId: 'offer',
        actionName: 'Offer a call-back',
        waitsFor: hasEnded ? null : 'customer',
        dueAt: null,
        queuedAt: null,
      },
    },
    messages: [
      message(1, 'routing', 'Hello Nadia, which order is it about?', [
        'My last order',
        'Another',
      ]),
      message(2, 'customer', 'My last order'),
      message(3, 'routing', size === 'long' ? lengthy.join(' ') : 'Thank you. What can we do?'),
      message(4, 'customer', 'It should have come yesterday.'),
      message(5, 'advisor', 'I am looking into it.'),
    ],
  };
}

export function message(
  sequence: number,
  author: Message['author'],
  text: string,
  labels: string[] = [],
): Message {
  return {
    id: `message-${sequence}`,
    interactionId: 'interaction-0',
    sequence,
    author,
    text,
    choices: labels.map((label, index) => ({ id: `${index}`, label })),
    choiceId: null,
    delivery: null,
    sentAt: instant(240 - sequence * 20),
  };
}

export const me: Me = {
  id: 'me',
  username: 'admin',
  name: 'Inès Caron',
  type: 'administrator',
  language: 'en',
  organisation: {
    id: 'organisation',
    name: 'Maison Verdier',
    timeZone: 'Europe/Paris',
    region: 'FR',
    currency: 'EUR',
    languages: ['en', 'fr'],
  },
  role: { id: 'role', name: 'Administrator' },
  rights: { checkpoints: ['read'] },
  profiles: [],
  activeProfileId: 'profile',
};

/** Somebody who serves a queue, and has the first interaction. */
export const advisor: Me = {
  ...me,
  id: 'advisor',
  name: 'L. Perrin',
  profiles: [
    {
      id: 'profile',
      name: 'Orders',
      historyOfInteractions: true,
      flows: ['chat-messaging'],
      queues: [{ id: 'queue', name: 'Orders' }],
    },
  ],
};
