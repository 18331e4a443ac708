import { z } from 'zod';
import { valueList } from '../routing/assertions.ts';
import { createCard, findBuiltIn, linkOf } from '../routing/built-in-crm.ts';
import { defineAction, leave } from '../routing/define-action.ts';
import { entityChoice } from '../routing/fields.ts';

/** 5.6: a card that could not be linked stays. */
export const createCrmCard = defineAction({
  type: 'create-crm-card',
  title: 'Create a CRM card',
  group: 'cases',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Makes a card in the built-in CRM.',
  parameters: z.strictObject({
    crm: entityChoice('crm', 'CRM in which to search for the card'),
    fields: valueList('CRM card fields', 'CRM field'),
    associate: z
      .boolean()
      .default(false)
      .meta({ title: 'Associate the CRM card with the interaction' }),
  }),
  branches: { ok: 'OK', error: 'Error' },
  general: 'error',

  async run({ crm, fields, associate }, context) {
    const found = await findBuiltIn(context, crm);
    if ('reason' in found) return leave('error', found.reason);
    const card = await createCard(context, found, fields);
    if ('reason' in card) return leave('error', card.reason);
    if (!associate) return 'ok';
    const linked = await context.records.cards.link(linkOf(found, card));
    if (linked) return 'ok';
    return leave(
      'error',
      'The card was created, but the interaction could not be linked to it.',
    );
  },
});
