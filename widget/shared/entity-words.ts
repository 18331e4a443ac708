import { msg } from '@lit/localize';
import type { EntityTableKind } from '../../api-client/contract/entities/index.ts';

/** A kind of entity: as paths name it, and as people do. */
export interface EntityKindWords {
  kind: EntityTableKind;
  path: string;
  one: string;
  several: string;
}

const words: Record<EntityTableKind, () => Omit<EntityKindWords, 'kind'>> = {
  queue: () => ({ path: 'queues', one: msg('Queue'), several: msg('Queues') }),
  'queue-group': () => ({
    path: 'queue-groups',
    one: msg('Queue group'),
    several: msg('Queue groups'),
  }),
  calendar: () => ({ path: 'calendars', one: msg('Calendar'), several: msg('Calendars') }),
  'value-table': () => ({
    path: 'value-tables',
    one: msg('Values table'),
    several: msg('Values tables'),
  }),
  database: () => ({ path: 'databases', one: msg('Database'), several: msg('Databases') }),
  'email-template': () => ({
    path: 'email-templates',
    one: msg('E-mail template'),
    several: msg('E-mail templates'),
  }),
  'sms-template': () => ({
    path: 'sms-templates',
    one: msg('SMS template'),
    several: msg('SMS templates'),
  }),
  mailbox: () => ({ path: 'mailboxes', one: msg('Mailbox'), several: msg('Mailboxes') }),
  'web-service': () => ({
    path: 'web-services',
    one: msg('Web service'),
    several: msg('Web services'),
  }),
  crm: () => ({ path: 'crms', one: msg('CRM'), several: msg('CRMs') }),
  'case-type': () => ({
    path: 'case-types',
    one: msg('Case type'),
    several: msg('Case types'),
  }),
  campaign: () => ({ path: 'campaigns', one: msg('Campaign'), several: msg('Campaigns') }),
  survey: () => ({ path: 'surveys', one: msg('Survey'), several: msg('Surveys') }),
  'payment-module': () => ({
    path: 'payment-modules',
    one: msg('Payment module'),
    several: msg('Payment modules'),
  }),
  'task-category': () => ({
    path: 'task-categories',
    one: msg('Task category'),
    several: msg('Task categories'),
  }),
  qualification: () => ({
    path: 'qualifications',
    one: msg('Qualification'),
    several: msg('Qualifications'),
  }),
  'custom-button': () => ({
    path: 'custom-buttons',
    one: msg('Custom button'),
    several: msg('Custom buttons'),
  }),
};

/** The kinds, in the order in which a menu shows them. */
export const entityKindWords = (): EntityKindWords[] =>
  Object.entries(words).map(([kind, say]) => ({ kind: kind as EntityTableKind, ...say() })); // its own keys

/** The kind that paths name so. */
export const kindOfPath = (path: string): EntityKindWords | undefined =>
  entityKindWords().find((each) => each.path === path);
