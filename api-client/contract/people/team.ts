import { z } from 'zod';
import { entityId } from '../entities/entity-id.ts';
import { setOf } from './set-of.ts';

/** Users who are led together. Who manages it, the users say; who is in it, they say, too. */
export const TeamDefinition = z.strictObject({
  memberIds: setOf(entityId('user', 'User'), {
    title: 'Members',
    description: 'Those who manage the team see their interactions.',
    most: 2000,
  }).default([]),
});
export type TeamDefinition = z.output<typeof TeamDefinition>;
