import { z } from 'zod';
import { Id, Instant } from './primitives.ts';

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

/** What names a secret: an entity of the Maker by its kind, or the organisation's sign-in, which has no id. */
export const SecretUse = z.strictObject({
  kind: z.string(),
  id: Id.nullable(),
  name: z.string(),
});
export type SecretUse = z.infer<typeof SecretUse>;

/** `uses` is null for who may not read entities. */
export const ListedSecret = Secret.extend({ uses: z.array(SecretUse).nullable() });
export type ListedSecret = z.infer<typeof ListedSecret>;

/** `missing` are names that something uses, and under which nothing is kept. */
export const Secrets = z.strictObject({
  items: z.array(ListedSecret),
  missing: z.array(z.strictObject({ name: z.string(), uses: z.array(SecretUse) })),
});
export type Secrets = z.infer<typeof Secrets>;

/** A used secret is deleted only with `confirmUsed`: what names it fails from then on. */
export const SecretDeletion = z.strictObject({ confirmUsed: z.stringbool().default(false) });

/** A value goes in and never comes out. At most 4,096 characters, none of which ends a line. */
export const SecretValue = z.strictObject({
  value: z
    .string()
    .min(1, 'A secret is not empty.')
    .max(4096)
    .regex(/^[^\r\n]*$/, 'A secret is one line.'),
});
