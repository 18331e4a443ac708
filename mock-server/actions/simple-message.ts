import { z } from 'zod';
import { defineAction } from '../routing/define-action.ts';
import { magicText } from '../routing/fields.ts';

/** 2.1: tells the customer something. */
export const simpleMessage = defineAction({
  type: 'simple-message',
  title: 'Simple message',
  group: 'messaging',
  flows: ['messaging'],
  summary: 'Sends a message and goes on at once.',
  parameters: z.strictObject({ message: magicText('Message') }),
  branches: { ok: 'OK' },

  run({ message }, context) {
    context.send(message);
    return 'ok';
  },
});
