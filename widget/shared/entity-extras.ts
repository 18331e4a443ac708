import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { EntitiesApi } from '../../api-client/entities-api.ts';
import type { EntityItem } from './entity-form.ts';
import type { EntityKindWords } from './entity-words.ts';
import { databaseSource, tableSource, type RowColumn, type RowsSource } from './rows-source.ts';
import { isObject } from './schema-shape.ts';
import type { SettingsTask } from './settings-form.ts';
import './stored-rows.ts';

/** What a kind's form has below its fields: drawn anew with it. */
export type EntityExtra = (isReadOnly: boolean) => TemplateResult;

/** What cannot be had of one that is not saved yet. */
type Make = (api: EntitiesApi, of: EntityItem) => EntityExtra;

const makers: Partial<Record<EntityKindWords['kind'], { make: Make; notYet: () => string }>> = {
  'value-table': {
    make: (api, { id, reference }) => rowsExtra(tableSource(api, id), reference),
    notYet: () => msg('It gets its rows once it is saved.'),
  },
  database: {
    make: (api, { id, reference, definition }) =>
      rowsExtra(databaseSource(api, id, columnsOf(definition)), reference),
    notYet: () => msg('It gets its rows once it is saved.'),
  },
};

/** Made once for each form; undefined for kinds that have nothing. */
export function entityExtra(
  kind: EntityKindWords['kind'],
  api: EntitiesApi,
  task: SettingsTask<EntityItem>,
): EntityExtra | undefined {
  const maker = makers[kind];
  if (!maker) return undefined;
  if (task.is === 'edit' || task.is === 'read') return maker.make(api, task.of);
  return () => html`<p class="quiet small">${maker.notYet()}</p>`;
}

const rowsExtra =
  (source: RowsSource, name: string): EntityExtra =>
  (isReadOnly) =>
    html`<waypost-stored-rows
      .source=${source}
      name=${name}
      ?readonly=${isReadOnly}
    ></waypost-stored-rows>`;

/** As they are saved: rows are of the columns that are there. */
function columnsOf(definition: EntityItem['definition']): RowColumn[] {
  const columns: unknown = definition?.['columns'];
  if (!Array.isArray(columns)) return [];
  return (columns as unknown[])
    .filter(isObject)
    .map((column) => column as unknown as RowColumn); // by the contract
}
