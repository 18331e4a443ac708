import { z } from 'zod';
import { LONGEST_TITLE } from '../routing/case-changes.ts';
import { defineAction, leave } from '../routing/define-action.ts';
import { entityChoice, magicText } from '../routing/fields.ts';
import { missingEntity } from '../routing/missing-entity.ts';

/** 5.3: created and linked in one step. */
export const createCase = defineAction({
  type: 'create-case',
  title: 'Create a new case and associate it with the interaction',
  group: 'cases',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Opens a case for the customer and links the interaction to it.',
  parameters: z.strictObject({
    title: magicText('New case title'),
    caseType: entityChoice('case-type', 'I know'),
  }),
  branches: { ok: 'OK', error: 'Error', 'not-found': 'Not found' },
  general: 'error',

  async run({ title, caseType }, context) {
    const type = await context.find('case-type', caseType);
    if (!type) return leave('not-found', missingEntity('case-type', caseType));
    const trimmed = title.trim();
    if (trimmed === '') return leave('error', 'The title is empty.');
    if (trimmed.length > LONGEST_TITLE) {
      return leave('error', `The title is longer than ${LONGEST_TITLE} characters.`);
    }
    const { cases } = context.records;
    const created = await cases.create({ title: trimmed, typeId: type.id });
    await cases.link(created.id);
    return 'ok';
  },
});
