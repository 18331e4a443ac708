import type { RoutingTree } from '../../../api-client/contract/routing.ts';
import { formerWelcomeOrders } from './former/welcome-orders.ts';

const { 'ask-address': askAddress, ...formerActions } = formerWelcomeOrders.actions;
if (!askAddress) throw new Error('The welcome routing does not ask for the address.');

/** How customers with an order are welcomed: the demo's main journey. */
export const welcomeOrders: RoutingTree = {
  start: 'start',
  actions: {
    ...formerActions,
    'ask-address': { ...askAddress, branches: { ...askAddress.branches, ok: 'confirm' } },
    confirm: {
      type: 'send-email',
      name: 'Confirm by e-mail',
      parameters: {
        template: { reference: 'address-confirmed' },
        variables: [
          { name: 'name', value: '{{contact.name}}' },
          { name: 'address', value: '{{customer.email}}' },
        ],
        sender: { type: 'basic', mailbox: { reference: 'customer-service' } },
        to: '{{customer.email}}',
      },
      branches: {
        ok: 'call-back',
        'partially-sent': 'call-back',
        'reference-not-found': 'call-back',
        error: 'call-back',
      },
    },
    'call-back-accepted': {
      type: 'add-checkpoint',
      name: 'Call-back accepted',
      parameters: { checkpoint: { reference: 'call-back-accepted' } },
      branches: { ok: 'call-task', 'reference-not-found': 'call-task' },
    },
    'call-task': {
      type: 'create-task',
      name: 'Have somebody call back',
      parameters: {
        name: 'Call {{contact.name}} on {{customer.phone}}, {{customer.day}}',
        category: { reference: 'call-back' },
        start: { kind: 'now' },
        end: { kind: 'none' },
      },
      branches: { ok: 'goodbye', error: 'goodbye' },
    },
  },
};
