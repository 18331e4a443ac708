import { z } from 'zod';
import {
  entityDefinitions,
  entityPaths,
  entityTableKinds,
  type EntityKinds,
  type EntityTableKind,
} from '../../api-client/contract/entities/index.ts';
import type { Viewer } from '../access/identity.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import type { Author } from '../storage/checkpoints.ts';
import { deleteEntity } from '../storage/entity-deletion.ts';
import {
  changeEntity,
  createEntity,
  listEntities,
  readEntity,
  readEntityUsage,
  type EntityKey,
} from '../storage/entities.ts';
import { inputMessage } from '../input-message.ts';
import { fieldErrors, sentenceOf } from './field-errors.ts';
import { route } from './route.ts';

export const entityRoutes = [
  route('listEntityKinds', async () => (kinds ??= describeKinds())),

  route('listEntities', async ({ params, query, viewer, services: { db } }) => {
    const { organisationId } = viewer;
    return listEntities(db, { organisationId, kind: kindOf(params.kind) }, query);
  }),

  route('createEntity', async ({ params, body, viewer, services }) => {
    const kind = kindOf(params.kind);
    const draft = { ...body, definition: parseDefinition(kind, body.definition) };
    const author = authorOf(viewer, services);
    return createEntity(services.db, author, { kind, id: services.newId(author.now) }, draft);
  }),

  route('readEntity', async ({ params, viewer, services: { db } }) =>
    readEntity(db, keyOf(viewer, params)),
  ),

  route('changeEntity', async ({ params, body, viewer, services, ifMatch }) => {
    const key = keyOf(viewer, params);
    const { definition, ...rest } = body;
    const patch = definition
      ? { ...rest, definition: parseDefinition(key.kind, definition) }
      : rest;
    return changeEntity(services.db, authorOf(viewer, services), key, patch, ifMatch);
  }),

  route('deleteEntity', async ({ params, query, viewer, services: { db } }) =>
    deleteEntity(db, keyOf(viewer, params), query),
  ),

  route('readEntityUsage', async ({ params, viewer, services: { db } }) => ({
    entityId: params.id,
    uses: await readEntityUsage(db, keyOf(viewer, params)),
  })),
];

const kindsByPath = new Map(entityTableKinds.map((kind) => [entityPaths[kind], kind]));

export function kindOf(path: string): EntityTableKind {
  const kind = kindsByPath.get(path);
  if (kind) return kind;
  throw new Refusal('not-found', `There is no kind of entity called “${path}”.`);
}

function keyOf({ organisationId }: Viewer, params: { kind: string; id: string }): EntityKey {
  return { organisationId, kind: kindOf(params.kind), id: params.id.toLowerCase() };
}

/** The definition with its defaults; refused with the whole path of every wrong field. */
export function parseDefinition(
  kind: EntityTableKind,
  definition: unknown,
): Record<string, unknown> {
  const schema: z.ZodType = entityDefinitions[kind];
  const result = schema.safeParse(definition, { error: inputMessage });
  if (result.success) return result.data as Record<string, unknown>; // every definition is an object
  const errors = fieldErrors(result.error, 'definition');
  throw new Refusal('invalid-input', sentenceOf(errors), errors);
}

function authorOf({ organisationId, name }: Viewer, { clock }: Services): Author {
  return { organisationId, name, now: clock.now() };
}

let kinds: EntityKinds | undefined;

/** Every kind as the data of its form. */
function describeKinds(): EntityKinds {
  const items = entityTableKinds.map((kind) => {
    const schema: z.ZodType = entityDefinitions[kind];
    const definition = { ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) };
    return { kind, path: entityPaths[kind], definition };
  });
  return { items };
}
