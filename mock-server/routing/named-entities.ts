import type { RoutingTree } from '../../api-client/contract/routing.ts';
import type { ActionCatalogue } from './compile.ts';
import type { ActionDefinition } from './define-action.ts';
import type { EntityChoice, EntityKind } from './entities.ts';
import { entityFields } from './magic.ts';

/** An entity that an action picks, or names by a reference that is written out. */
export interface NamedEntity {
  actionId: string;
  /** The parameter that names it. */
  key: string;
  entity: EntityKind;
  choice: EntityChoice;
}

/** Every entity that a tree names, known before it runs: references built from variables are left out. */
export function namedEntities(tree: RoutingTree, catalogue: ActionCatalogue): NamedEntity[] {
  return Object.entries(tree.actions).flatMap(([actionId, { type, parameters }]) => {
    const definition = catalogue.get(type);
    if (!definition) return [];
    return fieldsOf(definition).flatMap(({ key, entity }) => {
      const choice = Object.hasOwn(parameters, key) ? readChoice(parameters[key]) : undefined;
      return choice ? [{ actionId, key, entity, choice }] : [];
    });
  });
}

const fields = new WeakMap<ActionDefinition, { key: string; entity: EntityKind }[]>();

function fieldsOf(definition: ActionDefinition): { key: string; entity: EntityKind }[] {
  let known = fields.get(definition);
  if (!known) {
    // entityChoice takes nothing but an EntityKind
    known = entityFields(definition.parameters) as { key: string; entity: EntityKind }[];
    fields.set(definition, known);
  }
  return known;
}

function readChoice(value: unknown): EntityChoice | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  if ('id' in value && typeof value.id === 'string') return { id: value.id.toLowerCase() };
  if (!('reference' in value) || typeof value.reference !== 'string') return undefined;
  return value.reference.includes('{{') ? undefined : { reference: value.reference.trim() };
}
