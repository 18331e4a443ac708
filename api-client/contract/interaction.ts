import { z } from 'zod';
import { InteractionFlow } from './flow.ts';
import { Id, Instant } from './primitives.ts';
import { AttachedCheckpoint } from './trail.ts';

/** `waiting` and `in-progress` are live; the others are how it ended. */
export const InteractionStatus = z.enum([
  'waiting',
  'in-progress',
  'processed',
  'delivered',
  'warning',
  'aborted',
  'dissuaded',
]);
export type InteractionStatus = z.infer<typeof InteractionStatus>;

const Named = z.strictObject({ id: Id, name: z.string() });

/** Who the customer is, as far as the channel told. `phone` is E.164. */
export const Contact = z.strictObject({
  name: z.string().nullable(),
  phone: z.string().nullable(),
  email: z.string().nullable(),
});
export type Contact = z.infer<typeof Contact>;

/** The card that an interaction is linked to. `id` is the CRM’s own; `address` opens the card, where the CRM has pages. */
export const InteractionCard = z.strictObject({
  crmId: Id,
  id: z.string(),
  label: z.string(),
  address: z.string().nullable(),
  /** The kind of card at a CRM of one’s own; absent in the built-in one, and where nobody said. */
  object: z.string().optional(),
});
export type InteractionCard = z.infer<typeof InteractionCard>;

/**
 * One interaction as a row of the history.
 * `revision` grows with every change: of two copies, the one with the greater revision is newer.
 */
export const Interaction = z.strictObject({
  id: Id,
  revision: z.int(),
  flow: InteractionFlow,
  status: InteractionStatus,
  statusReason: z.string().nullable(),
  direction: z.enum(['incoming', 'outgoing']),
  originalRouting: z.enum(['smart', 'direct']),
  currentRouting: z.enum(['smart', 'direct']),
  routing: Named.nullable(),
  /** The version of that routing; null where no version of it ran, or none is known. */
  routingVersion: z.int().nullable(),
  queue: Named.nullable(),
  advisor: Named.nullable(),
  /** Everyone who took part as an advisor. */
  participantIds: z.array(Id),
  contact: Contact,
  voiceCampaign: z.string().nullable(),
  startedAt: Instant,
  endedAt: Instant.nullable(),
  card: InteractionCard.nullable(),
  /** Templates of the e-mails and SMS that it sent. */
  templateIds: z.array(Id),
  tags: z.array(z.string()),
  /** The link that it took when it first came to each load sharing: `<routing>.<version>.<action>.link-2`. */
  links: z.array(z.string()),
  checkpoints: z.array(AttachedCheckpoint),
});
export type Interaction = z.infer<typeof Interaction>;

/** Values that a routing keeps, by variable and field. */
export const Variables = z.record(z.string(), z.record(z.string(), z.string()));
export type Variables = z.infer<typeof Variables>;

/** Where the interaction's run stands. `actionName` is where it waits, or where it ended. */
export const RunState = z.strictObject({
  state: z.enum(['running', 'waiting', 'ended']),
  outcome: z
    .enum(['completed', 'abandoned', 'loop_guard', 'branch_unwired', 'fault'])
    .nullable(),
  routingId: Id,
  routingName: z.string(),
  routingVersion: z.int(),
  actionId: z.string(),
  actionName: z.string(),
  waitsFor: z.enum(['customer', 'time', 'effect', 'advisor', 'payment']).nullable(),
  dueAt: Instant.nullable(),
  /** Since when it waits for an advisor; null while none is waited for, and once somebody has it. */
  queuedAt: Instant.nullable(),
});
export type RunState = z.infer<typeof RunState>;

/** The case that an interaction belongs to. */
export const InteractionCase = z.strictObject({
  id: Id,
  reference: z.string(),
  title: z.string(),
  status: z.string(),
});
export type InteractionCase = z.infer<typeof InteractionCase>;

/** One interaction in full. */
export const InteractionDetails = Interaction.extend({
  participants: z.array(z.strictObject({ id: Id, name: z.string(), joinedAt: Instant })),
  variables: Variables,
  run: RunState.nullable(),
  case: InteractionCase.nullable(),
});
export type InteractionDetails = z.infer<typeof InteractionDetails>;

/** How the delivery of a message to the customer's channel ended; `reason` tells of a failure. */
export const Delivery = z.strictObject({
  state: z.enum(['sent', 'failed']),
  reason: z.string().nullable(),
});
export type Delivery = z.infer<typeof Delivery>;

/**
 * One message of a conversation. `sequence` counts in the interaction. `delivery` is null as long as it is under way,
 * and where the customer reads it here.
 */
export const Message = z.strictObject({
  id: Id,
  interactionId: Id,
  sequence: z.int(),
  author: z.enum(['customer', 'routing', 'advisor']),
  text: z.string(),
  choices: z.array(z.strictObject({ id: z.string(), label: z.string() })),
  choiceId: z.string().nullable(),
  delivery: Delivery.nullable(),
  sentAt: Instant,
});
export type Message = z.infer<typeof Message>;

/** One thing that happened on an interaction: an action that ran, or something from outside. */
export const InteractionEvent = z.strictObject({
  sequence: z.int(),
  at: Instant,
  kind: z.enum([
    'opened',
    'action',
    'message',
    'handed-off',
    'queued',
    'advisor-joined',
    'advisor-finished',
    'effect-failed',
    'paid-twice',
    'customer-left',
    'card-linked',
    'card-unlinked',
    'case-linked',
    'case-unlinked',
    'payment-created',
    'payment-cancelled',
    'qualified',
    'qualification-removed',
    'button',
    'loop_guard',
    'branch_unwired',
    'fault',
    'ended',
  ]),
  routingId: Id.nullable(),
  routingVersion: z.int().nullable(),
  actionId: z.string().nullable(),
  actionType: z.string().nullable(),
  actionName: z.string().nullable(),
  branch: z.string().nullable(),
  durationMs: z.int().nullable(),
  /** Why; for what a user did by hand, what it was done with, as the label of a card. */
  reason: z.string().nullable(),
  /** The user who did it by hand. */
  by: z.string().nullable(),
});
export type InteractionEvent = z.infer<typeof InteractionEvent>;
