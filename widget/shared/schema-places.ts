import { msg } from '@lit/localize';
import { shapeOf } from './schema-shape.ts';
import type { JsonSchema } from './schema-types.ts';
import { namedWords, schemaWords } from './schema-words.ts';

/** A place in a value in words: “Conditions 2, Value”. */
export function placeWords(root: JsonSchema, path: string): string {
  let schema: JsonSchema | undefined = root;
  const words: string[] = [];
  for (const key of path.split('.').filter(Boolean)) {
    if (/^\d+$/.test(key)) {
      words.push(`${words.pop() ?? ''} ${Number(key) + 1}`.trim());
      schema = schema && itemOf(schema, root);
      continue;
    }
    schema = schema && propertyOf(schema, key, root);
    const title = schema && shapeOf(schema, root).schema.title;
    words.push(title ? schemaWords(title) : namedWords(key));
  }
  return words.join(', ') || msg('All of it');
}

/** The schema of what an object, a record or one of a union’s members has under a key. */
export function propertyOf(
  schema: JsonSchema,
  key: string,
  root: JsonSchema,
): JsonSchema | undefined {
  const shape = shapeOf(schema, root);
  if (shape.is === 'record') return shape.item;
  if (shape.is === 'union')
    return shape.members.map((member) => propertyOf(member, key, root)).find(Boolean);
  return shape.schema.properties?.[key];
}

/** The schema of a list’s rows. */
export function itemOf(schema: JsonSchema, root: JsonSchema): JsonSchema | undefined {
  const shape = shapeOf(schema, root);
  return shape.is === 'list' ? shape.item : undefined;
}
