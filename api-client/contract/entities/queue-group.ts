import { z } from 'zod';
import { entityId } from './entity-id.ts';

/** Queues that are tried together, in this order. */
export const QueueGroupDefinition = z.strictObject({
  queues: z
    .array(entityId('queue', 'Queue'))
    .min(1)
    .max(50)
    .superRefine((queues, context) => {
      queues.forEach((id, index) => {
        if (queues.indexOf(id) !== index)
          context.addIssue({
            code: 'custom',
            path: [index],
            message: 'This queue is in the group already.',
          });
      });
    })
    .meta({ title: 'Queues' }),
});
export type QueueGroupDefinition = z.output<typeof QueueGroupDefinition>;
