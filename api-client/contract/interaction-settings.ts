import { z } from 'zod';
import { ColumnType } from './entities/column.ts';
import { InvoiceRecord } from './interaction-records.ts';
import { Id, Instant } from './primitives.ts';
import { Reason } from './reason.ts';

/** What can be done to an interaction from its settings. */
export const SettingsAction = z.enum([
  'card-create',
  'card-assign',
  'card-unassign',
  'case-create',
  'case-assign',
  'case-unassign',
  'payment-create',
  'qualify',
]);
export type SettingsAction = z.infer<typeof SettingsAction>;

/** A field of a form. `values` are what a list proposes. */
const FormField = z.strictObject({
  name: z.string(),
  title: z.string(),
  type: ColumnType,
  required: z.boolean(),
  values: z.array(z.string()),
});
export type FormField = z.infer<typeof FormField>;

/** A kind of card. The built-in CRM has one. */
const CardForm = z.strictObject({
  object: z.string(),
  title: z.string(),
  canCreate: z.boolean(),
  fields: z.array(FormField),
});

/** A way to look for cards: by what the interaction knows, or by a text that the user writes. */
const CardSearch = z.strictObject({
  scenario: z.string(),
  title: z.string(),
  takesText: z.boolean(),
});

export const CrmForm = z.strictObject({
  id: Id,
  name: z.string(),
  kind: z.enum(['built-in', 'v2']),
  objects: z.array(CardForm),
  searches: z.array(CardSearch),
});
export type CrmForm = z.infer<typeof CrmForm>;

/** What the forms need, and for each action why it cannot be done now; null where it can. */
export const InteractionSettings = z.strictObject({
  interactionId: Id,
  actions: z.array(z.strictObject({ action: SettingsAction, reason: Reason.nullable() })),
  crms: z.array(CrmForm),
  caseTypes: z.array(z.strictObject({ id: Id, name: z.string(), fields: z.array(FormField) })),
  paymentModules: z.array(
    z.strictObject({
      id: Id,
      name: z.string(),
      /** Null takes all. */
      currencies: z.array(z.string()).nullable(),
      /** A payment at a provider cannot be called off from here. */
      page: z.enum(['own', 'provider']),
    }),
  ),
  /** Open invoices of the contact, by phone and e-mail; the one that is due first comes first. */
  invoices: z.array(InvoiceRecord),
  /** The organisation's currency. */
  currency: z.string(),
  /** Where a link can be sent: in the conversation, and to which number and address. */
  reach: z.strictObject({
    conversation: z.boolean(),
    mobile: z.string().nullable(),
    email: z.string().nullable(),
  }),
  qualifications: z.array(
    z.strictObject({
      id: Id,
      name: z.string(),
      reference: z.string(),
      commentRequired: z.boolean(),
    }),
  ),
});
export type InteractionSettings = z.infer<typeof InteractionSettings>;

/** Makes a repeated call count once. */
const Key = z.uuid().optional();

/** Values as people write them, by the names of fields. An empty one is none. */
const Values = z
  .record(z.string().max(64), z.string().max(10_000))
  .refine((values) => Object.keys(values).length <= 200, 'Give at most 200 values.')
  .default({});

/**
 * The link that the user saw, and that this one takes the place of; null when they saw none. Where another one is
 * there by now, nothing is done: so nobody undoes what somebody else did a moment ago.
 */
const instead = z.string().min(1).max(500).nullable().default(null);

/** `object` is the kind of card; it may be left out where the CRM has one only. */
export const CardCreation = z.strictObject({
  crmId: Id,
  object: z.string().max(64).nullable().default(null),
  values: Values,
  instead,
  key: Key,
});
export type CardCreation = z.input<typeof CardCreation>;

/** A search that a card is found by. `scenario` is a CRM's own; the built-in one needs none. */
const searched = {
  scenario: z.string().max(64).optional(),
  search: z.string().trim().max(200).default(''),
};

/** A card that was found: at a CRM of one's own it is looked for again by the same search. */
export const CardAssignment = z.strictObject({
  crmId: Id,
  cardId: z.string().min(1).max(500),
  ...searched,
  instead,
});
export type CardAssignment = z.input<typeof CardAssignment>;

