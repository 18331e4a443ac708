import { z } from 'zod';

/** A table of keys and values. Its rows are kept apart from it. */
export const ValueTableDefinition = z.strictObject({
  description: z.string().trim().max(500).default('').meta({ title: 'Description' }),
});
export type ValueTableDefinition = z.output<typeof ValueTableDefinition>;
