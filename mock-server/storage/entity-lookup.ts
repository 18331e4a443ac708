import { sql } from 'kysely';
import {
  entityDefinitions,
  type EntityTableKind,
} from '../../api-client/contract/entities/index.ts';
import type {
  EntityChoice,
  EntityKind,
  EntityLookup,
  FoundEntity,
} from '../routing/entities.ts';
import type { Db } from './database.ts';

/** What a tree names, as the database has it. */
export type Found = FoundEntity<EntityKind> & { reference: string };

/** What is looked for: entities of a kind, by id or by reference. */
export interface EntityQuestion {
  kind: EntityKind;
  organisationId: string;
  ids: readonly string[];
  references: readonly string[];
}
type ReadEntities = (db: Db, question: EntityQuestion) => Promise<Found[]>;

/** The entities of the kind that have one of the ids, or exactly one of the references. */
export function readEntities(db: Db, question: EntityQuestion): Promise<Found[]> {
  switch (question.kind) {
    case 'checkpoint':
      return readCheckpoints(db, question);
    case 'routing':
      return readRoutings(db, question);
    case 'user':
      return readUsers(db, question);
    default:
      return readDefined(db, question.kind, question);
  }
}

/**
 * Looks entities up in the database. What one step asked for it asks once: a step is one transaction and sees one
 * state. So a lookup is made for each step, and never kept.
 */
export function createEntityLookup(
  db: Db,
  organisationId: string,
  readAll: ReadEntities = readEntities,
): EntityLookup {
  const known = new Map<string, Found | undefined>();
  return {
    async find<Kind extends EntityKind>(
      kind: Kind,
      choice: EntityChoice,
      likely: readonly EntityChoice[] = [],
    ) {
      const key = keyOf(kind, choice);
      if (key === undefined) return undefined;
      if (!known.has(key)) await read(kind, [choice, ...likely]);
      // each kind's reader gives that kind's entity; the map forgets which
      return known.get(key) as FoundEntity<Kind> | undefined;
    },
  };

  async function read(kind: EntityKind, choices: readonly EntityChoice[]): Promise<void> {
    const ids = choices.flatMap((choice) => ('id' in choice ? choice.id : []));
    const references = choices.flatMap((choice) =>
      'id' in choice ? [] : choice.reference.trim(),
    );
    for (const choice of choices) {
      const key = keyOf(kind, choice);
      if (key !== undefined) known.set(key, undefined);
    }
    for (const found of await readAll(db, { kind, organisationId, ids, references })) {
      known.set(`${kind} id ${found.id}`, found);
      known.set(`${kind} reference ${found.reference}`, found);
    }
  }
}

function keyOf(kind: EntityKind, choice: EntityChoice): string | undefined {
  if ('id' in choice) return `${kind} id ${choice.id.toLowerCase()}`;
  const reference = choice.reference.trim();
  return reference === '' ? undefined : `${kind} reference ${reference}`;
}

async function readCheckpoints(
  db: Db,
  { organisationId, ids, references }: EntityQuestion,
): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select id, name, reference, alias from checkpoints
    where organisation_id = ${organisationId}
      and (id = any(${[...ids]}::uuid[]) or reference = any(${[...references]}::text[]))
  `.execute(db);
  return rows;
}

async function readRoutings(
  db: Db,
  { organisationId, ids, references }: EntityQuestion,
): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select r.id, r.name, r.reference, r.flow, r.kind, v.number as production
    from routings r
    left join routing_versions v on v.organisation_id = r.organisation_id and v.routing_id = r.id
      and v.state = 'production'
    where r.organisation_id = ${organisationId}
      and (r.id = any(${[...ids]}::uuid[]) or r.reference = any(${[...references]}::text[]))
  `.execute(db);
  return rows;
}

async function readUsers(
  db: Db,
  { organisationId, ids, references }: EntityQuestion,
): Promise<Found[]> {
  const { rows } = await sql<Found>`
    select id, name, username as reference, jsonb_build_object('active', active) as definition from users
    where organisation_id = ${organisationId} and active
      and (id = any(${[...ids]}::uuid[]) or username = any(${[...references]}::text[]))
  `.execute(db);
  return rows;
}

/** What no longer fits its kind's schema is not found: better than to act on half of a definition. */
async function readDefined(
  db: Db,
  kind: EntityTableKind,
  { organisationId, ids, references }: EntityQuestion,
): Promise<Found[]> {
  const { rows } = await sql<Found & { definition: unknown }>`
    select id, name, reference, definition from entities
    where organisation_id = ${organisationId} and kind = ${kind}
      and (id = any(${[...ids]}::uuid[]) or reference = any(${[...references]}::text[]))
  `.execute(db);
  return rows.flatMap((row) => {
    const { success, data } = entityDefinitions[kind].safeParse(row.definition);
    return success ? [{ ...row, definition: data } as Found] : []; // parsed by the kind's own schema
  });
}
