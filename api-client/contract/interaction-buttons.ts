import { z } from 'zod';
import { buttonColours, buttonIcons } from './entities/custom-button.ts';
import { Id, Instant } from './primitives.ts';
import { Reason } from './reason.ts';

/**
 * A button to show to this user at this interaction now. `address` is filled; null for a button that calls a web
 * service, and where a value that the address needs is missing, which `reason` says.
 */
export const InteractionButton = z.strictObject({
  id: Id,
  title: z.string(),
  icon: z.enum(buttonIcons),
  colour: z.enum(buttonColours),
  place: z.enum(['toolbar', 'panel']),
  type: z.enum(['address', 'web-service']),
  address: z.string().nullable(),
  reason: Reason.nullable(),
});
export type InteractionButton = z.infer<typeof InteractionButton>;

/** By title. */
export const InteractionButtons = z.strictObject({ items: z.array(InteractionButton) });

/** `key` makes a repeated call count once. */
export const ButtonPress = z.strictObject({ key: z.uuid().optional() });

/** How the call of a web service went. `words` say why it failed; `values` are what the definition lets out. */
export const ButtonPressed = z.strictObject({
  ok: z.boolean(),
  words: z.string().nullable(),
  values: z.array(z.strictObject({ title: z.string(), value: z.string().nullable() })),
  at: Instant,
});
export type ButtonPressed = z.infer<typeof ButtonPressed>;
