import type { z } from 'zod';
import { partsOf } from './magic.ts';

/** A value whose field carries a mark, and where it stands. */
export interface MarkedValue {
  path: readonly string[];
  /** What the mark says: a kind of entity. */
  mark: string;
  value: unknown;
}

type Finder = (value: unknown) => MarkedValue[];

/**
 * From a schema, a function that finds every value whose field has the mark in its meta, however deep. It looks into
 * parsed values and into what nobody has parsed yet. Undefined when the schema marks nothing.
 */
export function finderOf(schema: z.ZodType, mark: 'entity' | 'entityId'): Finder | undefined {
  const marked = schema.meta()?.[mark];
  if (typeof marked === 'string') return (value) => [{ path: [], mark: marked, value }];
  const inner = partsOf(schema);
  switch (inner.kind) {
    case 'object':
      return objectFinder(inner.fields, mark);
    case 'array':
    case 'record': {
      const item = finderOf(inner.item, mark);
      return (
        item && ((value) => entriesOf(value).flatMap(([key, one]) => under(key, item(one))))
      );
    }
    case 'wrapped':
      return finderOf(inner.schema, mark);
    case 'leaf':
      return undefined;
  }
}

function objectFinder(
  fields: [string, z.ZodType][],
  mark: 'entity' | 'entityId',
): Finder | undefined {
  const finders = fields.flatMap(([key, field]) => {
    const finder = finderOf(field, mark);
    return finder ? [[key, finder] as const] : [];
  });
  if (finders.length === 0) return undefined;
  return (value) =>
    finders.flatMap(([key, finder]) =>
      isObject(value) && Object.hasOwn(value, key) ? under(key, finder(value[key])) : [],
    );
}

function under(key: string, found: MarkedValue[]): MarkedValue[] {
  return found.map(({ path, ...rest }) => ({ path: [key, ...path], ...rest }));
}

function entriesOf(value: unknown): [string, unknown][] {
  return isObject(value) ? Object.entries(value) : [];
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}
