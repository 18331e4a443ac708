import type { RoutingTree } from '../../../../api-client/contract/routing.ts';

/** How it was until today: what the demo’s past went through. */
export const formerAfterSales: RoutingTree = {
  start: 'start',
  actions: {
    start: { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'ask' } },
    ask: {
      type: 'message-awaiting-response',
      name: 'Ask about the purchase',
      parameters: {
        message: 'We are sorry that something is broken.',
        maximumWait: 1800,
        maximumAttempts: 3,
        errorMessage: 'I could not read that. Please try once more.',
        questions: [
          {
            content: 'When did you buy it? (as 24/12/2025)',
            type: 'date',
            target: 'purchase.date',
          },
          { content: 'What is wrong with it?', type: 'long-text', target: 'purchase.fault' },
        ],
      },
      branches: { ok: 'recognised', 'max-attempts': 'unknown', error: 'goodbye' },
    },
    recognised: {
      type: 'add-checkpoint',
      name: 'Purchase recognised',
      parameters: { checkpoint: { reference: 'recognised' } },
      branches: { ok: 'warranty-test', 'reference-not-found': 'warranty-test' },
    },
    unknown: {
      type: 'add-checkpoint',
      name: 'Purchase not recognised',
      parameters: { checkpoint: { reference: 'not-recognised' } },
      branches: { ok: 'goodbye', 'reference-not-found': 'goodbye' },
    },
    'warranty-test': {
      type: 'test-values',
      name: 'Is it under warranty?',
      parameters: {
        confirm: 'all',
        conditions: [
          { variable: 'purchase.date', operator: 'is-date', value: '' },
          { variable: 'purchase.date', operator: 'greater-or-equal', value: '2025-01-01' },
        ],
      },
      branches: { yes: 'warranty', no: 'out-of-warranty', error: 'goodbye' },
    },
    warranty: {
      type: 'add-checkpoint',
      name: 'Under warranty',
      parameters: { checkpoint: { reference: 'warranty' } },
      branches: { ok: 'choice', 'reference-not-found': 'choice' },
    },
    'out-of-warranty': {
      type: 'add-checkpoint',
      name: 'Out of warranty',
      parameters: { checkpoint: { reference: 'out-of-warranty' } },
      branches: { ok: 'repair', 'reference-not-found': 'repair' },
    },
    choice: {
      type: 'message-with-choice',
      name: 'Repair or replacement?',
      parameters: {
        message: 'It is under warranty. What would you prefer?',
        maximumWait: 1800,
        replies: [
          { label: 'A repair', link: 1 },
          { label: 'A replacement', link: 2 },
        ],
      },
      branches: { 'link-1': 'repair', 'link-2': 'replacement', error: 'goodbye' },
    },
    repair: {
      type: 'add-checkpoint',
      name: 'Repair chosen',
      parameters: { checkpoint: { reference: 'repair' } },
      branches: { ok: 'photo', 'reference-not-found': 'photo' },
    },
    replacement: {
      type: 'add-checkpoint',
      name: 'Replacement chosen',
      parameters: { checkpoint: { reference: 'replacement' } },
      branches: { ok: 'photo', 'reference-not-found': 'photo' },
    },
    photo: {
      type: 'add-checkpoint',
      name: 'Request a photo',
      parameters: { checkpoint: { reference: 'photo-requested' } },
      branches: { ok: 'goodbye', 'reference-not-found': 'goodbye' },
    },
    goodbye: {
      type: 'simple-message',
      name: 'Say goodbye',
      parameters: {
        message: 'Thank you. An advisor writes to you within a day; please have a photo ready.',
      },
      branches: {},
    },
  },
};
