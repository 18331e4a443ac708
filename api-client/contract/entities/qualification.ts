import { z } from 'zod';
import { entityId } from './entity-id.ts';

/** What an interaction can have been about. Without queues it is for all of them. */
export const QualificationDefinition = z.strictObject({
  active: z.boolean().default(true).meta({ title: 'Active' }),
  queues: z
    .array(entityId('queue', 'Queue'))
    .max(200)
    .default([])
    .meta({ title: 'Queues that it is for (all when none is named)' }),
  commentRequired: z.boolean().default(false).meta({ title: 'A comment is required' }),
});
export type QualificationDefinition = z.output<typeof QualificationDefinition>;
