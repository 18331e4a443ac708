import type { z } from 'zod';
import type { FieldError } from '../refusal.ts';

type Issue = z.core.$ZodIssue;

/** Every parameter that is wrong, by its path under `base`. */
export function parameterErrors(error: z.ZodError, base: string): FieldError[] {
  return error.issues.flatMap((issue) => errorsOf(issue, base));
}

function errorsOf(issue: Issue, base: string): FieldError[] {
  const path = [base, ...issue.path.map(String)].join('.');
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => ({
      path: `${path}.${key.slice(0, 100)}`,
      message: 'This action has no such parameter.',
    }));
  }
  if (issue.code === 'invalid_union') {
    const closest = nearest(issue.errors);
    if (closest) return closest.flatMap((inner) => errorsOf(inner, path));
  }
  return [{ path, message: issue.message }];
}

/** Of the forms that a value may take, the one it fails in the fewest places: that is what was meant. */
function nearest(options: readonly (readonly Issue[])[]): readonly Issue[] | undefined {
  return [...options]
    .filter((issues) => issues.length > 0)
    .sort((left, right) => left.length - right.length)[0];
}
