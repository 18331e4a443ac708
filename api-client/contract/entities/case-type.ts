import { z } from 'zod';
import { Field, fieldList } from './column.ts';

/** What every case has, of whatever type. */
const ownNames = ['title', 'status'];

/** What cases of a type hold besides their title and their status. */
export const CaseTypeDefinition = z.strictObject({
  fields: fieldList(Field, { title: 'Fields' })
    .superRefine((fields, context) => {
      fields.forEach(({ name }, index) => {
        if (!ownNames.includes(name.toLowerCase())) return;
        const message = `Every case has its ${name.toLowerCase()}; give this field another name.`;
        context.addIssue({ code: 'custom', path: [index, 'name'], message });
      });
    })
    .default([]),
});
export type CaseTypeDefinition = z.output<typeof CaseTypeDefinition>;
