import { z } from 'zod';
import { HistoryFilter, MOST_IN_ORDER } from './history.ts';
import { Id, Instant } from './primitives.ts';

/**
 * Which interactions a report counts, as the history filters them: those that started in [from, to), at most three
 * calendar months, reckoned in `timeZone` (the organisation's when absent), and of these those that the user sees.
 */
const ReportFilter = HistoryFilter.pick({
  timeZone: true,
  flow: true,
  routing: true,
  routingVersion: true,
  queue: true,
}).extend({
  from: z.iso.datetime('Say when the period begins, as 2026-11-01T00:00:00Z.'),
  to: z.iso.datetime('Say when the period ends, as 2026-12-01T00:00:00Z.'),
});
export type ReportFilter = z.output<typeof ReportFilter>;

/** By what the checkpoints of a report are told apart. */
export const ReportGrouping = z.enum(['flow', 'routing', 'version', 'queue']);
export type ReportGrouping = z.infer<typeof ReportGrouping>;

export const CheckpointReportQuery = ReportFilter.extend({
  groupBy: ReportGrouping.optional(),
});
export type CheckpointReportQuery = z.output<typeof CheckpointReportQuery>;

/** `step` are the checkpoints of the funnel in their order, each once. */
export const FunnelReportQuery = ReportFilter.extend({
  step: z
    .array(Id)
    .min(2, `Choose 2 to ${MOST_IN_ORDER} checkpoints: a funnel leads from one to another.`)
    .max(MOST_IN_ORDER, `Choose 2 to ${MOST_IN_ORDER} checkpoints.`)
    .refine((ids) => new Set(ids).size === ids.length, 'Choose each checkpoint once.'),
});
export type FunnelReportQuery = z.output<typeof FunnelReportQuery>;

/** The load sharings of a routing, or of one version of it, by how many of a link reached the checkpoint `goal`. */
export const LoadSharingReportQuery = ReportFilter.extend({
  sharedBy: Id,
  version: z.coerce.number().int().min(1).max(1_000_000).optional(),
  goal: Id,
});
export type LoadSharingReportQuery = z.output<typeof LoadSharingReportQuery>;

const Count = z.int().min(0);
const Span = z.strictObject({ from: Instant, to: Instant });

/** What every report says of itself. `at` is when it was counted. */
const head = { at: Instant, timeZone: z.string(), period: Span };

/** As it is called now; of a deleted one, as it was called. */
const Named = z.strictObject({
  checkpointId: Id,
  name: z.string(),
  alias: z.string().nullable(),
  isDeleted: z.boolean(),
});

/** `before` counts the same in the span before; null where nothing is compared. */
const CheckpointFigures = z.strictObject({
  checkpointId: Id,
  /** Interactions that have it. */
  attached: Count,
  /** How often actions set it on these, the first time included. */
  hits: Count,
  before: Count.nullable(),
});
export type CheckpointFigures = z.infer<typeof CheckpointFigures>;

/** `key` is what the history's filter takes for the group: a flow, an id, `<routing>.3`, or “none”. */
const ReportGroup = z.strictObject({
  key: z.string(),
  /** Of the queue or the routing; null for a flow, for “none”, and where it is not known any more. */
  name: z.string().nullable(),
  /** Of the routing, when versions are told apart; 0 where it is not known. */
  version: z.int().nullable(),
});
export type ReportGroup = z.infer<typeof ReportGroup>;

/**
 * How many interactions have each checkpoint. `before`: what it is compared with, as many days earlier as the period
 * has; for a period of today alone, the same weekday before. A period that goes on is compared until the same time.
 * Null where that lies further back than the history does.
 */
export const CheckpointReport = z.strictObject({
  ...head,
  before: Span.nullable(),
  /** Every checkpoint that is counted, the most frequent first. */
  checkpoints: z.array(Named),
  /** One, whose `group` is null, unless groups are asked for; then the largest first. */
  groups: z.array(
    z.strictObject({
      group: ReportGroup.nullable(),
      interactions: Count,
      before: Count.nullable(),
      /** The most frequent first; those that neither span has are left out. */
      checkpoints: z.array(CheckpointFigures),
    }),
  ),
  /** The days of the period, and for each as many counts as there are `checkpoints`; none where there are groups. */
  days: z.array(
    z.strictObject({
      day: z.iso.date(),
      interactions: Count,
      attached: z.array(Count),
    }),
  ),
});
export type CheckpointReport = z.infer<typeof CheckpointReport>;

/** Milliseconds; between two values, what lies between them in proportion. */
const Times = z.strictObject({ median: z.number().min(0), ninetieth: z.number().min(0) });
export type Times = z.infer<typeof Times>;

/** A step counts interactions that have its checkpoint after those of all steps before it. */
export const FunnelReport = z.strictObject({
  ...head,
  /** All that the filter finds, with or without checkpoints. */
  interactions: Count,
  steps: z.array(
    Named.extend({
      reached: Count,
      /** From the step before to this one; null for the first, and where nothing reached it. */
      since: Times.nullable(),
    }),
  ),
  /** From the first step to the last. */
  inAll: Times.nullable(),
});
export type FunnelReport = z.infer<typeof FunnelReport>;

/** A share or a difference of shares, from -1 to 1, and where it lies at a confidence of 95 %. */
const Estimate = z.strictObject({
  value: z.number().min(-1).max(1),
  low: z.number().min(-1).max(1),
  high: z.number().min(-1).max(1),
});
export type Estimate = z.infer<typeof Estimate>;

const LinkFigures = z.strictObject({
  /** `link-1` to `link-10`, or `no-link`. */
  link: z.string(),
  /** The weight that it has in the version, in percent; null where the version is not there any more. */
  load: z.int().nullable(),
  /** Interactions that took it when they first came to the load sharing. */
  interactions: Count,
  /** Of these, those that have the goal. */
  reached: Count,
  /** Null where no interaction took it. */
  share: Estimate.nullable(),
  /** Its share less that of the first link; null for that one, and where one of both was taken by none. */
  difference: Estimate.nullable(),
  /** Whether the difference can be told from chance. */
  verdict: z.enum(['higher', 'lower', 'undecided']).nullable(),
});
export type LinkFigures = z.infer<typeof LinkFigures>;

/** Each load sharing of each version that interactions of the period passed, the newest version first. */
export const LoadSharingReport = z.strictObject({
  ...head,
  goal: Named,
  routing: z.strictObject({ id: Id, name: z.string() }),
  sharings: z.array(
    z.strictObject({
      version: z.int(),
      actionId: z.string(),
      actionName: z.string(),
      links: z.array(LinkFigures),
    }),
  ),
});
export type LoadSharingReport = z.infer<typeof LoadSharingReport>;
