import { z } from 'zod';

/** The stable last part of a problem's `type`. */
export const ProblemKind = z.enum([
  'invalid-input',
  'invalid-json',
  'too-large',
  'signed-out',
  'token-expired',
  'forbidden',
  'not-found',
  'no-such-page',
  'conflict',
  'precondition-failed',
  'in-use',
  'not-publishable',
  'read-only',
  'period-too-long',
  'history-off',
  'too-many-requests',
  'fault',
  'not-ready',
]);
export type ProblemKind = z.infer<typeof ProblemKind>;

/**
 * What every refusal looks like (RFC 9457, `application/problem+json`). `detail` is a sentence a person can
 * act on; `errors` name the fields, with paths like `tree.actions.ask.parameters.message`.
 */
export const Problem = z.looseObject({
  type: z.templateLiteral(['urn:waypost:problem:', ProblemKind]),
  title: z.string(),
  status: z.int(),
  detail: z.string(),
  errors: z.array(z.strictObject({ path: z.string(), message: z.string() })).optional(),
});
export type Problem = z.infer<typeof Problem>;
