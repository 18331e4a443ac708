import { z } from 'zod';
import { defineAction, leave } from '../routing/define-action.ts';
import { entityChoice } from '../routing/fields.ts';
import { missingEntity } from '../routing/missing-entity.ts';
import { canReachCustomer, reachCustomer } from '../routing/reach-customer.ts';
import { writeInvitation } from '../routing/written-templates.ts';

/** 10.1: the customer gets a link to the survey; what they answer lands on the interaction. */
export const survey = defineAction({
  type: 'survey',
  title: 'Survey',
  group: 'survey',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Invites the customer to a survey, once.',
  parameters: z.strictObject({ survey: entityChoice('survey', 'I know') }),
  branches: { ok: 'OK', 'reference-not-found': 'Reference not found', error: 'Error' },
  general: 'error',

  async run(parameters, context) {
    const found = await context.find('survey', parameters.survey);
    if (!found) return leave('reference-not-found', missingEntity('survey', parameters.survey));
    const { active, invitation } = found.definition;
    if (!active) return leave('error', `The survey “${found.name}” is not active.`);
    if (!canReachCustomer(context))
      return leave('error', 'There is no address to which the invitation could go.');
    const link = await context.records.surveys.invite(found);
    if (link === undefined) return 'ok'; // the customer has the invitation already
    const text = writeInvitation(invitation, link);
    reachCustomer(context, { subject: found.name, text });
    return 'ok';
  },
});
