import { z } from 'zod';
import { Field, fieldList } from './column.ts';

/** What cases of a type hold besides their title. */
export const CaseTypeDefinition = z.strictObject({
  fields: fieldList(Field, { title: 'Fields' }).default([]),
});
export type CaseTypeDefinition = z.output<typeof CaseTypeDefinition>;
