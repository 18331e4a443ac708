import type {
  EntityDefinition,
  EntityTableKind,
} from '../../api-client/contract/entities/index.ts';

/** An entity as an action names it: picked, or by its reference code. */
export type EntityChoice = { id: string } | { reference: string };

/** What the Maker keeps with one definition each: queues, calendars, templates and the like. */
type TableEntities = {
  [Kind in EntityTableKind]: {
    id: string;
    name: string;
    reference: string;
    definition: EntityDefinition<Kind>;
  };
};

interface Entities extends TableEntities {
  checkpoint: { id: string; name: string; reference: string; alias: string | null };
  /** `production` is null while the routing has no version in production. */
  routing: {
    id: string;
    name: string;
    flow: 'messaging' | 'email' | 'voice';
    kind: 'start' | 'end';
    production: number | null;
  };
  /** Only who is active is found. The reference is the username. */
  user: { id: string; name: string; reference: string; definition: { active: boolean } };
}

/** The kinds of entity that actions can name. */
export type EntityKind = keyof Entities;
export type FoundEntity<Kind extends EntityKind> = Entities[Kind];

/** Each kind as a sentence names it. */
export const entityWords: Readonly<Record<EntityKind, string>> = {
  checkpoint: 'checkpoint',
  routing: 'smart routing',
  user: 'user',
  queue: 'queue',
  'queue-group': 'queue group',
  calendar: 'calendar',
  'value-table': 'values table',
  database: 'database',
  'email-template': 'e-mail template',
  'sms-template': 'SMS template',
  mailbox: 'mailbox',
  'web-service': 'web service',
  crm: 'CRM',
  'case-type': 'case type',
  campaign: 'campaign',
  survey: 'survey',
  'payment-module': 'payment module',
  'task-category': 'task category',
  qualification: 'qualification',
  'custom-button': 'custom button',
};

/** Looks entities up in one organisation, for the length of one step. */
export interface EntityLookup {
  /** `likely` are others of the kind that the same step may ask for: one query then reads them all. */
  find<Kind extends EntityKind>(
    kind: Kind,
    choice: EntityChoice,
    likely?: readonly EntityChoice[],
  ): Promise<FoundEntity<Kind> | undefined>;
}
