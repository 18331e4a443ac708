import type { RoutingTree } from '../../../api-client/contract/routing.ts';
import { formerDelivery } from './former/delivery.ts';

/** Follows a delivery up; mostly reached from the welcome routing. */
export const delivery: RoutingTree = {
  start: 'start',
  actions: {
    ...formerDelivery.actions,
    'on-its-way': {
      type: 'simple-message',
      name: 'On its way',
      parameters: { message: 'Order {{order.number}} is on its way and arrives tomorrow.' },
      branches: { ok: 'text' },
    },
    text: {
      type: 'send-sms',
      name: 'Say it by SMS too',
      parameters: {
        template: { reference: 'delivery-tomorrow' },
        variables: [
          { name: 'order', value: '{{order.number}}' },
          { name: 'slot', value: 'between 9 and 12' },
        ],
        kind: 'basic',
        from: 'Verdier',
        to: '{{contact.phone}}',
      },
      branches: {
        ok: 'helped',
        error: 'helped',
        'not-mobile': 'helped',
        'reference-not-found': 'helped',
      },
    },
    voucher: {
      type: 'add-checkpoint',
      name: 'Voucher given',
      parameters: { checkpoint: { reference: 'voucher' } },
      branches: { ok: 'complaint', 'reference-not-found': 'complaint' },
    },
    complaint: {
      type: 'create-case',
      name: 'Open a case for the delay',
      parameters: {
        title: 'Late delivery of order {{order.number}}',
        caseType: { reference: 'complaint' },
      },
      branches: { ok: 'helped', error: 'helped', 'not-found': 'helped' },
    },
    unhappy: {
      type: 'add-checkpoint',
      name: 'Offer a call-back',
      parameters: { checkpoint: { reference: 'call-back-offered' } },
      branches: { ok: 'one-moment', 'reference-not-found': 'one-moment' },
    },
    'one-moment': {
      type: 'simple-message',
      name: 'Ask for a moment',
      parameters: { message: 'I am sorry. One moment: an advisor comes to you.' },
      branches: { ok: 'own-advisor' },
    },
    'own-advisor': {
      type: 'distribution-user',
      name: 'First their own advisor',
      parameters: { target: { preferred: true }, ringSeconds: 30 },
      branches: {
        ok: 'with-advisor',
        error: 'advisor',
        'no-response': 'advisor',
        'reference-not-found': 'advisor',
      },
    },
    advisor: {
      type: 'distribution-queue',
      name: 'An advisor takes over',
      parameters: { target: { queueGroup: { reference: 'all-advisors' } }, prioritise: false },
      branches: {
        processed: 'goodbye',
        unprocessed: 'goodbye',
        'reference-not-found': 'goodbye',
        overflow: 'goodbye',
        dissuasion: 'goodbye',
      },
    },
    'with-advisor': {
      type: 'simple-message',
      name: 'Say who takes over',
      parameters: { message: 'Your own advisor is with you now.' },
      branches: {},
    },
  },
};
