import { z } from 'zod';
import type { EndpointSchema } from './endpoint-schemas.ts';
import type { EndpointName } from './endpoints.ts';
import {
  Entity,
  EntityChanged,
  EntityDeleted,
  EntityDeletion,
  EntityDraft,
  EntityKinds,
  EntityPatch,
  EntityPath,
  EntityQuery,
  EntitySummary,
  EntityUsage,
} from './entities/index.ts';
import { Id, pageOf } from './primitives.ts';
import { Secret, SecretDeletion, SecretName, Secrets, SecretValue } from './secret.ts';

const byKind = z.strictObject({ kind: EntityPath });
const byEntity = z.strictObject({ kind: EntityPath, id: Id });
const bySecret = z.strictObject({ name: SecretName });

/** The endpoints of the Maker's entities, and of the secrets that their definitions name. */
export const entityEndpoints = {
  listEntityKinds: {
    summary: 'Every kind of entity with the data of its form',
    access: ['entities', 'read'],
    answer: EntityKinds,
  },
  listEntities: {
    summary: 'List and search the entities of a kind, as queues',
    access: ['entities', 'read'],
    params: byKind,
    query: EntityQuery,
    answer: pageOf(EntitySummary),
  },
  createEntity: {
    summary: 'Create an entity; its definition is checked by its kind',
    access: ['entities', 'create'],
    params: byKind,
    body: EntityDraft,
    answer: Entity,
    status: 201,
    largestBody: 1024 * 1024,
  },
  readEntity: {
    summary: 'Read an entity with its definition',
    access: ['entities', 'read'],
    params: byEntity,
    answer: Entity,
  },
  changeEntity: {
    summary: 'Change an entity; answers the actions that still use an old reference',
    access: ['entities', 'modify'],
    params: byEntity,
    body: EntityPatch,
    answer: EntityChanged,
    ifMatch: true,
    largestBody: 1024 * 1024,
  },
  deleteEntity: {
    summary: 'Delete an entity that nothing else stands on',
    access: ['entities', 'delete'],
    params: byEntity,
    query: EntityDeletion,
    answer: EntityDeleted,
  },
  readEntityUsage: {
    summary: 'Every action that picks the entity or names its reference',
    access: ['entities', 'read'],
    params: byEntity,
    answer: EntityUsage,
  },
  listSecrets: {
    summary: 'The names of the secrets, and what uses them; never their values',
    access: ['secrets', 'read'],
    answer: Secrets,
  },
  writeSecret: {
    summary: 'Keep a secret, in the place of the one of that name',
    access: ['secrets', 'modify'],
    params: bySecret,
    body: SecretValue,
    answer: Secret,
  },
  deleteSecret: {
    summary: 'Delete a secret; one that is used, when that is confirmed',
    access: ['secrets', 'delete'],
    params: bySecret,
    query: SecretDeletion,
  },
} as const satisfies Partial<Record<EndpointName, EndpointSchema>>;
