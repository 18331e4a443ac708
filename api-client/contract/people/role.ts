import { z } from 'zod';
import { rightsOn, type ProtectedEntity } from '../rights.ts';
import { setOf } from './set-of.ts';

const on = <Entity extends ProtectedEntity>(entity: Entity, title: string) =>
  setOf(z.enum(rightsOn[entity]), { title, most: rightsOn[entity].length }).default([]);

/** What those who have the role may do. */
export const RoleDefinition = z.strictObject({
  rights: z
    .strictObject({
      checkpoints: on('checkpoints', 'Checkpoints'),
      routings: on('routings', 'Smart routings'),
      entities: on('entities', 'What routings act on'),
      secrets: on('secrets', 'Secrets'),
      interactions: on('interactions', 'Interactions: cards, cases, payments'),
      users: on('users', 'Users, teams, roles and profiles'),
    } satisfies Record<ProtectedEntity, z.ZodType>)
    .prefault({})
    .meta({ title: 'Rights' }),
});
export type RoleDefinition = z.output<typeof RoleDefinition>;
