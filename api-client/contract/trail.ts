import { z } from 'zod';
import { Id, Instant } from './primitives.ts';

/** What a checkpoint is called now; null on a trail means that it was deleted. */
export const CheckpointNames = z.strictObject({
  name: z.string(),
  reference: z.string(),
  alias: z.string().nullable(),
});
export type CheckpointNames = z.infer<typeof CheckpointNames>;

/**
 * One stop of an interaction's trail: a snapshot, made when the action ran, that later edits leave alone.
 * Ordered by (`attachedAt`, `sequence`). `hits` counts how often an action attached it, the first included.
 */
export const AttachedCheckpoint = z.strictObject({
  checkpointId: Id,
  name: z.string(),
  reference: z.string(),
  alias: z.string().nullable(),
  attachedAt: Instant,
  sequence: z.int(),
  routingId: Id,
  routingVersion: z.int(),
  actionId: z.string(),
  actionName: z.string(),
  hits: z.int(),
  current: CheckpointNames.nullable(),
});
export type AttachedCheckpoint = z.infer<typeof AttachedCheckpoint>;

/** An interaction's checkpoints in the order they were attached. */
export const Trail = z.strictObject({ items: z.array(AttachedCheckpoint) });
export type Trail = z.infer<typeof Trail>;
