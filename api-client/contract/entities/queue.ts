import { z } from 'zod';
import { entityId } from './entity-id.ts';

/** When so many wait already, nobody else enters: a number, or a percentage of the connected users. */
const MaximumWaiting = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.literal('number'),
    value: z.int().min(0).max(100_000).meta({ title: 'Interactions' }),
  }),
  z.strictObject({
    kind: z.literal('percent'),
    value: z.int().min(0).max(10_000).meta({ title: '% of the connected users' }),
  }),
]);

/** A distribution queue: how long it rings and waits, and when it turns interactions away. All times in seconds. */
export const QueueDefinition = z.strictObject({
  ringSeconds: z.int().min(5).max(300).default(30).meta({ title: 'Ring time (seconds)' }),
  maximumWaitSeconds: z
    .int()
    .min(30)
    .max(10_800)
    .nullable()
    .default(null)
    .meta({ title: 'Dissuasion: maximum wait (seconds)' }),
  maximumEstimatedWaitSeconds: z
    .int()
    .min(30)
    .max(3600)
    .nullable()
    .default(null)
    .meta({ title: 'Overflow: maximum estimated waiting time (seconds)' }),
  maximumWaiting: MaximumWaiting.nullable()
    .default(null)
    .meta({ title: 'Overflow: maximum number waiting' }),
  averageHandlingSeconds: z
    .int()
    .min(1)
    .max(86_400)
    .default(300)
    .meta({ title: 'Average handling time (seconds), for the first estimates' }),
  /** Null: e-mails on the queue's behalf go out in the operator's own name. */
  mailboxId: entityId('mailbox', 'Mailbox that e-mails come from').nullable().default(null),
});
export type QueueDefinition = z.output<typeof QueueDefinition>;
