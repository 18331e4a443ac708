import { z } from 'zod';
import { defineAction } from '../routing/define-action.ts';

/** 5.2: the case itself stays as it is. */
export const dissociateCase = defineAction({
  type: 'dissociate-case',
  title: 'Dissociate the case from the interaction',
  group: 'cases',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Takes away the link to the case, if there is one.',
  parameters: z.strictObject({}),
  branches: { ok: 'OK' },

  async run(_, { records: { cases } }) {
    await cases.unlink();
    return 'ok';
  },
});
