import type { RoutingTree } from '../../../api-client/contract/routing.ts';
import { formerAfterSales } from './former/after-sales.ts';

/** What happens with something that broke: paid in advance where the warranty is over, and a case for the workshop. */
export const afterSales: RoutingTree = {
  start: 'start',
  actions: {
    ...formerAfterSales.actions,
    'out-of-warranty': {
      type: 'add-checkpoint',
      name: 'Out of warranty',
      parameters: { checkpoint: { reference: 'out-of-warranty' } },
      branches: { ok: 'price', 'reference-not-found': 'price' },
    },
    price: {
      type: 'message-with-choice',
      name: 'Repair for a price?',
      parameters: {
        message: 'Its warranty is over. We repair it for €49, paid in advance. Shall we?',
        maximumWait: 1800,
        replies: [
          { label: 'Yes, I pay now', link: 1 },
          { label: 'No, thank you', link: 2 },
        ],
      },
      branches: {
        'link-1': 'pay',
        'link-2': 'no-repair',
        error: 'no-repair',
        'response-time-exceeded': 'no-repair',
      },
    },
    pay: {
      type: 'pay-invoice',
      name: 'Pay the repair',
      parameters: {
        subject: {
          type: 'amount',
          amount: '49.00',
          currency: 'EUR',
          invoiceName: 'Repair out of warranty',
          customerReference: '{{contact.phone}}',
          mobile: '{{contact.phone}}',
          email: '{{contact.email}}',
        },
        module: { reference: 'own-pay-page' },
        mode: 'routing',
        maximumWait: 900,
      },
      branches: {
        'payment-successful': 'paid',
        'payment-stopped': 'not-paid',
        'bank-transfer-error': 'not-paid',
        'invoice-not-found': 'not-paid',
        'fraudulent-payment': 'not-paid',
        'failed-payment': 'not-paid',
        'payment-error': 'not-paid',
      },
    },
    paid: {
      type: 'simple-message',
      name: 'Thank for the payment',
      parameters: { message: 'Your payment of €49 has arrived, thank you.' },
      branches: { ok: 'repair' },
    },
    'not-paid': {
      type: 'simple-message',
      name: 'It was not paid',
      parameters: { message: 'The repair is not paid, so we do not begin it yet.' },
      branches: { ok: 'no-repair' },
    },
    'no-repair': {
      type: 'simple-message',
      name: 'Say goodbye without a repair',
      parameters: { message: 'Write to us again any time. Have a good day.' },
      branches: { ok: 'survey' },
    },
    photo: {
      type: 'add-checkpoint',
      name: 'Request a photo',
      parameters: { checkpoint: { reference: 'photo-requested' } },
      branches: { ok: 'case', 'reference-not-found': 'case' },
    },
    case: {
      type: 'create-case',
      name: 'Open a case for the workshop',
      parameters: {
        title: 'Broken, bought on {{purchase.date}}',
        caseType: { reference: 'repair' },
      },
      branches: { ok: 'task', error: 'task', 'not-found': 'task' },
    },
    task: {
      type: 'create-task',
      name: 'Have the photo looked at',
      parameters: {
        name: 'Look at the photo of {{contact.name}}',
        category: { reference: 'quality' },
        start: { kind: 'now' },
        end: { kind: 'postponed', count: 1, unit: 'days' },
      },
      branches: { ok: 'hours', error: 'hours' },
    },
    hours: {
      type: 'test-schedule',
      name: 'Is somebody there?',
      parameters: { calendar: { reference: 'opening-hours' } },
      branches: { open: 'advisor', closed: 'goodbye', 'not-found': 'goodbye' },
    },
    advisor: {
      type: 'distribution-queue',
      name: 'An advisor of after-sales',
      parameters: { target: { queue: { reference: 'after-sales' } }, prioritise: false },
      branches: {
        processed: 'survey',
        unprocessed: 'goodbye',
        'reference-not-found': 'goodbye',
        overflow: 'goodbye',
        dissuasion: 'goodbye',
      },
    },
    goodbye: {
      type: 'simple-message',
      name: 'Say goodbye',
      parameters: {
        message: 'Thank you. An advisor writes to you within a day; please have a photo ready.',
      },
      branches: { ok: 'survey' },
    },
    survey: {
      type: 'survey',
      name: 'Ask how it was',
      parameters: { survey: { reference: 'satisfaction' } },
      branches: {},
    },
  },
};
