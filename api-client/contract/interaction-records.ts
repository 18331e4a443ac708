import { z } from 'zod';
import { ColumnType } from './entities/column.ts';
import { InteractionFlow } from './flow.ts';
import { InteractionCard, InteractionCase, InteractionStatus } from './interaction.ts';
import { InvoiceState } from './invoice.ts';
import { PaymentState } from './payment.ts';
import { Id, Instant } from './primitives.ts';
import { Reason } from './reason.ts';
import { InteractionSurvey } from './survey-answer.ts';

const Named = z.strictObject({ id: Id, name: z.string() });

/** So many milliseconds; while `since` is set it goes on, and the time from then on is to be added. */
export const Duration = z.strictObject({ ms: z.int().min(0), since: Instant.nullable() });
export type Duration = z.infer<typeof Duration>;

/**
 * How long the customer waited for an advisor, how long advisors had the interaction, and how long it went on after
 * the last of them. Null for what has not begun.
 */
export const InteractionDurations = z.strictObject({
  waiting: Duration.nullable(),
  inProgress: Duration.nullable(),
  after: Duration.nullable(),
});
export type InteractionDurations = z.infer<typeof InteractionDurations>;

/** A field of a card or of a case. The value is in its stored form, as 2026-11-20 or 10.5; null when it is empty. */
export const RecordField = z.strictObject({
  name: z.string(),
  title: z.string(),
  type: ColumnType,
  value: z.string().nullable(),
});
export type RecordField = z.infer<typeof RecordField>;

/** `type` is null when the type was deleted; then only values are known, by their names. */
export const CaseRecord = InteractionCase.extend({
  type: Named.nullable(),
  fields: z.array(RecordField),
  createdAt: Instant,
  updatedAt: Instant,
});
export type CaseRecord = z.infer<typeof CaseRecord>;

/**
 * The linked card. `fields` is null where the card is kept elsewhere or is gone; `canBeRead` tells that its CRM can be
 * asked for it. `trouble` says what is wrong: it was deleted, or its CRM was, or does not answer.
 */
export const CardRecord = InteractionCard.extend({
  crm: z
    .strictObject({ id: Id, name: z.string(), kind: z.enum(['built-in', 'v2']) })
    .nullable(),
  fields: z.array(RecordField).nullable(),
  canBeRead: z.boolean(),
  trouble: Reason.nullable(),
});
export type CardRecord = z.infer<typeof CardRecord>;

/** What an advisor says that an interaction was about. `name` is what it was called then. */
export const QualificationRecord = z.strictObject({
  id: Id,
  qualificationId: Id,
  name: z.string(),
  comment: z.string(),
  by: Named,
  at: Instant,
  /** Whether the viewer may take it back: it is their own. */
  isOwn: z.boolean(),
});
export type QualificationRecord = z.infer<typeof QualificationRecord>;

/** `amount` has all decimals of its currency. */
const Money = { amount: z.string(), currency: z.string() };

/** An invoice that the interaction found, was to have paid, or had paid; as it is now. */
export const InvoiceRecord = z.strictObject({
  id: Id,
  number: z.string(),
  name: z.string(),
  reference: z.string(),
  ...Money,
  dueOn: z.string().nullable(),
  issuedAt: Instant,
  state: InvoiceState,
});
export type InvoiceRecord = z.infer<typeof InvoiceRecord>;

/** A payment that the customer was asked for here. `payAddress` is set as long as they can pay there. */
export const PaymentRecord = z.strictObject({
  id: Id,
  invoiceId: Id.nullable(),
  ...Money,
  name: z.string(),
  reference: z.string(),
  state: PaymentState,
  module: Named.nullable(),
  payAddress: z.string().nullable(),
  /** Whether its link went out by SMS or e-mail. */
  linkSent: z.boolean(),
  /** Whether it can be called off: it is under way, on a page of ours. */
  canBeCancelled: z.boolean(),
  createdAt: Instant,
  updatedAt: Instant,
});
export type PaymentRecord = z.infer<typeof PaymentRecord>;

export const TaskRecord = z.strictObject({
  id: Id,
  name: z.string(),
  category: Named.nullable(),
  kind: z.enum(['standard', 'salesforce']),
  startsAt: Instant.nullable(),
  endsAt: Instant.nullable(),
  createdAt: Instant,
});
export type TaskRecord = z.infer<typeof TaskRecord>;

/** Another interaction that this one led to, or came from; only those that the viewer sees. */
export const LinkedInteraction = z.strictObject({
  id: Id,
  flow: InteractionFlow,
  status: InteractionStatus,
  statusReason: z.string().nullable(),
  templates: z.array(Named),
  contactName: z.string().nullable(),
  /** Where it went to: a phone number or an e-mail address. */
  address: z.string().nullable(),
  startedAt: Instant,
});
export type LinkedInteraction = z.infer<typeof LinkedInteraction>;

/** Everything about one interaction besides its row, its conversation and its events. Lists are in their own order of time. */
export const InteractionRecords = z.strictObject({
  interactionId: Id,
  /** The interaction's revision when this was read. */
  revision: z.int(),
  durations: InteractionDurations,
  case: CaseRecord.nullable(),
  card: CardRecord.nullable(),
  qualifications: z.array(QualificationRecord),
  surveys: z.array(InteractionSurvey),
  invoices: z.array(InvoiceRecord),
  payments: z.array(PaymentRecord),
  tasks: z.array(TaskRecord),
  /** E-mails and SMS that it sent out, as interactions of their own. */
  sent: z.array(LinkedInteraction),
  linkedFrom: LinkedInteraction.nullable(),
});
export type InteractionRecords = z.infer<typeof InteractionRecords>;
