import { z } from 'zod';
import { Id, Instant } from './primitives.ts';

/** A customer whom a campaign is to reach, as a dialler or an export reads it. */
export const CampaignTarget = z.strictObject({
  id: Id,
  /** E.164. */
  phone: z.string(),
  startsAt: Instant,
  priority: z.int(),
  layoutId: z.string().nullable(),
  /** The layout's fields that have a value, in their stored form. */
  fields: z.record(z.string(), z.string()),
  interactionId: Id,
  createdAt: Instant,
});
export type CampaignTarget = z.infer<typeof CampaignTarget>;
