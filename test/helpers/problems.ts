import { expect } from 'vitest';
import type { Reply } from './maker.ts';

/** An id that nothing has. */
export const nobody = '0193b2a0-0000-7000-8000-00000000dead';

/** The reply is a problem of this kind. */
export function expectProblem(reply: Reply, status: number, kind: string): void {
  expect(reply).toMatchObject({ status, body: { type: `urn:waypost:problem:${kind}` } });
}

/** The fields that a problem names. */
export function problemPaths({ body }: Reply): string[] {
  const { errors = [] } = body as { errors?: { path: string }[] };
  return errors.map(({ path }) => path);
}
