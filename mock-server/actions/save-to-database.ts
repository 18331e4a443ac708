import { z } from 'zod';
import { valueList } from '../routing/assertions.ts';
import { missingIn, readValues } from '../routing/column-values.ts';
import { defineAction, leave } from '../routing/define-action.ts';
import { entityChoice } from '../routing/fields.ts';
import { missingEntity } from '../routing/missing-entity.ts';
import { notWritten, uniqueNames } from '../routing/database-writing.ts';

/** 6.5: a new row, or nothing. */
export const saveToDatabase = defineAction({
  type: 'save-to-database',
  title: 'Save values to a database',
  group: 'data',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Adds a row to a database.',
  parameters: z.strictObject({
    database: entityChoice('database', 'Database'),
    fields: valueList('Fields', 'Database field'),
  }),
  branches: { ok: 'OK', 'not-ok': 'Not OK' },
  general: 'not-ok',

  async run({ database, fields }, context) {
    const found = await context.find('database', database);
    if (!found) return leave('not-ok', missingEntity('database', database));
    const { columns } = found.definition;
    const read = readValues(fields, columns, context.locale);
    if ('wrong' in read) return leave('not-ok', read.wrong.message);
    const missing = missingIn(read.values, columns);
    if (missing) return leave('not-ok', missing.message);
    const { databases } = context.records;
    const written = await databases.insert(found.id, read.values, uniqueNames(columns));
    return written.ok ? 'ok' : leave('not-ok', notWritten(written));
  },
});
