import { z } from 'zod';
import { InteractionFlow } from './flow.ts';
import { Id, Instant } from './primitives.ts';

/** Whether an advisor can be rung at. Who is `away` counts as connected and is not rung at. */
export const PresenceStatus = z.enum(['available', 'away', 'offline']);
export type PresenceStatus = z.infer<typeof PresenceStatus>;

export const PresenceChoice = z.strictObject({ status: PresenceStatus });

/** What the user said last. `since` is null when they never did. */
export const Presence = z.strictObject({ status: PresenceStatus, since: Instant.nullable() });
export type Presence = z.infer<typeof Presence>;

/** An interaction that rings at the user, or that they have. */
export const Offer = z.strictObject({
  interactionId: Id,
  flow: InteractionFlow,
  /** The queue by which it came to the user; null when it was given to them directly. */
  queue: z.strictObject({ id: Id, name: z.string() }).nullable(),
  contactName: z.string().nullable(),
  waitingSince: Instant,
  /** Null once it is accepted. */
  ringsUntil: Instant.nullable(),
  acceptedAt: Instant.nullable(),
});
export type Offer = z.infer<typeof Offer>;

/** What rings at the user, and what is theirs now. */
export const Offers = z.strictObject({ ringing: z.array(Offer), mine: z.array(Offer) });
export type Offers = z.infer<typeof Offers>;

/** What an advisor writes to the customer. `key` makes a repeated call count once. */
export const AdvisorMessage = z.strictObject({
  text: z.string().min(1).max(20_000),
  key: z.uuid().optional(),
});
