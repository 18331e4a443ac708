import type { RoutingTree } from '../../../../api-client/contract/routing.ts';

const wait = { maximumWait: 600 };

/** How it was until today: what the demo’s past went through. */
export const formerWelcomeOrders: RoutingTree = {
  start: 'start',
  actions: {
    start: { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'welcome' } },
    welcome: {
      type: 'simple-message',
      name: 'Welcome',
      parameters: { message: 'Hello {{contact.name}}, welcome to Maison Verdier.' },
      branches: { ok: 'ask-number' },
    },
    'ask-number': {
      type: 'message-awaiting-response',
      name: 'Ask for the customer number',
      parameters: {
        ...wait,
        message: 'To find your order quickly, I need a few things.',
        maximumAttempts: 3,
        errorMessage: 'I could not read that. Digits only, please.',
        questions: [
          {
            content: 'What is your customer number?',
            type: 'number',
            target: 'customer.number',
          },
        ],
      },
      branches: {
        ok: 'recognised',
        'max-attempts': 'not-recognised',
        error: 'not-recognised',
        'response-time-exceeded': 'silent',
      },
    },
    recognised: {
      type: 'add-checkpoint',
      name: 'Recognise the customer',
      parameters: { checkpoint: { reference: 'recognised' } },
      branches: { ok: 'reason', 'reference-not-found': 'reason' },
    },
    'not-recognised': {
      type: 'add-checkpoint',
      name: 'Note an unknown customer',
      parameters: { checkpoint: { reference: 'not-recognised' } },
      branches: { ok: 'reason', 'reference-not-found': 'reason' },
    },
    reason: {
      type: 'message-with-choice',
      name: 'Ask for the reason',
      parameters: {
        ...wait,
        message: 'What can we do for you, {{contact.name}}?',
        replies: [
          { label: 'My delivery is late', link: 1 },
          { label: 'Change my order', link: 2 },
          { label: 'Something else', link: 3 },
        ],
      },
      branches: {
        'link-1': 'reason-delivery',
        'link-2': 'reason-change',
        'link-3': 'reason-other',
        error: 'goodbye',
        'response-time-exceeded': 'silent',
      },
    },
    'reason-delivery': {
      type: 'assign-values',
      name: 'Keep the reason “delivery”',
      parameters: { rows: [{ target: 'request.reason', value: 'delivery' }] },
      branches: { ok: 'mark-reason', error: 'goodbye' },
    },
    'reason-change': {
      type: 'assign-values',
      name: 'Keep the reason “change”',
      parameters: { rows: [{ target: 'request.reason', value: 'change' }] },
      branches: { ok: 'mark-reason', error: 'goodbye' },
    },
    'reason-other': {
      type: 'assign-values',
      name: 'Keep another reason',
      parameters: { rows: [{ target: 'request.reason', value: 'other' }] },
      branches: { ok: 'mark-reason', error: 'goodbye' },
    },
    'mark-reason': {
      type: 'add-checkpoint',
      name: 'Mark the reason',
      parameters: { checkpoint: { reference: 'reason.{{request.reason}}' } },
      branches: { ok: 'is-delivery', 'reference-not-found': 'is-delivery' },
    },
    'is-delivery': {
      type: 'test-values',
      name: 'Is it about a delivery?',
      parameters: {
        confirm: 'all',
        conditions: [{ variable: 'request.reason', operator: 'equal', value: 'delivery' }],
      },
      branches: { yes: 'to-delivery', no: 'offer', error: 'goodbye' },
    },
    'to-delivery': {
      type: 'distribution-routing',
      name: 'Hand over to the delivery routing',
      parameters: { routing: { reference: 'delivery' } },
      branches: { 'not-found': 'offer', 'max-distributions': 'goodbye' },
    },
    offer: {
      type: 'load-sharing',
      name: 'Choose an offer',
      parameters: { loads: [50, 50, 0, 0, 0, 0, 0, 0, 0, 0] },
      branches: { 'link-1': 'offer-a', 'link-2': 'offer-b', 'no-link': 'opt-in-question' },
    },
    'offer-a': {
      type: 'add-checkpoint',
      name: 'Offer, branch A',
      parameters: { checkpoint: { reference: 'offer-a' } },
      branches: { ok: 'offer-question', 'reference-not-found': 'offer-question' },
    },
    'offer-b': {
      type: 'add-checkpoint',
      name: 'Offer, branch B',
      parameters: { checkpoint: { reference: 'offer-b' } },
      branches: { ok: 'offer-question', 'reference-not-found': 'offer-question' },
    },
    'offer-question': {
      type: 'message-with-choice',
      name: 'Offer next-day delivery',
      parameters: {
        ...wait,
        message: 'Would you like next-day delivery for your next order, free for a month?',
        replies: [
          { label: 'Yes, please', link: 1 },
          { label: 'No, thank you', link: 2 },
        ],
      },
      branches: {
        'link-1': 'accepted',
        'link-2': 'declined',
        error: 'goodbye',
        'response-time-exceeded': 'silent',
      },
    },
    accepted: {
      type: 'add-checkpoint',
      name: 'Offer accepted',
      parameters: { checkpoint: { reference: 'upsell-accepted' } },
      branches: { ok: 'opt-in-question', 'reference-not-found': 'opt-in-question' },
    },
    declined: {
      type: 'add-checkpoint',
      name: 'Offer declined',
      parameters: { checkpoint: { reference: 'upsell-declined' } },
      branches: { ok: 'opt-in-question', 'reference-not-found': 'opt-in-question' },
    },
    'opt-in-question': {
      type: 'message-with-choice',
      name: 'Opt-in question',
      parameters: {
        ...wait,
        message: 'May we send you news about your orders by e-mail?',
        replies: [
          { label: 'Yes', link: 1 },
          { label: 'No', link: 2 },
        ],
      },
      branches: {
        'link-1': 'opt-in',
        'link-2': 'opt-out',
        error: 'goodbye',
        'response-time-exceeded': 'silent',
      },
    },
    'opt-in': {
      type: 'add-checkpoint',
      name: 'Opt-in collected',
      parameters: { checkpoint: { reference: 'opt-in' } },
      branches: { ok: 'ask-address', 'reference-not-found': 'ask-address' },
    },
    'ask-address': {
      type: 'message-awaiting-response',
      name: 'Ask for the address',
      parameters: {
        ...wait,
        message: 'Thank you.',
        maximumAttempts: 2,
        errorMessage: 'This is no e-mail address. It looks like name@example.com.',
        questions: [
          { content: 'Which e-mail address?', type: 'email', target: 'customer.email' },
        ],
      },
      branches: { ok: 'call-back', 'max-attempts': 'retry-count', error: 'silent' },
    },
    'opt-out': {
      type: 'add-checkpoint',
      name: 'Opt-in refused',
      parameters: { checkpoint: { reference: 'opt-out' } },
      branches: { ok: 'call-back', 'reference-not-found': 'call-back' },
    },
    'retry-count': {
      type: 'number-of-passages',
      name: 'Asked twice already?',
      parameters: { maximum: 1, reset: false },
      branches: { 'less-or-equal': 'ask-address', greater: 'many-attempts' },
    },
    'many-attempts': {
      type: 'add-checkpoint',
      name: 'Note many attempts',
      parameters: { checkpoint: { reference: 'many-attempts' } },
      branches: { ok: 'call-back', 'reference-not-found': 'call-back' },
    },
    'call-back': {
      type: 'add-checkpoint',
      name: 'Offer a call-back',
      parameters: { checkpoint: { reference: 'call-back-offered' } },
      branches: { ok: 'call-back-question', 'reference-not-found': 'call-back-question' },
    },
    'call-back-question': {
      type: 'message-with-choice',
      name: 'Call-back question',
      parameters: {
        ...wait,
        message: 'Shall an advisor call you back today?',
        replies: [
          { label: 'Yes, call me', link: 1 },
          { label: 'No need', link: 2 },
        ],
      },
      branches: {
        'link-1': 'ask-phone',
        'link-2': 'goodbye',
        error: 'goodbye',
        'response-time-exceeded': 'silent',
      },
    },
    'ask-phone': {
      type: 'message-awaiting-response',
      name: 'Ask for the number to call',
      parameters: {
        ...wait,
        message: 'With pleasure.',
        maximumAttempts: 3,
        errorMessage: 'This is no phone number. It looks like 06 12 34 56 78.',
        questions: [
          { content: 'On which number?', type: 'phone', target: 'customer.phone' },
          { content: 'On which day? (as 24/12/2026)', type: 'date', target: 'customer.day' },
        ],
      },
      branches: { ok: 'call-back-accepted', 'max-attempts': 'goodbye', error: 'silent' },
    },
    'call-back-accepted': {
      type: 'add-checkpoint',
      name: 'Call-back accepted',
      parameters: { checkpoint: { reference: 'call-back-accepted' } },
      branches: { ok: 'goodbye', 'reference-not-found': 'goodbye' },
    },
    silent: {
      type: 'simple-message',
      name: 'Close for silence',
      parameters: {
        message:
          'We have not heard from you, so we close this conversation. Write again any time.',
      },
      branches: {},
    },
    goodbye: { type: 'node', name: 'Join', parameters: {}, branches: { ok: 'think' } },
    think: {
      type: 'pause',
      name: 'A short pause',
      parameters: { seconds: 2 },
      branches: { ok: 'thanks' },
    },
    thanks: {
      type: 'simple-message',
      name: 'Say thank you',
      parameters: { message: 'Thank you, {{contact.name}}. Have a good day.' },
      branches: {},
    },
  },
};
