import { z } from 'zod';
import { Column, fieldList } from './column.ts';

/** A custom database: its typed columns. Its rows are kept apart from it. */
export const DatabaseDefinition = z.strictObject({
  columns: fieldList(Column, { min: 1, max: 100, title: 'Columns' }),
});
export type DatabaseDefinition = z.output<typeof DatabaseDefinition>;
