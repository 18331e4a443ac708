import { z } from 'zod';
import { InteractionFlow } from './flow.ts';
import { Id, Paging } from './primitives.ts';
import { InteractionStatus } from './interaction.ts';
import { historyColumns } from './history-columns.ts';

/** As many values as one column's filter takes: all ids of a page that was picked by hand, and no whole export. */
export const MOST_FILTER_VALUES = 200;

/**
 * The order of rows. Empty values come last both ways; ties go by id downwards, which is by start, newest first. The
 * start goes by the id, too: an id begins with it. Flow, status, direction and routings go by the order in which the
 * contract lists them; names by their folded text (`fold`), a contact by what it has first of name, phone and e-mail;
 * checkpoints by their number, where none is empty.
 */
export const HistorySort = z
  .templateLiteral([z.enum(['', '-']), z.enum(historyColumns)], {
    error: ({ input }) =>
      `There is no column “${String(input).replace(/^-/, '')}” to sort by. There are ${historyColumns.join(', ')}, each downwards with “-” before it.`,
  })
  .default('-start');
export type HistorySort = z.output<typeof HistorySort>;

const many = <Item extends z.ZodType>(item: Item) =>
  z
    .array(item)
    .min(1)
    .max(MOST_FILTER_VALUES, `Choose ${MOST_FILTER_VALUES} values at most.`)
    .optional();
const name = z.string().trim().min(1).max(200);

/**
 * `A.B.30`: checkpoint A, and after it checkpoint B, at most 30 minutes later. A and B are ids; at most 100,000
 * minutes. B on the same millisecond counts when its sequence is greater.
 */
export const CheckpointSequence = z
  .string()
  .regex(/^[0-9a-f-]{36}\.[0-9a-f-]{36}\.\d{1,6}$/, {
    error: 'Write two checkpoints’ ids and the minutes between, as <id>.<id>.30.',
    abort: true,
  })
  .refine((text) => {
    const [first = '', then = '', minutes] = text.split('.');
    return (
      [first, then].every((id) => Id.safeParse(id).success) &&
      Number(minutes) >= 1 &&
      Number(minutes) <= 100_000
    );
  }, 'Write two checkpoints’ ids and 1 to 100,000 minutes between, as <id>.<id>.30.');

/** As many checkpoints as stand in one order, of a filter and of a funnel. */
export const MOST_IN_ORDER = 10;

/** `A.B.C`: has A, after it B, and after that C, however long after. 1 to 10 ids, each once. */
export const CheckpointOrder = z
  .string()
  .regex(/^[0-9a-f-]{36}(\.[0-9a-f-]{36}){0,9}$/, {
    error: 'Write 1 to 10 checkpoints’ ids in their order, as <id>.<id>.',
    abort: true,
  })
  .refine((text) => {
    const ids = text.split('.');
    return ids.every((id) => Id.safeParse(id).success) && new Set(ids).size === ids.length;
  }, 'Write 1 to 10 checkpoints’ ids in their order, each once, as <id>.<id>.');

/** What stands for an interaction in no queue, or in no routing. */
export const NONE = 'none';
const IdOrNone = z.union([z.literal(NONE), Id], {
  error: 'Write the id that the server gave, or “none”.',
});

/** `<routing>.3`: version 3 of a routing; `<routing>.0` where the version is not known. */
export const RoutingVersionKey = z
  .string()
  .regex(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d{1,7}$/,
    'Write a routing’s id and its version, as <id>.3.',
  );

/** `<routing>.<version>.<action>.link-2`: what an interaction took when it first came to that load sharing. */
export const LoadSharingLink = z
  .string()
  .regex(
    /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}\.\d{1,7}\.[A-Za-z0-9_-]{1,64}\.(link-([1-9]|10)|no-link)$/,
    'Write a routing’s id, its version, the action and its link, as <id>.3.share.link-2.',
  );

const few = <Item extends z.ZodType>(item: Item) =>
  z.array(item).min(1).max(MOST_IN_ORDER, `Choose ${MOST_IN_ORDER} values at most.`).optional();

/**
 * Which interactions: AND between the fields, OR inside one. `from` and `to` bound the start, `endedFrom` and
 * `endedTo` the end, [from, to): at most three calendar months, reckoned in `timeZone` (the organisation's when
 * absent). `contact` is one whole phone number or e-mail address, `search` a part of one. In a query string a field
 * with several values is given several times.
 */
