import { z } from 'zod';
import { CheckpointUse } from '../checkpoint.ts';
import { DisplayName, Id, Instant, Paging, Reference } from '../primitives.ts';
import { CalendarDefinition } from './calendar.ts';
import { CampaignDefinition } from './campaign.ts';
import { CaseTypeDefinition } from './case-type.ts';
import { CrmDefinition } from './crm.ts';
import { CustomButtonDefinition } from './custom-button.ts';
import { DatabaseDefinition } from './database.ts';
import { EmailTemplateDefinition } from './email-template.ts';
import { MailboxDefinition } from './mailbox.ts';
import { PaymentModuleDefinition } from './payment-module.ts';
import { QualificationDefinition } from './qualification.ts';
import { QueueGroupDefinition } from './queue-group.ts';
import { QueueDefinition } from './queue.ts';
import { SmsTemplateDefinition } from './sms-template.ts';
import { SurveyDefinition } from './survey.ts';
import { TaskCategoryDefinition } from './task-category.ts';
import { ValueTableDefinition } from './value-table.ts';
import { WebServiceDefinition } from './web-service.ts';

/** Every kind of entity that is configured in the Maker by one definition, with the schema of it. */
export const entityDefinitions = {
  queue: QueueDefinition,
  'queue-group': QueueGroupDefinition,
  calendar: CalendarDefinition,
  'value-table': ValueTableDefinition,
  database: DatabaseDefinition,
  'email-template': EmailTemplateDefinition,
  'sms-template': SmsTemplateDefinition,
  mailbox: MailboxDefinition,
  'web-service': WebServiceDefinition,
  crm: CrmDefinition,
  'case-type': CaseTypeDefinition,
  campaign: CampaignDefinition,
  survey: SurveyDefinition,
  'payment-module': PaymentModuleDefinition,
  'task-category': TaskCategoryDefinition,
  qualification: QualificationDefinition,
  'custom-button': CustomButtonDefinition,
} as const satisfies Record<string, z.ZodType>;

export type EntityTableKind = keyof typeof entityDefinitions;
export type EntityDefinition<Kind extends EntityTableKind> = z.output<
  (typeof entityDefinitions)[Kind]
>;

/** The kinds, in the order in which a menu shows them. */
export const entityTableKinds = Object.keys(entityDefinitions) as EntityTableKind[]; // Object.keys forgets them

/** Kinds as paths name them: in the plural. */
export const entityPaths: Readonly<Record<EntityTableKind, string>> = {
  queue: 'queues',
  'queue-group': 'queue-groups',
  calendar: 'calendars',
  'value-table': 'value-tables',
  database: 'databases',
  'email-template': 'email-templates',
  'sms-template': 'sms-templates',
  mailbox: 'mailboxes',
  'web-service': 'web-services',
  crm: 'crms',
  'case-type': 'case-types',
  campaign: 'campaigns',
  survey: 'surveys',
  'payment-module': 'payment-modules',
  'task-category': 'task-categories',
  qualification: 'qualifications',
  'custom-button': 'custom-buttons',
};

/** The kind as a path names it. What is none of the kinds is not found. */
export const EntityPath = z
  .string()
  .min(1)
  .max(100)
  .meta({ enum: Object.values(entityPaths) });

const Definition = z.record(z.string(), z.unknown());

/** What an administrator writes. The kind’s own schema checks the definition; what is left out has its default. */
export const EntityDraft = z.strictObject({
  name: DisplayName,
  reference: Reference,
  definition: Definition.default({}),
});
export type EntityDraft = z.input<typeof EntityDraft>;

/** What an edit changes; what is absent stays. A definition is replaced as a whole. */
export const EntityPatch = z.strictObject({
  name: DisplayName.optional(),
  reference: Reference.optional(),
  definition: Definition.optional(),
});
export type EntityPatch = z.input<typeof EntityPatch>;

/** An entity as lists show it: without its definition. */
export const EntitySummary = z.strictObject({
  id: Id,
  kind: z.enum(entityTableKinds),
  name: z.string(),
  reference: z.string(),
  revision: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  updatedBy: z.string().nullable(),
});
export type EntitySummary = z.infer<typeof EntitySummary>;

/** An entity of the Maker. `revision` is what `ETag` and `If-Match` carry. */
export const Entity = EntitySummary.extend({ definition: Definition });
export type Entity = z.infer<typeof Entity>;

/** `search` finds a part of the name or of the reference; `-name` sorts downwards. */
export const EntityQuery = Paging.extend({
  search: z.string().max(100).default(''),
  sort: z.enum(['name', '-name', 'reference', '-reference']).default('name'),
});

/** An edit's answer. `brokenUses` are the actions that still name the old reference as a code. */
export const EntityChanged = Entity.extend({ brokenUses: z.array(CheckpointUse) });
export type EntityChanged = z.infer<typeof EntityChanged>;

export const EntityUsage = z.strictObject({ entityId: Id, uses: z.array(CheckpointUse) });

/** A used entity is deleted only with `confirmUsed`. */
export const EntityDeletion = z.strictObject({ confirmUsed: z.stringbool().default(false) });

/** `uses` are the actions that no longer find it. */
export const EntityDeleted = z.strictObject({
  deleted: z.strictObject({ id: Id, name: z.string() }),
  uses: z.array(CheckpointUse),
});
export type EntityDeleted = z.infer<typeof EntityDeleted>;

/** A kind as data: all that its form needs. `definition` is a JSON Schema (draft 2020-12) with titles and defaults. */
export const EntityKinds = z.strictObject({
  items: z.array(
    z.strictObject({
      kind: z.enum(entityTableKinds),
      path: z.string(),
      definition: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type EntityKinds = z.infer<typeof EntityKinds>;
