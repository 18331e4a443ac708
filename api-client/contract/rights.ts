import { z } from 'zod';

/** What one may do with an entity of the Maker. */
export const Right = z.enum(['read', 'create', 'modify', 'delete']);
export type Right = z.infer<typeof Right>;

/**
 * What rights are given on: the entities of the Maker, `users` with their teams, roles and profiles, and interactions,
 * where `modify` lets one link cards and cases and ask for payments. Whoever sees an interaction may read it.
 */
export const ProtectedEntity = z.enum([
  'checkpoints',
  'routings',
  'entities',
  'secrets',
  'interactions',
  'users',
]);
export type ProtectedEntity = z.infer<typeof ProtectedEntity>;

/** A role's rights, by entity. An entity that is absent gives none. */
export const Rights = z.partialRecord(ProtectedEntity, z.array(Right));
export type Rights = z.infer<typeof Rights>;

/** The rights that open anything: a secret is written by `modify`, and interactions are seen by no right. */
export const rightsOn = {
  checkpoints: ['read', 'create', 'modify', 'delete'],
  routings: ['read', 'create', 'modify', 'delete'],
  entities: ['read', 'create', 'modify', 'delete'],
  secrets: ['read', 'modify', 'delete'],
  interactions: ['modify'],
  users: ['read', 'create', 'modify', 'delete'],
} as const satisfies Record<ProtectedEntity, readonly Right[]>;
