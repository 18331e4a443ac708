import { z } from 'zod';
import { Id } from './primitives.ts';

/** A customer who writes for the first time. A phone in any spelling; at least one of the three. */
export const OpeningContact = z
  .strictObject({
    name: z.string().trim().min(1).max(100).optional(),
    phone: z.string().trim().min(3).max(40).optional(),
    email: z.email().max(254).optional(),
  })
  .refine((contact) => contact.name ?? contact.phone ?? contact.email, {
    error: 'Give a name, a phone number or an e-mail address.',
  });

const VariableName = z
  .string()
  .regex(/^[A-Za-z][A-Za-z0-9_]{0,63}$/, 'A variable’s name has letters, digits and _ only.');

/** Values that the host knows already, by variable and field. */
export const OpeningVariables = z.record(
  VariableName,
  z.record(VariableName, z.string().max(10_000)),
);

/** Opens an interaction. `key` makes a repeated call answer with the interaction of the first. */
export const Opening = z.strictObject({
  contact: OpeningContact,
  routingReference: z.string().min(1).max(100),
  variables: OpeningVariables.default({}),
  key: z.uuid().optional(),
});
export type Opening = z.input<typeof Opening>;

/** `chatToken` is the bearer for this one conversation. */
export const Opened = z.strictObject({ interactionId: Id, chatToken: z.string().optional() });
export type Opened = z.infer<typeof Opened>;

/** What a customer sends: words, or one of the choices offered. `key` makes a repeated call count once. */
export const CustomerMessage = z.union([
  z.strictObject({ text: z.string().min(1).max(20_000), key: z.uuid().optional() }),
  z.strictObject({ choiceId: z.string().min(1).max(200), key: z.uuid().optional() }),
]);
export type CustomerMessage = z.infer<typeof CustomerMessage>;
