import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { ActionCatalogue } from './compile.ts';
import type { ActionDefinition } from './define-action.ts';
import type { EntityChoice, EntityKind } from './entities.ts';
import { finderOf } from './marked-fields.ts';

/** An entity that an action picks, or names by a reference that is written out. */
export interface NamedEntity {
  actionId: string;
  /** Where in the action's parameters it is named: `['target', 'queue']`. */
  path: readonly string[];
  entity: EntityKind;
  choice: EntityChoice;
}

/** Every entity that a tree names, known before it runs: references built from variables are left out. */
export function namedEntities(tree: RoutingTree, catalogue: ActionCatalogue): NamedEntity[] {
  return Object.entries(tree.actions).flatMap(([actionId, { type, parameters }]) => {
    const definition = catalogue.get(type);
    if (!definition) return [];
    return entitiesIn(definition, parameters).flatMap(({ path, mark, value }) => {
      const choice = readChoice(value);
      // entityChoice marks a field with nothing but an EntityKind
      return choice ? [{ actionId, path, entity: mark as EntityKind, choice }] : [];
    });
  });
}

const finders = new WeakMap<ActionDefinition, ReturnType<typeof finderOf>>();

function entitiesIn(definition: ActionDefinition, parameters: unknown) {
  if (!finders.has(definition))
    finders.set(definition, finderOf(definition.parameters, 'entity'));
  return finders.get(definition)?.(parameters) ?? [];
}

function readChoice(value: unknown): EntityChoice | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('id' in value && typeof value.id === 'string') return { id: value.id.toLowerCase() };
  if (!('reference' in value) || typeof value.reference !== 'string') return undefined;
  return value.reference.includes('{{') ? undefined : { reference: value.reference.trim() };
}
