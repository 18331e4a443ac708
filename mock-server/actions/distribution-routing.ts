import { z } from 'zod';
import { defineAction, leave } from '../routing/define-action.ts';
import { entityChoice } from '../routing/fields.ts';

/** 4.2: the interaction goes on in another routing and does not come back. */
export const distributionRouting = defineAction({
  type: 'distribution-routing',
  title: 'Distribution to a smart routing',
  group: 'distribution',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Hands the interaction to another smart routing, at its start.',
  parameters: z.strictObject({
    routing: entityChoice('routing', 'I know'),
    maximum: z
      .int()
      .min(1)
      .max(100)
      .default(10)
      .meta({ title: 'Maximum number of distributions to a smart routing' }),
  }),
  branches: {
    'not-found': 'Not found',
    'max-distributions': 'Maximum number of distributions to a smart routing reached',
  },

  async run({ routing, maximum }, context) {
    const target = await context.find('routing', routing);
    if (!target) return leave('not-found', 'There is no such routing.');
    if (target.flow !== context.routing.flow) {
      return leave('not-found', `“${target.name}” is for another flow.`);
    }
    if (target.kind !== 'start')
      return leave('not-found', `“${target.name}” is an end routing.`);
    if (target.production === null) {
      return leave('not-found', `“${target.name}” has no version in production.`);
    }
    const { distributions } = context;
    if (distributions.count >= maximum) {
      const reason = `Hand-offs so far: ${distributions.count}; there may be ${maximum}.`;
      return leave('max-distributions', reason);
    }
    distributions.add();
    return { kind: 'hand-off', routingId: target.id, version: target.production };
  },
});
