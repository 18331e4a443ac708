import { z } from 'zod';
import { assertionList, confirmChoice, readSearch, valueList } from '../routing/assertions.ts';
import { clearedBy, readValues, unknownNames } from '../routing/column-values.ts';
import { notWritten, uniqueNames } from '../routing/database-writing.ts';
import { defineAction, leave } from '../routing/define-action.ts';
import { entityChoice } from '../routing/fields.ts';
import { missingEntity } from '../routing/missing-entity.ts';

/** 6.6: changes the first row that is found, or all of them: all or none. */
export const modifyDatabase = defineAction({
  type: 'modify-database',
  title: 'Modify the values of a database',
  group: 'data',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Looks rows up in a database and changes their values.',
  parameters: z.strictObject({
    database: entityChoice('database', 'Database'),
    which: z.enum(['first', 'all']).default('first').meta({ title: 'Modify' }),
    confirm: confirmChoice('Select the database entries').default('all'),
    assertions: assertionList('Database column'),
    fields: valueList('Fields to modify', 'Field to modify', 'New value'),
  }),
  branches: {
    ok: 'OK',
    error: 'Error',
    'columns-not-found': 'Column(s) not found',
    'no-value-found': 'No value found',
    'no-modification': 'No modification',
  },
  general: 'error',

  async run({ database, which, confirm, assertions, fields }, context) {
    const { locale, records } = context;
    const found = await context.find('database', database);
    if (!found) return leave('error', missingEntity('database', database));
    const { id, name, definition } = found;
    const { columns } = definition;
    const unknown = unknownNames([...assertions, ...fields], columns);
    if (unknown.length > 0) {
      const names = unknown.map((each) => `“${each}”`).join(', ');
      return leave('columns-not-found', `“${name}” has no column ${names}.`);
    }
    const search = readSearch(confirm, assertions, columns, locale);
    const read = readValues(fields, columns, locale);
    const changes = 'wrong' in read ? {} : read.values;
    const rows = search ? await records.databases.hold(id, search, which, changes) : [];
    if (rows.length === 0) return leave('no-value-found', `“${name}” has no such row.`);
    if ('wrong' in read) return leave('error', read.wrong.message);
    const rowIds = rows.filter(({ differs }) => differs).map((row) => row.id);
    if (rowIds.length === 0) {
      return leave('no-modification', 'The rows that were found have these values already.');
    }
    const missing = clearedBy(changes, columns);
    if (missing) return leave('error', missing.message);
    const written = await records.databases.change(id, rowIds, changes, uniqueNames(columns));
    return written.ok ? 'ok' : leave('error', notWritten(written));
  },
});
