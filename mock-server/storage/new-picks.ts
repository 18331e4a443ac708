import type { Finding, RoutingTree } from '../../api-client/contract/routing.ts';
import type { ActionCatalogue } from '../routing/compile.ts';
import { namedEntities, type NamedEntity } from '../routing/named-entities.ts';
import { missingPick } from '../routing/validate.ts';
import type { Db } from './database.ts';
import { readKnownEntities } from './known-entities.ts';

/**
 * Picks of a tree that pick nothing. What the version had picked before, and was deleted since, may stay: it keeps
 * nobody from saving the rest, and validation tells of it.
 */
export async function findMissingPicks(
  tx: Db,
  organisationId: string,
  tree: RoutingTree,
  before: RoutingTree,
  catalogue: ActionCatalogue,
): Promise<Finding[]> {
  const had = new Set(namedEntities(before, catalogue).map(nameOf));
  const picks = namedEntities(tree, catalogue).filter(
    (named) => 'id' in named.choice && !had.has(nameOf(named)),
  );
  if (picks.length === 0) return [];
  const known = await readKnownEntities(tx, organisationId, picks);
  return picks.filter((pick) => !known(pick)).map((pick) => missingPick(tree, pick));
}

function nameOf({ entity, choice }: NamedEntity): string {
  return `${entity} ${'id' in choice ? choice.id : ''}`;
}
