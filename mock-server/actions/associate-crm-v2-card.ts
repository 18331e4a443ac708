import { z } from 'zod';
import { awaitEffect, defineAction, keepWaiting, leave } from '../routing/define-action.ts';
import type { CrmResult } from '../routing/effects.ts';
import { entityChoice } from '../routing/fields.ts';
import { findHttpCrm, scenarioValues } from '../routing/http-crm.ts';

/** 5.7: what a scenario finds. As in 5.5, an empty value matches nothing. */
export const associateCrmV2Card = defineAction({
  type: 'associate-crm-v2-card',
  title: 'Associate the interaction with a CRM V2 card',
  group: 'cases',
  flows: ['messaging', 'email', 'voice'],
  summary:
    'Looks for the customer’s card in a CRM of your own, and links it when it is the only one.',
  parameters: z.strictObject({
    crm: entityChoice('crm', 'CRM in which to search for the card'),
    /** Empty: the CRM's default scenario. */
    scenario: z.string().trim().max(64).default('').meta({ title: 'CRM scenario' }),
  }),
  branches: { ok: 'OK', 'not-ok': 'Not OK', 'not-found': 'Not found', default: 'By default' },
  general: 'default',

  async run(parameters, context) {
    const crm = await findHttpCrm(context, parameters.crm);
    if ('reason' in crm) return leave('not-ok', crm.reason);
    const { definition } = crm;
    const scenario = definition.scenarios.find((one) =>
      parameters.scenario === '' ? one.default : one.name === parameters.scenario,
    );
    if (!scenario) {
      const words =
        parameters.scenario === '' ? 'default scenario' : `scenario “${parameters.scenario}”`;
      return leave('not-ok', `“${crm.name}” has no ${words}.`);
    }
    const { values: variables, empty } = scenarioValues(scenario, context);
    if (empty !== undefined) return leave('not-found', `There is no value in ${empty}.`);
    return awaitEffect(
      'crm',
      { definition, call: 'search', scenario: scenario.name, variables },
      { crmId: crm.id },
    );
  },

  async resume(_parameters, context, happening, memory) {
    if (happening.kind !== 'effect') return keepWaiting;
    const result = happening.result as CrmResult; // of the kind that was asked for
    if (!result.ok) return leave('not-ok', result.reason);
    const [card, another] = result.cards;
    if (!card) return leave('not-found', 'The CRM has no such card.');
    if (another) return leave('default', 'The CRM has several such cards.');
    const { crmId } = memory as { crmId: string }; // written above
    const linked = await context.records.cards.link({ crmId, ...card });
    return linked ? 'ok' : leave('not-ok', 'The interaction could not be linked to the card.');
  },
});
