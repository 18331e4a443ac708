import { z } from 'zod';
import { defineAction } from '../routing/define-action.ts';

/** 1.1: the entry, exactly one in every version. */
export const start = defineAction({
  type: 'start',
  title: 'Start',
  group: 'tree',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Where every interaction enters the routing.',
  parameters: z.strictObject({}),
  branches: { ok: 'OK' },

  run: () => 'ok',
});
