import type { z } from 'zod';

/** What is said of a field whose schema says nothing of its own: whole sentences, which a person can act on. */
export const inputMessage: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'This field is missing.'
        : `This must be ${nameOf(issue.expected)}.`;
    case 'too_small':
      return limit(issue.origin, 'at least', issue.minimum);
    case 'too_big':
      return limit(issue.origin, 'at most', issue.maximum);
    case 'invalid_value':
      return oneOf(issue.values);
    case 'invalid_union':
      return 'options' in issue && Array.isArray(issue.options)
        ? oneOf(issue.options)
        : 'This is not possible here.';
    case 'invalid_format':
      return formats[issue.format] ?? 'This does not have the form that is asked for here.';
    case 'invalid_key':
      return 'This name is not possible here.';
    default:
      return 'This is not possible here.';
  }
};

function oneOf(values: readonly unknown[]): string {
  return `This must be ${values.map((value) => `“${String(value)}”`).join(' or ')}.`;
}

const formats: Record<string, string> = {
  uuid: 'This is no id. One looks like 019a9c1e-7a10-7c3b-9a51-0c2f4d6e8b90.',
  datetime: 'Write an instant like 2026-11-20T16:02:11.123Z.',
  email: 'This is no e-mail address. It looks like name@example.com.',
};

const kinds: Record<string, string> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'an object with fields',
  record: 'an object with fields',
};

function nameOf(expected: string): string {
  return kinds[expected] ?? `of the type ${expected}`;
}

function limit(origin: string, bound: 'at least' | 'at most', count: number | bigint): string {
  if (origin === 'string') return `This must have ${bound} ${count} characters.`;
  if (origin === 'array') return `This must have ${bound} ${count} entries.`;
  return `This must be ${bound} ${count}.`;
}
