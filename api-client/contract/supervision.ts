import { z } from 'zod';
import { InteractionFlow } from './flow.ts';
import { Contact } from './interaction.ts';
import { Id, Instant } from './primitives.ts';

/** As many steps as a funnel has. */
export const MOST_FUNNEL_STEPS = 8;
/** So many of the checkpoints that were attached last are told. */
export const LATEST_CHECKPOINTS = 30;

/**
 * `timeZone` says where a day begins and ends; the organisation's unless given. `funnel` are the checkpoints of the
 * funnel in their order; unless given, those that most of today's interactions have.
 */
export const SupervisionQuery = z.strictObject({
  timeZone: z.string().max(100).optional(),
  funnel: z
    .array(Id)
    .min(1)
    .max(MOST_FUNNEL_STEPS, `Choose ${MOST_FUNNEL_STEPS} checkpoints at most.`)
    .refine((ids) => new Set(ids).size === ids.length, 'Choose each checkpoint once.')
    .optional(),
});
export type SupervisionQuery = z.output<typeof SupervisionQuery>;

/** Interactions that started today, and on the same weekday before until the same time. */
const DayCounts = { today: z.int().min(0), before: z.int().min(0) };

const CheckpointCount = z.strictObject({
  checkpointId: Id,
  /** As it is called now; of a deleted one, as it was called. */
  name: z.string(),
  alias: z.string().nullable(),
  ...DayCounts,
});
export type CheckpointCount = z.infer<typeof CheckpointCount>;

/** `queue` is null for what is or was in none. `finished` ended today, whenever it began. */
const QueueCount = z.strictObject({
  queue: z.strictObject({ id: Id, name: z.string() }).nullable(),
  waiting: z.int().min(0),
  inProgress: z.int().min(0),
  finished: z.int().min(0),
});
export type QueueCount = z.infer<typeof QueueCount>;

const Period = z.strictObject({ from: Instant, to: Instant });

const LatestCheckpoint = z.strictObject({
  interactionId: Id,
  flow: InteractionFlow,
  contact: Contact,
  checkpointId: Id,
  name: z.string(),
  alias: z.string().nullable(),
  attachedAt: Instant,
});
export type LatestCheckpoint = z.infer<typeof LatestCheckpoint>;

/**
 * What happens now, of what the user sees. Counts of checkpoints are of interactions that have them; a step of the
 * funnel counts those that have its checkpoint after all checkpoints before it.
 */
export const Supervision = z.strictObject({
  at: Instant,
  today: Period,
  before: Period,
  interactions: z.strictObject(DayCounts),
  /** By name; what is in no queue comes last. */
  queues: z.array(QueueCount),
  /** The most frequent first. */
  checkpoints: z.array(CheckpointCount),
  funnel: z.array(CheckpointCount),
  /** Newest first, of interactions that started today or are live. */
  latest: z.array(LatestCheckpoint),
});
export type Supervision = z.infer<typeof Supervision>;
