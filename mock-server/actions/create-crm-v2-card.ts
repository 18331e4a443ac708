import { z } from 'zod';
import { valueList } from '../routing/assertions.ts';
import { readValues } from '../routing/column-values.ts';
import { awaitEffect, defineAction, keepWaiting, leave } from '../routing/define-action.ts';
import type { CrmResult } from '../routing/effects.ts';
import { entityChoice } from '../routing/fields.ts';
import { findHttpCrm } from '../routing/http-crm.ts';

/** 5.8: a card that could not be linked stays. */
export const createCrmV2Card = defineAction({
  type: 'create-crm-v2-card',
  title: 'Create a CRM V2 card',
  group: 'cases',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Makes a card of one of the objects of a CRM of your own.',
  parameters: z.strictObject({
    crm: entityChoice('crm', 'CRM'),
    object: z.string().trim().min(1, 'Fill this in.').max(64).meta({ title: 'CRM object' }),
    fields: valueList('CRM card fields', 'CRM field'),
    associate: z
      .boolean()
      .default(false)
      .meta({ title: 'Associate the CRM card with the interaction' }),
  }),
  branches: { ok: 'OK', error: 'Error' },
  general: 'error',

  async run(parameters, context) {
    const crm = await findHttpCrm(context, parameters.crm);
    if ('reason' in crm) return leave('error', crm.reason);
    const { definition } = crm;
    const object = definition.objects.find(({ name }) => name === parameters.object);
    if (!object) return leave('error', `“${crm.name}” has no object “${parameters.object}”.`);
    if (!object.create)
      return leave('error', `“${crm.name}” makes no cards of “${object.title}”.`);
    const read = readValues(parameters.fields, object.fields, context.locale);
    if ('wrong' in read) return leave('error', read.wrong.message);
    const fields = Object.fromEntries(
      Object.entries(read.values).map(([name, value]) => [name, value ?? '']),
    );
    return awaitEffect(
      'crm',
      { definition, call: 'create', object: object.name, fields },
      { crmId: crm.id },
    );
  },

  async resume({ associate }, context, happening, memory) {
    if (happening.kind !== 'effect') return keepWaiting;
    const result = happening.result as CrmResult; // of the kind that was asked for
    if (!result.ok) return leave('error', result.reason);
    const [card] = result.cards;
    if (!card) return leave('error', 'The CRM did not say which card it made.');
    if (!associate) return 'ok';
    const { crmId } = memory as { crmId: string }; // written above
    const linked = await context.records.cards.link({ crmId, ...card });
    if (linked) return 'ok';
    return leave(
      'error',
      'The card was created, but the interaction could not be linked to it.',
    );
  },
});
