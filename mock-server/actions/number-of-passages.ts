import { z } from 'zod';
import { defineAction } from '../routing/define-action.ts';

/** 6.8: add one, then compare. */
export const numberOfPassages = defineAction({
  type: 'number-of-passages',
  title: 'Check the number of passages',
  group: 'data',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Counts how often the interaction has come through here.',
  parameters: z.strictObject({
    maximum: z.int().min(0).max(1_000_000).meta({ title: 'Maximum number of passages' }),
    reset: z
      .boolean()
      .default(false)
      .meta({ title: 'Reset the counter to 0 when the limit is reached' }),
  }),
  branches: { 'less-or-equal': 'Less than or equal to', greater: 'Greater' },
  endsLoops: (_, branch) => branch === 'less-or-equal',

  run({ maximum, reset }, { passages }) {
    if (passages.add() <= maximum) return 'less-or-equal';
    if (reset) passages.clear();
    return 'greater';
  },
});
