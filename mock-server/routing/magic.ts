import type { z } from 'zod';

/** `{{variable.field}}`, blanks around the name allowed. */
const MAGIC = /\{\{\s*([A-Za-z][A-Za-z0-9_]{0,63}\.[A-Za-z][A-Za-z0-9_]{0,63})\s*\}\}/g;

/** A text of 4,096 characters may name hundreds of variables of 10,000 each: what it becomes has an end. */
const LONGEST_RESOLVED = 100_000;

/** A text that its variables make too long. Nothing is ever cut: the action fails. */
export class TextTooLong extends Error {
  constructor(longest = LONGEST_RESOLVED) {
    super(`With its variables, a text is longer than ${longest} characters.`);
    this.name = 'TextTooLong';
  }
}

/** Replaces every variable by its value, or by nothing when it is not set. One pass: values are not looked into. */
export function resolveMagic(
  text: string,
  value: (path: string) => string | undefined,
): string {
  if (!text.includes('{{')) return text;
  let length = text.length;
  return text.replace(MAGIC, (_, path: string) => {
    const resolved = value(path) ?? '';
    length += resolved.length;
    if (length > LONGEST_RESOLVED) throw new TextTooLong();
    return resolved;
  });
}

type Expand = (text: string) => string;
type Resolver = (value: unknown, expand: Expand) => unknown;

/**
 * From a schema, a function that resolves the magic fields of a parsed value and copies nothing else.
 * Undefined when the schema has none.
 */
export function resolverOf(schema: z.ZodType): Resolver | undefined {
  const meta = schema.meta();
  if (meta?.['magic'] === true) return (value, expand) => expand(value as string);
  const inner = partsOf(schema);
  switch (inner.kind) {
    case 'object':
      return objectResolver(inner.fields);
    case 'array': {
      const item = resolverOf(inner.item);
      return item && ((value, expand) => (value as unknown[]).map((one) => item(one, expand)));
    }
    case 'record': {
      const item = resolverOf(inner.item);
      return (
        item && ((value, expand) => resolveEach(value as Record<string, unknown>, item, expand))
      );
    }
    case 'wrapped': {
      const wrapped = resolverOf(inner.schema);
      return wrapped && ((value, expand) => (value == null ? value : wrapped(value, expand)));
    }
    case 'leaf':
      return undefined;
  }
}

function objectResolver(fields: [string, z.ZodType][]): Resolver | undefined {
  const resolvers = fields.flatMap(([key, field]) => {
    const resolver = resolverOf(field);
    return resolver ? [[key, resolver] as const] : [];
  });
  if (resolvers.length === 0) return undefined;
  return (value, expand) => {
    const copy = { ...(value as Record<string, unknown>) };
    for (const [key, resolver] of resolvers) {
      if (Object.hasOwn(copy, key)) copy[key] = resolver(copy[key], expand);
    }
    return copy;
  };
}

function resolveEach(
  record: Record<string, unknown>,
  item: Resolver,
  expand: Expand,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(record).map(([key, value]) => [key, item(value, expand)]),
  );
}

type Parts =
  | { kind: 'object'; fields: [string, z.ZodType][] }
  | { kind: 'array'; item: z.ZodType }
  | { kind: 'record'; item: z.ZodType }
  | { kind: 'wrapped'; schema: z.ZodType }
  | { kind: 'leaf' };

/** Looks into a schema. The fields of a union of objects are taken together: their keys do not clash. */
export function partsOf(schema: z.ZodType): Parts {
  // zod describes itself by `def`; the kinds that parameters use are read from it here and nowhere else
  const def = schema.def as {
    type: string;
    shape?: Record<string, z.ZodType>;
    element?: z.ZodType;
    valueType?: z.ZodType;
    options?: z.ZodType[];
    innerType?: z.ZodType;
    in?: z.ZodType;
  };
  if (def.type === 'object' && def.shape)
    return { kind: 'object', fields: Object.entries(def.shape) };
  if (def.type === 'array' && def.element) return { kind: 'array', item: def.element };
  if (def.type === 'record' && def.valueType) return { kind: 'record', item: def.valueType };
  if (def.type === 'union' && def.options) {
    return { kind: 'object', fields: def.options.flatMap(fieldsOf) };
  }
  const wrapped = def.innerType ?? def.in;
  return wrapped ? { kind: 'wrapped', schema: wrapped } : { kind: 'leaf' };
}

function fieldsOf(schema: z.ZodType): [string, z.ZodType][] {
  const parts = partsOf(schema);
  if (parts.kind === 'wrapped') return fieldsOf(parts.schema);
  return parts.kind === 'object' ? parts.fields : [];
}
