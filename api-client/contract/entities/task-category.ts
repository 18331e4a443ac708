import { z } from 'zod';

/** A category of tasks: nothing but its name and reference. */
export const TaskCategoryDefinition = z.strictObject({});
export type TaskCategoryDefinition = z.output<typeof TaskCategoryDefinition>;
