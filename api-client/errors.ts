import type { Problem, ProblemKind } from './contract/problem.ts';

export type ErrorKind = ProblemKind | 'network' | 'token' | 'closed';

/** Whatever goes wrong in the client. `message` is a sentence that a person can act on. */
export class WaypostError extends Error {
  readonly kind: ErrorKind;

  constructor(kind: ErrorKind, message: string, options?: ErrorOptions) {
    super(message, options);
    this.name = new.target.name;
    this.kind = kind;
  }
}

/** The server refused, and said why. `fields` names the parts of the input that it did not take. */
export class ProblemError extends WaypostError {
  readonly problem: Problem;

  constructor(problem: Problem) {
    super(problem.type.split(':').pop() as ProblemKind, problem.detail); // the contract's template
    this.problem = problem;
  }

  get status(): number {
    return this.problem.status;
  }

  get fields(): { path: string; message: string }[] {
    return this.problem.errors ?? [];
  }
}

/** The server could not be reached, or did not answer in time. */
export class NetworkError extends WaypostError {
  constructor(url: string, reason: string, cause?: unknown) {
    super('network', `Waypost’s server at ${url} cannot be reached: ${reason}.`, { cause });
  }
}

/** The page around Waypost could not give a token. */
export class TokenError extends WaypostError {
  constructor(cause: unknown) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    super('token', `This page could not give Waypost a token: ${reason}`, { cause });
  }
}

/** The client was closed. */
export class ClosedError extends WaypostError {
  constructor() {
    super('closed', 'This Waypost client is closed; make a new one.');
  }
}

/** Whether the same call may succeed later without anyone doing anything. */
export function isPassing(error: WaypostError): boolean {
  if (error instanceof ProblemError) return error.status >= 500 || error.status === 429;
  return error.kind === 'network' || error.kind === 'token';
}

/** Whether the error means that the user may not have what was shown before. */
export function forbidsData(error: WaypostError): boolean {
  return ['signed-out', 'forbidden', 'not-found', 'history-off'].includes(error.kind);
}

/** Whether a new token may help. */
export function isTokenRefusal(error: unknown): boolean {
  return error instanceof ProblemError && error.status === 401;
}

/** Whatever was thrown, as one of ours. */
export function asWaypostError(thrown: unknown): WaypostError {
  if (thrown instanceof WaypostError) return thrown;
  const reason = thrown instanceof Error ? thrown.message : String(thrown);
  return new WaypostError('fault', `Something in Waypost failed: ${reason}`, { cause: thrown });
}

/** What is shown after a sign-out, here or in another tab. */
export function signedOutError(): ProblemError {
  return new ProblemError({
    type: 'urn:waypost:problem:signed-out',
    title: 'Signed out',
    status: 401,
    detail: 'You signed out. Sign in again to see interactions.',
  });
}
