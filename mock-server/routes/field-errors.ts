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
