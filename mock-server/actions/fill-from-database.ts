import { z } from 'zod';
import { assertionList, columnName, confirmChoice, readSearch } from '../routing/assertions.ts';
import { unknownNames, valueIn } from '../routing/column-values.ts';
import { defineAction, leave } from '../routing/define-action.ts';
import { entityChoice, variablePath } from '../routing/fields.ts';
import { missingEntity } from '../routing/missing-entity.ts';

const Result = z.strictObject({
  name: columnName('Database column'),
  target: variablePath('Variable and field'),
});

/** 6.4: reads one row of a database into variables. */
export const fillFromDatabase = defineAction({
  type: 'fill-from-database',
  title: 'Fill in the variables from a database',
  group: 'data',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Looks a row up in a database and stores its values.',
  parameters: z.strictObject({
    database: entityChoice('database', 'Database'),
    confirm: confirmChoice('Select a conforming database entry'),
    assertions: assertionList('Database column'),
    results: z
      .array(Result)
      .min(1, 'Name at least one.')
      .max(50)
      .meta({ title: 'Variable(s) in which to store the search result' }),
  }),
  branches: { ok: 'OK', 'not-found': 'Not found' },

  async run({ database, confirm, assertions, results }, context) {
    const found = await context.find('database', database);
    if (!found) return leave('not-found', missingEntity('database', database));
    const { columns } = found.definition;
    const [unknown] = unknownNames([...assertions, ...results], columns);
    if (unknown !== undefined) {
      return leave('not-found', `“${found.name}” has no column “${unknown}”.`);
    }
    const search = readSearch(confirm, assertions, columns, context.locale);
    const row = search && (await context.records.databases.findFirst(found.id, search));
    if (!row) return leave('not-found', `“${found.name}” has no such row.`);
    for (const { name, target } of results) {
      const value = valueIn(row, name);
      if (value === null) context.variables.clear(target);
      else context.variables.set(target, value);
    }
    return 'ok';
  },
});
