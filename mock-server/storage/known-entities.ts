import { sql } from 'kysely';
import type { EntityKind, FoundEntity } from '../routing/entities.ts';
import type { NamedEntity } from '../routing/named-entities.ts';
import type { KnownEntity } from '../routing/validate.ts';
import type { Db } from './database.ts';

type Found<Kind extends EntityKind> = FoundEntity<Kind> & { reference: string };

/** Looks up everything that a tree names, by one query a kind. */
export async function readKnownEntities(
  db: Db,
  organisationId: string,
  named: readonly NamedEntity[],
): Promise<KnownEntity> {
  const known = new Map<string, Found<EntityKind>>();
  for (const kind of ['checkpoint', 'routing'] as const) {
    const choices = named.filter(({ entity }) => entity === kind).map(({ choice }) => choice);
    if (choices.length === 0) continue;
    const ids = choices.flatMap((choice) => ('id' in choice ? [choice.id] : []));
    const references = choices.flatMap((choice) => ('id' in choice ? [] : [choice.reference]));
    for (const found of await readers[kind](db, organisationId, ids, references)) {
      known.set(`${kind} id ${found.id}`, found);
      known.set(`${kind} reference ${found.reference}`, found);
    }
  }
  return ({ entity, choice }) =>
    known.get(
      'id' in choice ? `${entity} id ${choice.id}` : `${entity} reference ${choice.reference}`,
    );
}

const readers: Record<
  EntityKind,
  (
    db: Db,
    organisationId: string,
    ids: string[],
    references: string[],
  ) => Promise<Found<EntityKind>[]>
> = { checkpoint: readCheckpoints, routing: readRoutings };

async function readCheckpoints(db: Db, organisationId: string, ids: string[], refs: string[]) {
  const { rows } = await sql<Found<'checkpoint'>>`
    select id, name, reference, alias from checkpoints
    where organisation_id = ${organisationId} and ${isNamed('', ids, refs)}
  `.execute(db);
  return rows;
}

async function readRoutings(db: Db, organisationId: string, ids: string[], refs: string[]) {
  const { rows } = await sql<Found<'routing'>>`
    select r.id, r.name, r.reference, r.flow, r.kind, v.number as production
    from routings r
    left join routing_versions v on v.organisation_id = r.organisation_id and v.routing_id = r.id
      and v.state = 'production'
    where r.organisation_id = ${organisationId} and ${isNamed('r.', ids, refs)}
  `.execute(db);
  return rows;
}

/** Sent as JSON: a statement has room for fewer values than a tree has actions. */
function isNamed(table: string, ids: string[], references: string[]) {
  const column = (name: string) => sql.raw(`${table}${name}`); // `table` is one of the two above
  return sql`(
    ${column('id')} in (select value::uuid from jsonb_array_elements_text(${JSON.stringify(ids)}::jsonb))
    or ${column('reference')} in (select value from jsonb_array_elements_text(${JSON.stringify(references)}::jsonb))
  )`;
}
