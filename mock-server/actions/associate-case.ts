import { z } from 'zod';
import { defineAction, leave } from '../routing/define-action.ts';
import { magicText } from '../routing/fields.ts';

/** 5.1: by the case's reference, or the one that the customer's last cases suggest. */
export const associateCase = defineAction({
  type: 'associate-case',
  title: 'Associate the interaction with a case',
  group: 'cases',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Links the interaction to a case that there is.',
  parameters: z.strictObject({
    reference: magicText('Reference of the case with which the interaction is associated', {
      min: 0,
      max: 300,
    }).default(''),
  }),
  branches: { ok: 'OK', 'not-found': 'Not found' },

  async run({ reference }, { records: { cases } }) {
    const wanted = reference.trim();
    const found = wanted ? await cases.find(wanted) : await cases.findLatest();
    if (!found) {
      const reason = wanted
        ? `No case has the reference “${wanted}”.`
        : 'No case of the customer is known.';
      return leave('not-found', reason);
    }
    await cases.link(found.id);
    return 'ok';
  },
});
