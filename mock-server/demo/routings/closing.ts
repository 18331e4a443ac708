import type { RoutingTree } from '../../../api-client/contract/routing.ts';

/** Runs once when an interaction of the other routings ends. */
export const closing: RoutingTree = {
  start: 'start',
  actions: {
    start: { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'helped' } },
    helped: {
      type: 'test-values',
      name: 'Did we help?',
      parameters: {
        confirm: 'any',
        conditions: [{ variable: 'survey.helped', operator: 'is-true', value: '' }],
      },
      branches: { yes: 'satisfied', no: 'end', error: 'end' },
    },
    satisfied: {
      type: 'add-checkpoint',
      name: 'Customer satisfied',
      parameters: { checkpoint: { reference: 'satisfied' } },
      branches: { ok: 'end', 'reference-not-found': 'end' },
    },
    end: {
      type: 'add-checkpoint',
      name: 'End of the journey',
      parameters: { checkpoint: { reference: 'journey-end' } },
      branches: {},
    },
  },
};
