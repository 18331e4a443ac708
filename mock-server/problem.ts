import type { Problem, ProblemKind } from '../api-client/contract/problem.ts';
import { Refusal } from './refusal.ts';
import { isUnavailable } from './storage/database-errors.ts';

/** The HTTP status and the title of each kind of problem. */
const kinds: Record<ProblemKind, { status: number; title: string }> = {
  'invalid-input': { status: 422, title: 'The input is not valid' },
  'invalid-json': { status: 400, title: 'The body is not valid JSON' },
  'too-large': { status: 413, title: 'The body is too large' },
  'signed-out': { status: 401, title: 'Signed out' },
  'token-expired': { status: 401, title: 'The token has ended' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'no-such-page': { status: 404, title: 'No such page' },
  conflict: { status: 409, title: 'Conflict' },
  'precondition-failed': { status: 412, title: 'Changed meanwhile' },
  'in-use': { status: 409, title: 'Still in use' },
  'not-publishable': { status: 409, title: 'Not publishable' },
  'read-only': { status: 409, title: 'Read-only' },
  'period-too-long': { status: 422, title: 'The period is too long' },
  'history-off': { status: 403, title: 'The history is switched off' },
  'too-many-requests': { status: 429, title: 'Too many calls' },
  fault: { status: 500, title: 'Fault' },
  'not-ready': { status: 503, title: 'Not ready' },
};

/** What a refused call answers. */
export function toProblem({ kind, message, errors }: Refusal): Problem {
  const { status, title } = kinds[kind];
  return {
    type: `urn:waypost:problem:${kind}`,
    title,
    status,
    detail: message,
    ...(errors.length > 0 ? { errors: [...errors] } : {}),
  };
}

/** The refusal behind any error: what is not one of ours tells nothing of itself. */
export function refusalOf(error: unknown): Refusal {
  if (error instanceof Refusal) return error;
  return isUnavailable(error)
    ? new Refusal('not-ready', 'The server cannot reach its database. Try again in a moment.')
    : new Refusal('fault', 'The server met a fault. It has been written down; try again.');
}

export function problemResponse(refusal: Refusal): Response {
  const problem = toProblem(refusal);
  return new Response(JSON.stringify(problem), {
    status: problem.status,
    headers: { 'content-type': 'application/problem+json', 'cache-control': 'no-store' },
  });
}
