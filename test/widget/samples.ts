import type { Interaction, Message } from '../../api-client/contract/interaction.ts';
import type { AttachedCheckpoint } from '../../api-client/contract/trail.ts';
import type { InteractionDetails } from '../../api-client/contract/interaction.ts';
import type { Offer } from '../../api-client/contract/desk.ts';
import type { Me } from '../../api-client/contract/user.ts';
import type { HistoryData, InteractionData } from '../../api-client/waypost.ts';

export const ZONE = 'Europe/Paris';
export const NOW = Date.parse('2026-11-20T15:06:10.000Z');

/** A checkpoint as it was attached at a UTC clock time of 20 November 2026, or at a whole instant. */
export function stop(
  name: string,
  at: string,
  more: Partial<AttachedCheckpoint> = {},
): AttachedCheckpoint {
  const reference = more.reference ?? name.toLowerCase().replaceAll(/\W+/g, '-');
  const alias = more.alias ?? null;
  return {
    checkpointId: `id-${reference}`,
    name,
    reference,
    alias,
    attachedAt: at.includes('T') ? at : `2026-11-20T${at}Z`,
    sequence: Number(at.replaceAll(/\D/g, '')),
    routingId: 'routing',
    routingVersion: 3,
    actionId: 'action',
    actionName: `Action of ${name}`,
    hits: 1,
    current: { name, reference, alias },
    ...more,
  };
}

export const recognised = stop('Customer recognised', '15:02:11.120', { alias: 'Recognised' });
export const optIn = stop('Opt-in collected', '15:02:40.020', { alias: 'Opt-in' });
export const renamed = stop('Upsell offered', '15:03:05.500', {
  alias: 'Upsell',
  current: { name: 'Upgrade offered', reference: 'upsell-offered', alias: 'Upgrade' },
});
export const deleted = stop('Late delivery', '15:03:06.100', { current: null });
export const callBack = stop('Call-back offered', '15:05:58.000', { alias: 'Call-back' });
export const trail = [recognised, optIn, renamed, deleted];

export function interaction(more: Partial<InteractionDetails> = {}): InteractionDetails {
  return {
    id: 'live',
    revision: 1,
    flow: 'chat-messaging',
    status: 'in-progress',
    statusReason: null,
    direction: 'incoming',
    originalRouting: 'smart',
    currentRouting: 'smart',
    routing: { id: 'routing', name: 'Welcome, orders' },
    routingVersion: 3,
    queue: { id: 'queue', name: 'Orders' },
    advisor: { id: 'advisor', name: 'L. Perrin' },
    participantIds: ['advisor'],
    contact: { name: 'Nadia Achour', phone: '+33612345678', email: null },
    voiceCampaign: null,
    startedAt: '2026-11-20T15:01:58.000Z',
    endedAt: null,
    templateIds: [],
    links: [],
    tags: ['VIP'],
    checkpoints: trail,
    participants: [{ id: 'advisor', name: 'L. Perrin', joinedAt: '2026-11-20T15:03:00.000Z' }],
    variables: { order: { number: 'C-20418' } },
    case: null,
    card: null,
    run: {
      state: 'waiting',
      outcome: null,
      routingId: 'routing',
      routingName: 'Welcome, orders',
      routingVersion: 3,
      actionId: 'action',
      actionName: 'Offer a call-back',
      waitsFor: 'customer',
      dueAt: null,
      queuedAt: null,
    },
    ...more,
  };
}

export const dissuaded = interaction({
  id: 'dissuaded',
  flow: 'voice',
  status: 'dissuaded',
  statusReason: 'Maximum wait reached',
  advisor: null,
  startedAt: '2026-11-19T08:48:20.000Z',
  endedAt: '2026-11-19T08:50:20.000Z',
  checkpoints: [recognised],
});

export function message(
  sequence: number,
  author: Message['author'],
  text: string,
  more: Partial<Message> = {},
): Message {
  return {
    id: `message-${sequence}`,
    interactionId: 'live',
    sequence,
    author,
    text,
    choices: [],
    choiceId: null,
    delivery: null,
    sentAt: `2026-11-20T15:02:0${sequence}.000Z`,
    ...more,
  };
}

export const data: InteractionData = {
  interaction: interaction(),
  messages: [
    message(1, 'customer', 'Hello <img src=x onerror=alert(1)>'),
    message(2, 'routing', 'Which order?', {
      choices: [
        { id: 'last', label: 'My last order' },
        { id: 'other', label: 'Another one' },
      ],
    }),
    message(3, 'customer', 'My last order', { choiceId: 'last' }),
  ],
};

/** An interaction that rings for 20 s more, or is accepted. */
export function offer(more: Partial<Offer> = {}): Offer {
  return {
    interactionId: 'live',
    flow: 'chat-messaging',
    queue: { id: 'queue', name: 'Orders' },
    contactName: 'Nadia Achour',
    waitingSince: '2026-11-20T15:05:32.000Z',
    ringsUntil: '2026-11-20T15:06:30.000Z',
    acceptedAt: null,
    ...more,
  };
}

export const accepted = offer({ ringsUntil: null, acceptedAt: '2026-11-20T15:06:00.000Z' });

export const me: Me = {
  id: 'me',
  username: 'admin',
  name: 'L. Perrin',
  type: 'administrator',
  language: 'en',
  organisation: {
    id: 'organisation',
    name: 'Acme',
    timeZone: ZONE,
    region: 'FR',
    currency: 'EUR',
    languages: ['en', 'fr'],
  },
  role: { id: 'role', name: 'Administrator' },
  rights: { checkpoints: ['read'] },
  profiles: [],
  activeProfileId: 'profile',
};

/** Somebody who serves a queue, and has the live interaction. */
export const advisor: Me = {
  ...me,
  id: 'advisor',
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

/** A history as the server has it. */
export function historyOf(items: Interaction[], complete = true): HistoryData {
  const total = complete ? { count: items.length, isExact: true } : undefined;
  return { items, complete, total, kept: undefined };
}