export const CardQuery = z.strictObject({ crm: Id, ...searched });
/** `details` are some of its values, to tell it from others. */
export const FoundCards = z.strictObject({
  items: z.array(
    z.strictObject({
      id: z.string(),
      label: z.string(),
      address: z.string().nullable(),
      details: z.array(z.strictObject({ title: z.string(), value: z.string() })),
    }),
  ),
  /** There are more: search more narrowly. */
  more: z.boolean(),
});
export type FoundCards = z.infer<typeof FoundCards>;

export const CaseCreation = z.strictObject({
  typeId: Id,
  title: z.string().trim().min(1, 'Give the case a title.').max(500),
  values: Values,
  instead,
  key: Key,
});
export type CaseCreation = z.input<typeof CaseCreation>;

export const CaseAssignment = z.strictObject({ caseId: Id, instead });
export type CaseAssignment = z.input<typeof CaseAssignment>;

/** Without a search, the customer's own cases. */
export const CaseQuery = z.strictObject({ search: searched.search });
export const FoundCases = z.strictObject({
  items: z.array(
    z.strictObject({
      id: Id,
      reference: z.string(),
      title: z.string(),
      status: z.string(),
      typeName: z.string().nullable(),
      /** Whether it is the customer's own. */
      isTheirs: z.boolean(),
      updatedAt: Instant,
    }),
  ),
  more: z.boolean(),
});
export type FoundCases = z.infer<typeof FoundCases>;

/** What the user saw to be linked; it is taken away only when it still is. Without it, whatever is linked. */
export const Unassignment = z.strictObject({ linked: z.string().min(1).max(500).optional() });

const optionalText = (max: number) => z.string().trim().max(max).default('');

/** What is to be paid: an open invoice, or an amount as people write it, as 19,90. */
const PaymentSubject = z.discriminatedUnion('type', [
  z.strictObject({ type: z.literal('invoice'), invoiceId: Id }),
  z.strictObject({
    type: z.literal('amount'),
    amount: z.string().trim().min(1, 'Give the amount.').max(40),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, 'Write a currency as three capital letters, as EUR.'),
    name: optionalText(200),
    reference: optionalText(200),
    comment: optionalText(1000),
  }),
]);

/** `send`: how the customer gets the link; `none` leaves it to the advisor. `to` is the contact's own unless said. */
export const PaymentCreation = z.strictObject({
  moduleId: Id,
  subject: PaymentSubject,
  send: z.enum(['none', 'conversation', 'sms', 'email']).default('none'),
  to: z.string().trim().min(1).max(254).optional(),
  key: Key,
});
export type PaymentCreation = z.input<typeof PaymentCreation>;

/** What was done to an interaction by hand. */
export const ManualEvent = z.enum([
  'card-linked',
  'card-unlinked',
  'case-linked',
  'case-unlinked',
  'payment-created',
  'payment-cancelled',
  'qualified',
  'qualification-removed',
  'button',
]);
export type ManualEvent = z.infer<typeof ManualEvent>;

/**
 * What a call did. `label` is what the record is called; `former` the record whose place it took. `undo` undoes it, as
 * long as nobody did anything else to the same link; null where nothing can be undone.
 */
export const Done = z.strictObject({
  kind: ManualEvent,
  recordId: z.string(),
  label: z.string(),
  former: z.string().nullable(),
  /** Whether the record itself was made (or, when undone, removed) by it. */
  made: z.boolean(),
  undo: Id.nullable(),
  /** Of a payment: where it is paid. */
  payAddress: z.string().nullable(),
  at: Instant,
});
export type Done = z.infer<typeof Done>;

/** Takes back what a call did. */
export const Undoing = z.strictObject({ undo: Id });

export const QualificationDraft = z.strictObject({
  qualificationId: Id,
  comment: z.string().trim().max(1000).default(''),
  key: Key,
});
export type QualificationDraft = z.input<typeof QualificationDraft>;

/** What an advisor may say while being done with an interaction: several times, for several. */
export const FinishQuery = z.strictObject({
  qualification: z.array(Id).max(20, 'Choose 20 qualifications at most.').optional(),
});
