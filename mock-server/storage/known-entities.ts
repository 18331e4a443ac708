import type { NamedEntity } from '../routing/named-entities.ts';
import type { KnownEntity } from '../routing/validate.ts';
import type { Db } from './database.ts';
import { readEntities, type Found } from './entity-lookup.ts';

/** Looks up everything that a tree names, by one query a kind. */
export async function readKnownEntities(
  db: Db,
  organisationId: string,
  named: readonly NamedEntity[],
): Promise<KnownEntity> {
  const known = new Map<string, Found>();
  for (const kind of new Set(named.map(({ entity }) => entity))) {
    const choices = named.filter(({ entity }) => entity === kind).map(({ choice }) => choice);
    const ids = choices.flatMap((choice) => ('id' in choice ? [choice.id] : []));
    const references = choices.flatMap((choice) => ('id' in choice ? [] : [choice.reference]));
    for (const found of await readEntities(db, { kind, organisationId, ids, references })) {
      known.set(`${kind} id ${found.id}`, found);
      known.set(`${kind} reference ${found.reference}`, found);
    }
  }
  return ({ entity, choice }) =>
    known.get(
      'id' in choice ? `${entity} id ${choice.id}` : `${entity} reference ${choice.reference}`,
    );
}
