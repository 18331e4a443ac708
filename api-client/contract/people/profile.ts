import { z } from 'zod';
import { entityId } from '../entities/entity-id.ts';
import { InteractionFlow } from '../flow.ts';
import { setOf } from './set-of.ts';

/** What users work as: which queues they serve and see, in which flows, and whether the history is open to them. */
export const ProfileDefinition = z.strictObject({
  historyOfInteractions: z.boolean().default(true).meta({
    title: 'History of interactions',
    description: 'Without it, users of this profile see no interactions at all.',
  }),
  flows: setOf(InteractionFlow, {
    title: 'Flows',
    description: 'Of the queues, an administrator sees the interactions of these.',
    most: InteractionFlow.options.length,
  }).default([]),
  queueIds: setOf(entityId('queue', 'Queue'), {
    title: 'Queues',
    description: 'Users of this profile serve them.',
    most: 500,
  }).default([]),
});
export type ProfileDefinition = z.output<typeof ProfileDefinition>;
