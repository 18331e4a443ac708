import type { ProblemKind } from '../api-client/contract/problem.ts';

export interface FieldError {
  path: string;
  message: string;
}

/** A call that is turned down, with a sentence that a person can act on. The route wrapper makes a problem of it. */
export class Refusal extends Error {
  readonly kind: ProblemKind;
  readonly errors: readonly FieldError[];

  constructor(kind: ProblemKind, detail: string, errors: readonly FieldError[] = []) {
    super(detail);
    this.name = 'Refusal';
    this.kind = kind;
    this.errors = errors;
  }
}

/** The same answer for what does not exist and for what the user may not see. */
export function notFound(what: string): Refusal {
  return new Refusal('not-found', `There is no such ${what}, or you may not see it.`);
}

/** One field is wrong. */
export function invalidField(path: string, message: string): Refusal {
  return new Refusal('invalid-input', message, [{ path, message }]);
}
