import type { z } from 'zod';
import type { FieldError } from '../refusal.ts';

const LONGEST_PATH = 200;

/** Every field that is wrong, by its path, with a sentence on each. */
export function fieldErrors({ issues }: Pick<z.ZodError, 'issues'>, base = ''): FieldError[] {
  return issues.flatMap((issue) => {
    const at = join(base, ...issue.path.map(String));
    if (issue.code === 'unrecognized_keys') {
      const message = 'This field is not known here.';
      return issue.keys.map((key) => ({ path: join(at, key), message }));
    }
    const meant = issue.code === 'invalid_union' ? closest(issue.errors) : undefined;
    if (meant) return fieldErrors({ issues: meant }, at);
    return [{ path: at, message: issue.message }];
  });
}

/** Of the forms that the input might have had, the one that it misses by least. */
function closest(forms: z.core.$ZodIssue[][]): z.core.$ZodIssue[] | undefined {
  const [first] = forms
    .filter((issues) => issues.length > 0)
    .sort((a, b) => a.length - b.length);
  return first;
}

function join(...parts: string[]): string {
  return parts.filter(Boolean).join('.').slice(0, LONGEST_PATH);
}

/** The first of the errors as one sentence, and how many others there are. */
export function sentenceOf([first, ...others]: FieldError[]): string {
  if (!first) return 'The input is not valid.';
  const more = others.length > 0 ? ` And ${others.length} more.` : '';
  return first.path ? `“${first.path}”: ${first.message}${more}` : `${first.message}${more}`;
}

/** What is said of a field whose schema says nothing of its own: whole sentences, which a person can act on. */
export const inputMessage: z.core.$ZodErrorMap = (issue) => {
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined
        ? 'This field is missing.'
        : `This must be ${nameOf(issue.expected)}.`;
    case 'too_small':
      return `This must ${amount(issue.origin, 'at least', issue.minimum)}.`;
    case 'too_big':
      return `This must ${amount(issue.origin, 'at most', issue.maximum)}.`;
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

function amount(origin: string, bound: string, count: number | bigint): string {
  if (origin === 'string') return `have ${bound} ${count} characters`;
  if (origin === 'array') return `have ${bound} ${count} entries`;
  return `be ${bound} ${count}`;
}
