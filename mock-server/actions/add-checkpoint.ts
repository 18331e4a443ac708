import { z } from 'zod';
import { defineAction, leave } from '../routing/define-action.ts';
import { entityChoice } from '../routing/fields.ts';

/** 1.3: sets a checkpoint on the interaction. A second time only counts. */
export const addCheckpoint = defineAction({
  type: 'add-checkpoint',
  title: 'Add a checkpoint',
  group: 'tree',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Marks that the customer came through here.',
  parameters: z.strictObject({ checkpoint: entityChoice('checkpoint', 'I know') }),
  branches: { ok: 'OK', 'reference-not-found': 'Reference not found' },

  async run({ checkpoint }, context) {
    const found = await context.find('checkpoint', checkpoint);
    if (!found) return leave('reference-not-found', missing(checkpoint));
    await context.attach(found);
    return 'ok';
  },
});

function missing(choice: { id: string } | { reference: string }): string {
  if ('id' in choice) return 'The checkpoint that was picked has been deleted.';
  const reference = choice.reference.trim();
  return reference
    ? `No checkpoint has the reference “${reference}”.`
    : 'The reference is empty.';
}
