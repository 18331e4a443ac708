import type { ActionType } from '../../api-client/contract/action-type.ts';
import type { RoutingTree } from '../../api-client/contract/routing.ts';

/** Set when an interaction opens. */
const OPENING = ['contact.name', 'contact.phone', 'contact.email'];
const NAMED = /\{\{\s*([A-Za-z][A-Za-z0-9_]*\.[A-Za-z][A-Za-z0-9_]*)\s*\}\}/g;

/** The variables that a routing’s actions set or name, in the order of the alphabet. */
export function knownVariables(
  tree: RoutingTree,
  types: ReadonlyMap<string, ActionType>,
): string[] {
  const known = new Set(OPENING);
  for (const { type, parameters } of Object.values(tree.actions)) {
    const fields = variableFields(types.get(type));
    collect(parameters, (key, text) => {
      if (fields.has(key) && text !== '') known.add(text);
      for (const [, name] of text.matchAll(NAMED)) known.add(name!); // the expression has one group
    });
  }
  return [...known].sort();
}

const described = new WeakMap<ActionType, ReadonlySet<string>>();

/** The names of the fields that hold a variable’s path, however deep they lie. */
function variableFields(type: ActionType | undefined): ReadonlySet<string> {
  if (!type) return new Set();
  let names = described.get(type);
  if (!names) {
    const found = new Set<string>();
    look(type.parameters, '', found);
    described.set(type, (names = found));
  }
  return names;
}

function look(schema: unknown, key: string, found: Set<string>): void {
  if (typeof schema !== 'object' || schema === null) return;
  if ('variable' in schema && schema.variable === true) found.add(key);
  for (const [name, value] of Object.entries(schema)) {
    const isPlace = name === 'properties' || name === '$defs';
    if (isPlace)
      for (const [field, one] of Object.entries(value as object)) look(one, field, found);
    else look(value, key, found);
  }
}

function collect(value: unknown, take: (key: string, text: string) => void, key = ''): void {
  if (typeof value === 'string') take(key, value);
  else if (Array.isArray(value)) for (const one of value) collect(one, take, key);
  else if (typeof value === 'object' && value !== null)
    for (const [name, one] of Object.entries(value)) collect(one, take, name);
}
