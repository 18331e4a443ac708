import { z } from 'zod';
import { Instant } from './primitives.ts';

/** By what definitions name a secret: `{{secret.NAME}}`. */
export const SecretName = z
  .string()
  .regex(
    /^[A-Za-z][A-Za-z0-9_]{0,63}$/,
    'Use 1 to 64 letters without accents, digits and _, beginning with a letter.',
  );

/** What is known of a secret: never its value. */
export const Secret = z.strictObject({ name: z.string(), updatedAt: Instant });
export type Secret = z.infer<typeof Secret>;

export const Secrets = z.strictObject({ items: z.array(Secret) });

/** A value goes in and never comes out. At most 4,096 characters, none of which ends a line. */
export const SecretValue = z.strictObject({
  value: z
    .string()
    .min(1, 'A secret is not empty.')
    .max(4096)
    .regex(/^[^\r\n]*$/, 'A secret is one line.'),
});
