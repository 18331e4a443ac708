import { z } from 'zod';
import { defineAction, leave } from '../routing/define-action.ts';
import { entityChoice, magicText, variablePath } from '../routing/fields.ts';
import { missingEntity } from '../routing/missing-entity.ts';

/** 6.3: finds a value by its key. */
export const valuesTable = defineAction({
  type: 'values-table',
  title: 'Values table',
  group: 'data',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Looks a value up in a table and stores what belongs to it.',
  parameters: z.strictObject({
    table: entityChoice('value-table', 'I know'),
    key: magicText('Correspondence reference', { min: 0 }),
    target: variablePath('Variable in which to store the corresponding value'),
  }),
  branches: {
    ok: 'OK',
    'reference-not-found': 'Reference not found',
    'no-value': 'No value',
  },

  async run({ table, key, target }, context) {
    const found = await context.find('value-table', table);
    if (!found) return leave('reference-not-found', missingEntity('value-table', table));
    const wanted = key.trim();
    if (wanted === '') return leave('no-value', 'There is nothing to look up.');
    const value = await context.records.tables.findValue(found.id, wanted);
    if (value === undefined) {
      return leave('no-value', `“${found.name}” has no row for what was looked up.`);
    }
    context.variables.set(target, value);
    return 'ok';
  },
});
