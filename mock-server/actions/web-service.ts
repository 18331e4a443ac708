import { z } from 'zod';
import { JsonPath } from '../../api-client/contract/entities/http-template.ts';
import { awaitEffect, defineAction, keepWaiting, leave } from '../routing/define-action.ts';
import type { WebServiceResult } from '../routing/effects.ts';
import { entityChoice, magicText, variablePath } from '../routing/fields.ts';
import { missingEntity } from '../routing/missing-entity.ts';

/** 8.1: an HTTP service, with or without waiting for its answer. */
export const webService = defineAction({
  type: 'web-service',
  title: 'Web service',
  group: 'interconnection',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Calls an HTTP service, and keeps what it answers.',
  parameters: z.strictObject({
    service: entityChoice('web-service', 'Web service'),
    inputs: z
      .array(
        z.strictObject({
          name: z.string().min(1).max(64).meta({ title: 'Input' }),
          value: magicText('Value', { min: 0 }),
        }),
      )
      .max(50)
      .default([])
      .meta({ title: 'Request settings' }),
    synchronous: z.boolean().default(true).meta({ title: 'Synchronous' }),
    outputs: z
      .array(
        z.strictObject({
          field: JsonPath.meta({ title: 'Response field' }),
          target: variablePath('Variable and field'),
        }),
      )
      .max(50)
      .default([])
      .meta({ title: 'Variables in which to store the web service return' }),
  }),
  branches: { ok: 'OK', 'not-ok': 'Not OK' },
  endsLoops: ({ synchronous }, branch) => synchronous && branch === 'ok',

  async run({ service, inputs, synchronous, outputs }, context) {
    const found = await context.find('web-service', service);
    if (!found) return leave('not-ok', missingEntity('web-service', service));
    const { definition } = found;
    const given = Object.fromEntries(inputs.map(({ name, value }) => [name, value]));
    const empty = definition.inputs.find(
      ({ name, required, default: standIn }) =>
        required && !inputs.some((input) => input.name === name && input.value) && !standIn,
    );
    if (empty) return leave('not-ok', `The input “${empty.title}” is empty.`);
    const request = { definition, inputs: given };
    if (synchronous) {
      const wanted = [...new Set(outputs.map(({ field }) => field))];
      return awaitEffect('web-service', { ...request, waited: true, wanted });
    }
    context.later('web-service', { ...request, waited: false, wanted: [] });
    return 'ok';
  },

  resume({ outputs }, { variables }, happening) {
    if (happening.kind !== 'effect') return keepWaiting;
    const result = happening.result as WebServiceResult; // of the kind that was asked for
    if (!result.ok) return leave('not-ok', result.reason);
    for (const { field, target } of outputs) {
      const value = Object.hasOwn(result.values, field) ? result.values[field] : null;
      if (value === null || value === undefined) variables.clear(target);
      else variables.set(target, value);
    }
    return 'ok';
  },
});
