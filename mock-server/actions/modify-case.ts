import { z } from 'zod';
import { valueList } from '../routing/assertions.ts';
import { changeCase } from '../routing/case-changes.ts';
import { defineAction, leave } from '../routing/define-action.ts';
import { magicText } from '../routing/fields.ts';

/** 5.4: all fields or none. The fields are `title`, `status` and those of the case's type. */
export const modifyCase = defineAction({
  type: 'modify-case',
  title: 'Modify a case',
  group: 'cases',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Changes the case that is named, or the one that the interaction is linked to.',
  parameters: z.strictObject({
    reference: magicText('Case reference', { min: 0, max: 300 }).default(''),
    fields: valueList('Fields', 'Case fields', 'New value'),
  }),
  branches: { ok: 'OK', error: 'Error', 'not-found': 'Not found' },
  general: 'error',

  async run({ reference, fields }, context) {
    const { cases } = context.records;
    const wanted = reference.trim();
    const found = wanted ? await cases.find(wanted) : await cases.findLinked();
    if (!found) {
      const reason = wanted
        ? `No case has the reference “${wanted}”.`
        : 'The interaction is linked to no case.';
      return leave('not-found', reason);
    }
    const type = await context.find('case-type', { id: found.typeId });
    const ownFields = type?.definition.fields ?? []; // of a type that was deleted, nothing is known
    const read = changeCase(found, fields, ownFields, context.locale);
    if ('wrong' in read) return leave('error', read.wrong.message);
    await cases.change(read.changed);
    return 'ok';
  },
});
