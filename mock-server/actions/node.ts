import { z } from 'zod';
import { defineAction } from '../routing/define-action.ts';

/** 1.5: joins branches. */
export const node = defineAction({
  type: 'node',
  title: 'Node',
  group: 'tree',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Brings several branches together, or keeps a large tree readable.',
  parameters: z.strictObject({}),
  branches: { ok: 'OK' },

  run: () => 'ok',
});
