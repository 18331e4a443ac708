import { z } from 'zod';
import {
  peopleDefinitions,
  peopleKinds,
  peoplePaths,
  type PeopleDefinition,
  type PeopleKind,
  type PeopleKinds,
} from '../../api-client/contract/people/index.ts';
import type { Viewer } from '../access/identity.ts';
import { hashPassword } from '../access/passwords.ts';
import { inputMessage } from '../input-message.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { deletePeopleEntry } from '../storage/people/deletion.ts';
import { listPeople, readPeopleEntry } from '../storage/people/entries.ts';
import { readPeopleUsage } from '../storage/people/usage.ts';
import type { PeopleKey } from '../storage/people/words.ts';
import { changePeopleEntry, createPeopleEntry, type Writing } from '../storage/people/write.ts';
import { fieldErrors, sentenceOf } from './field-errors.ts';
import { route } from './route.ts';

export const peopleRoutes = [
  route('listPeopleKinds', async () => (kinds ??= describeKinds())),

  route('listPeople', async ({ params, query, viewer, services: { db } }) =>
    listPeople(db, viewer.organisationId, kindOf(params.kind), query),
  ),

  route('createPeopleEntry', async ({ params, body, viewer, services }) => {
    const kind = kindOf(params.kind);
    const definition = parseDefinition(kind, body.definition);
    const writing = await writingOf(viewer, services, kind, definition);
    const { organisationId } = viewer;
    const key = { organisationId, kind, id: services.newId(writing.now) };
    const entry = await createPeopleEntry(services.db, writing, key, { ...body, definition });
    services.feed.nudge();
    return entry;
  }),

  route('readPeopleEntry', async ({ params, viewer, services: { db } }) =>
    readPeopleEntry(db, keyOf(viewer, params)),
  ),

  route('changePeopleEntry', async ({ params, body, viewer, services, ifMatch }) => {
    const key = keyOf(viewer, params);
    const definition = body.definition && parseDefinition(key.kind, body.definition);
    const writing = await writingOf(viewer, services, key.kind, definition);
    const patch = { ...body, definition };
    const entry = await changePeopleEntry(services.db, writing, key, patch, ifMatch);
    services.feed.nudge();
    if (key.kind === 'user') await services.presence.signedOut({ ...key, userId: key.id }); // where no session of theirs stands
    return entry;
  }),

  route('deletePeopleEntry', async ({ params, query, viewer, services }) => {
    const writing = { viewer, now: services.clock.now() };
    const deleted = await deletePeopleEntry(services.db, writing, keyOf(viewer, params), query);
    services.feed.nudge();
    return deleted;
  }),

  route('readPeopleUsage', async ({ params, viewer, services: { db } }) =>
    readPeopleUsage(db, keyOf(viewer, params)),
  ),
];

const kindsByPath = new Map(peopleKinds.map((kind) => [peoplePaths[kind], kind]));

function kindOf(path: string): PeopleKind {
  const kind = kindsByPath.get(path);
  if (kind) return kind;
  throw new Refusal('not-found', `There is nothing of people called “${path}”.`);
}

function keyOf({ organisationId }: Viewer, params: { kind: string; id: string }): PeopleKey {
  return { organisationId, kind: kindOf(params.kind), id: params.id.toLowerCase() };
}

/** The definition with its defaults; refused with the whole path of every wrong field. */
function parseDefinition(kind: PeopleKind, definition: unknown): Record<string, unknown> {
  const schema: z.ZodType = peopleDefinitions[kind];
  const result = schema.safeParse(definition, { error: inputMessage });
  if (result.success) return result.data as Record<string, unknown>; // every definition is an object
  const errors = fieldErrors(result.error, 'definition');
  throw new Refusal('invalid-input', sentenceOf(errors), errors);
}

async function writingOf(
  viewer: Viewer,
  { clock }: Services,
  kind: PeopleKind,
  definition: Record<string, unknown> | undefined,
): Promise<Writing> {
  const passwordHash = kind === 'user' && definition ? await hashOf(definition) : undefined;
  return { viewer, now: clock.now(), passwordHash };
}

/** Of the password that a user's definition gives: nothing else of it goes on from here. */
async function hashOf(definition: Record<string, unknown>): Promise<string | undefined> {
  const { signIn } = definition as PeopleDefinition<'user'>; // parsed by its schema
  if (signIn.by !== 'password' || signIn.password === null) return undefined;
  const hash = await hashPassword(signIn.password, crypto.getRandomValues(new Uint8Array(16)));
  definition['signIn'] = { by: 'password', password: null } satisfies typeof signIn;
  return hash;
}

let kinds: PeopleKinds | undefined;

/** Every kind as the data of its form. */
function describeKinds(): PeopleKinds {
  const items = peopleKinds.map((kind) => {
    const schema: z.ZodType = peopleDefinitions[kind];
    const definition = { ...z.toJSONSchema(schema, { io: 'input', unrepresentable: 'any' }) };
    return { kind, path: peoplePaths[kind], definition };
  });
  return { items };
}
