import { z } from 'zod';
import { defineAction, linkBranch, linkBranches } from '../routing/define-action.ts';

const load = z.int().min(0).max(100).meta({ title: 'Link load' });

/** 1.2: a random split whose weights add up to exactly 100. */
export const loadSharing = defineAction({
  type: 'load-sharing',
  title: 'Load sharing',
  group: 'tree',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Splits interactions at random over up to ten links, by weight.',
  parameters: z.strictObject({
    loads: z
      .array(load)
      .length(10, 'Give ten loads, 0 for a link that is not used.')
      .refine((loads) => total(loads) === 100, {
        error: ({ input }) =>
          `The loads must add up to 100; they add up to ${total(input as number[])}.`,
      })
      .meta({ title: 'The loads (the sum must be equal to 100)' }),
  }),
  branches: { ...linkBranches, 'no-link': 'No link' },
  general: 'no-link',
  branchesUsed: ({ loads }) => [
    ...loads.flatMap((weight, index) => (weight > 0 ? [linkBranch(index + 1)] : [])),
    'no-link',
  ],
  optional: ['no-link'],

  run({ loads }, context) {
    const drawn = context.random() * 100;
    let reached = 0;
    const link = loads.findIndex((weight) => (reached += weight) > drawn);
    return link < 0 ? 'no-link' : linkBranch(link + 1);
  },
});

function total(loads: readonly number[]): number {
  return loads.reduce((sum, weight) => sum + weight, 0);
}
