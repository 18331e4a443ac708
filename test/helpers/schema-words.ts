import type { JsonSchema } from '../../widget/shared/schema-types.ts';
import { shapeOf } from '../../widget/shared/schema-shape.ts';
import { namedWords, valueWords } from '../../widget/shared/schema-words.ts';

/** Every word that forms say of schemas, in English: titles, names of what has none, and what can be chosen. */
export function wordsOfSchemas(schemas: readonly JsonSchema[]): Set<string> {
  const words = new Set<string>();
  for (const schema of schemas) collect(schema, schema);
  return words;

  function collect(given: JsonSchema, root: JsonSchema, key = ''): void {
    const shape = shapeOf(given, root);
    const { title, description, properties = {} } = shape.schema;
    if (description) words.add(description);
    if (title) words.add(title);
    else if (key && shape.is !== 'constant') words.add(namedWords(key));
    if (shape.is === 'choice') shape.values.forEach((value) => words.add(valueWords(value)));
    if (shape.is === 'constant' && typeof shape.value === 'string' && shape.value)
      words.add(valueWords(shape.value));
    if (shape.is === 'list' || shape.is === 'record') collect(shape.item, root);
    if (shape.is === 'union') shape.members.forEach((member) => collect(member, root));
    if (shape.is === 'object')
      for (const [name, field] of Object.entries(properties)) collect(field, root, name);
  }
}
