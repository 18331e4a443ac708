import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { EntitiesApi } from '../../api-client/entities-api.ts';
import type { EntityItem, EntityValues } from './entity-form.ts';
import './entity-preview.ts';
import type { EntityKindWords } from './entity-words.ts';
import { databaseSource, tableSource, type RowColumn, type RowsSource } from './rows-source.ts';
import { isObject } from './schema-shape.ts';
import type { JsonSchema } from './schema-types.ts';
import type { SettingsTask } from './settings-form.ts';
import './service-trial.ts';
import type { ServiceInput } from './service-trial.ts';
import './stored-rows.ts';

/** The form as it stands: what was typed, and by which schema. */
export interface EntityFormNow {
  isReadOnly: boolean;
  values: EntityValues;
  schema: JsonSchema;
}

/** What a kind's form has below its fields: drawn anew with it. */
export type EntityExtra = (form: EntityFormNow) => TemplateResult;

/** What cannot be had of one that is not saved yet. */
type Make = (api: EntitiesApi, of: EntityItem) => EntityExtra;

const makers: Partial<Record<EntityKindWords['kind'], { make: Make; notYet: () => string }>> = {
  'value-table': {
    make: (api, { id, reference }) => rowsExtra(tableSource(api, id), reference),
    notYet: () => msg('It gets its rows once it is saved.'),
  },
  database: {
    make: (api, { id, reference, definition }) =>
      rowsExtra(databaseSource(api, id, listIn<RowColumn>(definition, 'columns')), reference),
    notYet: () => msg('It gets its rows once it is saved.'),
  },
  'web-service': {
    make: (api, { id, definition }) =>
      trialExtra(api, id, listIn<ServiceInput>(definition, 'inputs')),
    notYet: () => msg('It can be tried once it is saved.'),
  },
};

/** Whose preview there is, before it is saved, too: what customers get. */
const previewed: readonly EntityKindWords['kind'][] = [
  'email-template',
  'sms-template',
  'survey',
];

/** Made once for each form; undefined for kinds that have nothing. */
export function entityExtra(
  { kind, path }: EntityKindWords,
  api: EntitiesApi,
  task: SettingsTask<EntityItem>,
): EntityExtra | undefined {
  if (previewed.includes(kind)) return previewExtra(api, path);
  const maker = makers[kind];
  if (!maker) return undefined;
  if (task.is === 'edit' || task.is === 'read') return maker.make(api, task.of);
  return () => html`<p class="quiet small">${maker.notYet()}</p>`;
}

const previewExtra =
  (api: EntitiesApi, path: string): EntityExtra =>
  ({ values: { name, definition }, schema }) =>
    html`<waypost-entity-preview
      .api=${api}
      kind=${path}
      name=${name}
      .schema=${schema}
      .definition=${definition}
    ></waypost-entity-preview>`;

const rowsExtra =
  (source: RowsSource, name: string): EntityExtra =>
  ({ isReadOnly }) =>
    html`<waypost-stored-rows
      .source=${source}
      name=${name}
      ?readonly=${isReadOnly}
    ></waypost-stored-rows>`;

/** Whoever may not change a service may not call it. */
const trialExtra =
  (api: EntitiesApi, id: string, inputs: readonly ServiceInput[]): EntityExtra =>
  ({ isReadOnly }) =>
    isReadOnly
      ? html``
      : html`<waypost-service-trial
          .api=${api}
          service-id=${id}
          .inputs=${inputs}
        ></waypost-service-trial>`;

/** As it is saved: rows are of the columns that are there. */
function listIn<Item>(definition: EntityItem['definition'], key: string): Item[] {
  const list: unknown = definition?.[key];
  if (!Array.isArray(list)) return [];
  return (list as unknown[]).filter(isObject).map((one) => one as unknown as Item); // by the contract
}
