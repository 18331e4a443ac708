import { sql } from 'kysely';
import type { z } from 'zod';
import {
  entityDefinitions,
  entityTableKinds,
  type EntityTableKind,
} from '../../api-client/contract/entities/index.ts';
import { Refusal, type FieldError } from '../refusal.ts';
import { entityWords, type EntityKind } from '../routing/entities.ts';
import { finderOf, type MarkedValue } from '../routing/marked-fields.ts';
import type { Db } from './database.ts';

/** How to find the ids of other entities in the definitions of each kind that can hold some. */
const finders = new Map(
  entityTableKinds.flatMap((kind) => {
    const schema: z.ZodType = entityDefinitions[kind];
    const finder = finderOf(schema, 'entityId');
    return finder ? [[kind, finder] as const] : [];
  }),
);

/** Refuses a definition that names an entity which is not there. Those that it names stay until the transaction ends. */
export async function refuseUnknownReferences(
  tx: Db,
  organisationId: string,
  kind: EntityTableKind,
  definition: unknown,
): Promise<void> {
  const references = finders.get(kind)?.(definition) ?? [];
  const ids = references.flatMap(({ value }) => (typeof value === 'string' ? [value] : []));
  if (ids.length === 0) return;
  const rows = await tx
    .selectFrom('entities')
    .select(['id', 'kind'])
    .where('organisation_id', '=', organisationId)
    .where('id', 'in', ids)
    .orderBy('id')
    .forKeyShare()
    .execute();
  const people = await readPeople(tx, organisationId, ids);
  const present = new Set([...rows, ...people].map((row) => `${row.kind} ${row.id}`));
  const errors = references
    .filter(({ mark, value }) => typeof value === 'string' && !present.has(`${mark} ${value}`))
    .map(unknown);
  const [first] = errors;
  if (first) throw new Refusal('invalid-input', first.message, errors);
}

/** Users and profiles, which a button can be for, are no entities of the Maker. */
async function readPeople(
  tx: Db,
  organisationId: string,
  ids: readonly string[],
): Promise<{ id: string; kind: string }[]> {
  const { rows } = await sql<{ id: string; kind: string }>`
    select id, 'user' as kind from users
    where organisation_id = ${organisationId} and id = any(${[...ids]}::uuid[])
    union all
    select id, 'profile' from profiles
    where organisation_id = ${organisationId} and id = any(${[...ids]}::uuid[])
  `.execute(tx);
  return rows;
}

function unknown({ path, mark, value }: MarkedValue): FieldError {
  const word = mark === 'profile' ? mark : entityWords[mark as EntityKind]; // entityId marks fields with kinds
  const message = `There is no ${word} with the id ${String(value)}.`;
  return { path: ['definition', ...path].join('.'), message };
}

/** The entities whose definitions name this one, by name. */
export async function listHolders(
  db: Db,
  organisationId: string,
  id: string,
): Promise<{ id: string; kind: EntityTableKind; name: string }[]> {
  const rows = await db
    .selectFrom('entities')
    .select(['id', 'kind', 'name', 'definition'])
    .where('organisation_id', '=', organisationId)
    .where('kind', 'in', [...finders.keys()])
    .orderBy('name')
    .execute();
  return rows.filter(({ kind, definition }) =>
    finders
      .get(kind)?.(definition)
      .some(({ value }) => value === id),
  );
}
