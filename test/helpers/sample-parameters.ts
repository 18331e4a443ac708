/** A JSON Schema, as far as the forms of actions use it. */
export interface FormSchema {
  type?: string;
  properties?: Record<string, FormSchema>;
  required?: string[];
  items?: FormSchema;
  anyOf?: FormSchema[];
  oneOf?: FormSchema[];
  enum?: unknown[];
  const?: unknown;
  format?: string;
  pattern?: string;
  minimum?: number;
  minItems?: number;
  minLength?: number;
}

/** Something that fits the schema, with every field filled in; of alternatives, the one of that number. */
export function sampleOf(schema: FormSchema, option: number): unknown {
  if (schema.const !== undefined) return schema.const;
  if (schema.enum) return schema.enum[option % schema.enum.length];
  const options = (schema.anyOf ?? schema.oneOf)?.filter(({ type }) => type !== 'null');
  if (options) return sampleOf(options[option % options.length]!, option); // no union is empty
  switch (schema.type) {
    case 'object':
      return Object.fromEntries(
        Object.entries(schema.properties ?? {}).map(([key, field]) => [
          key,
          sampleOf(field, option),
        ]),
      );
    case 'array':
      return Array.from({ length: Math.max(schema.minItems ?? 0, 1) }, () =>
        sampleOf(schema.items ?? {}, option),
      );
    case 'integer':
    case 'number':
      return Math.max(schema.minimum ?? 1, 1);
    case 'boolean':
      return true;
    default:
      return sampleText(schema);
  }
}

function sampleText({ format, pattern, minLength = 0 }: FormSchema): string {
  if (format === 'uuid') return '01939f9e-0000-7000-8000-000000000001';
  if (format === 'date') return '2026-11-20';
  if (pattern?.includes('\\.')) return 'customer.number';
  return 'a'.repeat(Math.max(minLength, 1));
}