export const HistoryFilter = z.strictObject({
  timeZone: z.string().max(100).optional(),
  from: z.iso.datetime().optional(),
  to: z.iso.datetime().optional(),
  endedFrom: z.iso.datetime().optional(),
  endedTo: z.iso.datetime().optional(),
  /** Within the period: a day until this moment. */
  startedBefore: z.iso.datetime().optional(),
  search: z.string().trim().max(100).optional(),
  contact: z.string().trim().min(1).max(200).optional(),
  id: many(Id),
  flow: many(InteractionFlow),
  status: many(InteractionStatus),
  direction: many(z.enum(['incoming', 'outgoing'])),
  originalRouting: many(z.enum(['smart', 'direct'])),
  currentRouting: many(z.enum(['smart', 'direct'])),
  /** The last advisor. */
  advisor: many(Id),
  /** Anyone who took part as an advisor. */
  participant: many(Id),
  /** “none”: in no queue. */
  queue: many(IdOrNone),
  /** The smart routing that it is in now, or was in last; “none”: in no routing. */
  routing: many(IdOrNone),
  /** The version of that routing. */
  routingVersion: many(RoutingVersionKey),
  /** Took one of these links of load sharings, when it first came to the load sharing. */
  link: many(LoadSharingLink),
  voiceCampaign: many(name),
  tag: many(name),
  /** Templates of e-mails and SMS that the interaction sent. */
  template: many(Id),
  /** Has one of these checkpoints. */
  checkpoint: many(Id),
  /** Has none of these checkpoints. */
  withoutCheckpoint: many(Id),
  /** Has all of these: one checkpoint, and another within so many minutes after it. */
  checkpointSequence: many(CheckpointSequence),
  /** Has the checkpoints of all these orders: each after the one before it, however long after. */
  checkpointOrder: few(CheckpointOrder),
  /** Has the checkpoints of none of these orders: one is missing, or comes before its turn. */
  withoutCheckpointOrder: few(CheckpointOrder),
  /** Whether a CRM record is linked. */
  crmRecord: z.enum(['linked', 'none']).optional(),
});
export type HistoryFilter = z.output<typeof HistoryFilter>;

/** A page of the history. A cursor is good for the filter and the sort that it was given for. */
export const InteractionQuery = HistoryFilter.extend({
  sort: HistorySort,
  ...Paging.shape,
});

/** Counting stops here, so that it costs the same however many there are. */
export const MOST_COUNTED = 10_000;

/** How many interactions a filter finds. When `isExact` is false there are more than `count`. */
export const HistoryCount = z.strictObject({ count: z.int().min(0), isExact: z.boolean() });
export type HistoryCount = z.infer<typeof HistoryCount>;

/** The columns of the file, and the language and zone in which it writes. */
export const ExportQuery = HistoryFilter.extend({
  sort: HistorySort,
  language: z.enum(['en', 'fr']).default('en'),
});

const Named = z.strictObject({ id: Id, name: z.string() });

/** What a filter can be chosen from: only what the user may know of. Names sorted by their folded text. */
export const HistoryChoices = z.strictObject({
  advisors: z.array(Named),
  queues: z.array(Named),
  routings: z.array(Named),
  /** Versions of these routings that were published, the newest of each first. */
  versions: z.array(z.strictObject({ routingId: Id, number: z.int() })),
  checkpoints: z.array(Named.extend({ alias: z.string().nullable() })),
  templates: z.array(Named.extend({ kind: z.enum(['email', 'sms']) })),
  voiceCampaigns: z.array(z.string()),
  tags: z.array(z.string()),
});
export type HistoryChoices = z.infer<typeof HistoryChoices>;

/** A period by name goes with the day; `chosen` has fixed bounds. */
export const HistoryPeriod = z.discriminatedUnion('kind', [
  z.strictObject({
    kind: z.enum(['today', 'yesterday', 'last-7-days', 'last-30-days', 'last-3-months']),
  }),
  z
    .strictObject({ kind: z.literal('chosen'), from: z.iso.date(), to: z.iso.date() })
    .refine(({ from, to }) => from <= to, {
      path: ['to'],
      message: 'The period ends before it begins.',
    }),
]);
export type HistoryPeriod = z.infer<typeof HistoryPeriod>;

/** What a view keeps: everything but the moment. `from` and `to` of a chosen period are days, both included. */
export const HistoryViewState = z.strictObject({
  period: HistoryPeriod,
  filter: HistoryFilter.omit({ timeZone: true, from: true, to: true }),
  sort: HistorySort,
});
export type HistoryViewState = z.output<typeof HistoryViewState>;

export const HistoryViewDraft = z.strictObject({
  name: z.string().trim().min(1, 'Give the view a name.').max(100),
  state: HistoryViewState,
});
export type HistoryViewDraft = z.input<typeof HistoryViewDraft>;

/** A view that a user saved for themselves. A name is there once for each user, compared without case. */
export const HistoryView = z.strictObject({
  id: Id,
  name: z.string(),
  state: HistoryViewState,
});
export type HistoryView = z.output<typeof HistoryView>;

/** All of a user's views: a short list, by name; 100 at most. */
export const HistoryViews = z.strictObject({ items: z.array(HistoryView) });
