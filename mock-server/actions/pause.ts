import { z } from 'zod';
import { awaitTime, defineAction } from '../routing/define-action.ts';

/** 1.4: holds the run. What the customer writes meanwhile is kept and does not go on. */
export const pause = defineAction({
  type: 'pause',
  title: 'Pause',
  group: 'tree',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Waits so many seconds before the next action.',
  parameters: z.strictObject({
    seconds: z.int().min(0).max(2_592_000).meta({ title: 'Pause time (seconds)' }),
  }),
  branches: { ok: 'OK' },
  endsLoops: ({ seconds }) => seconds > 0,

  run: ({ seconds }) => (seconds === 0 ? 'ok' : awaitTime(seconds)),

  resume: () => 'ok',
});
