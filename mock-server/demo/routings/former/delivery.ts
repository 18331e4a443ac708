import type { RoutingTree } from '../../../../api-client/contract/routing.ts';

/** How it was until today: what the demo’s past went through. */
export const formerDelivery: RoutingTree = {
  start: 'start',
  actions: {
    start: { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'ask-order' } },
    'ask-order': {
      type: 'message-awaiting-response',
      name: 'Ask for the order number',
      parameters: {
        message: 'Let us find your parcel.',
        maximumWait: 900,
        maximumAttempts: 3,
        errorMessage: 'An order number has digits only, as 20418.',
        questions: [{ content: 'Which order number?', type: 'number', target: 'order.number' }],
      },
      branches: { ok: 'order', 'max-attempts': 'goodbye', error: 'goodbye' },
    },
    order: {
      type: 'add-checkpoint',
      name: 'Order number given',
      parameters: { checkpoint: { reference: 'order-found' } },
      branches: { ok: 'looking', 'reference-not-found': 'looking' },
    },
    looking: {
      type: 'simple-message',
      name: 'Say that we look',
      parameters: { message: 'One moment, I look for order {{order.number}} …' },
      branches: { ok: 'pause' },
    },
    pause: {
      type: 'pause',
      name: 'Look for the parcel',
      parameters: { seconds: 3 },
      branches: { ok: 'tracked' },
    },
    tracked: {
      type: 'add-checkpoint',
      name: 'Parcel tracked',
      parameters: { checkpoint: { reference: 'delivery-tracked' } },
      branches: { ok: 'outcome', 'reference-not-found': 'outcome' },
    },
    outcome: {
      type: 'load-sharing',
      name: 'Where the parcel is',
      parameters: { loads: [60, 40, 0, 0, 0, 0, 0, 0, 0, 0] },
      branches: { 'link-1': 'on-its-way', 'link-2': 'late', 'no-link': 'goodbye' },
    },
    'on-its-way': {
      type: 'simple-message',
      name: 'On its way',
      parameters: { message: 'Order {{order.number}} is on its way and arrives tomorrow.' },
      branches: { ok: 'helped' },
    },
    late: {
      type: 'add-checkpoint',
      name: 'Delivery is late',
      parameters: { checkpoint: { reference: 'delivery-late' } },
      branches: { ok: 'excuse', 'reference-not-found': 'excuse' },
    },
    excuse: {
      type: 'message-with-choice',
      name: 'Excuse and voucher',
      parameters: {
        message: 'Order {{order.number}} is two days late. May we offer you a voucher?',
        maximumWait: 900,
        replies: [
          { label: 'Yes, thank you', link: 1 },
          { label: 'No', link: 2 },
        ],
      },
      branches: { 'link-1': 'voucher', 'link-2': 'helped', error: 'goodbye' },
    },
    voucher: {
      type: 'add-checkpoint',
      name: 'Voucher given',
      parameters: { checkpoint: { reference: 'voucher' } },
      branches: { ok: 'helped', 'reference-not-found': 'helped' },
    },
    helped: {
      type: 'message-with-choice',
      name: 'Did this help?',
      parameters: {
        message: 'Did this help you?',
        maximumWait: 900,
        replies: [
          { label: 'Yes', link: 1 },
          { label: 'No', link: 2 },
        ],
      },
      branches: { 'link-1': 'happy', 'link-2': 'unhappy', error: 'goodbye' },
    },
    happy: {
      type: 'assign-values',
      name: 'Keep that it helped',
      parameters: { rows: [{ target: 'survey.helped', value: 'true', type: 'boolean' }] },
      branches: { ok: 'goodbye', error: 'goodbye' },
    },
    unhappy: {
      type: 'add-checkpoint',
      name: 'Offer a call-back',
      parameters: { checkpoint: { reference: 'call-back-offered' } },
      branches: { ok: 'advisor', 'reference-not-found': 'advisor' },
    },
    advisor: {
      type: 'distribution-queue',
      name: 'An advisor takes over',
      parameters: { target: { queueGroup: { reference: 'all-advisors' } }, prioritise: false },
      branches: {
        processed: 'goodbye',
        overflow: 'goodbye',
        dissuasion: 'goodbye',
        unprocessed: 'goodbye',
      },
    },
    goodbye: {
      type: 'simple-message',
      name: 'Say goodbye',
      parameters: { message: 'Thank you for your patience.' },
      branches: {},
    },
  },
};
