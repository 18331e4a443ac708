import { msg } from '@lit/localize';
import { html } from 'lit';
import type { EntitiesApi } from '../../api-client/entities-api.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import { calendarViews } from './calendar-views.ts';
import { entityExtra } from './entity-extras.ts';
import { EntityForm, type EntityItem, type EntityValues } from './entity-form.ts';
import type { EntityKindWords } from './entity-words.ts';
import type { SchemaView } from './schema-field.ts';
import { kindSchema } from './kind-schemas.ts';
import { kindWords } from './kind-words.ts';
import { makerSource } from './maker-source.ts';
import { SettingsDeletion, type DeletionCalls } from './settings-deletion.ts';
import type { SettingsSubject } from './settings-subject.ts';
import type { SettingsCalls } from './settings-form.ts';

/** What stands in the place of fields that a plain form is not good enough for. */
const viewsOf: Partial<Record<EntityKindWords['kind'], Readonly<Record<string, SchemaView>>>> =
  {
    calendar: calendarViews,
  };
const noViews = {};

/** The entities of one kind, as their settings list, edit and delete them. */
export function entitySubject(
  client: Waypost,
  kind: EntityKindWords,
): SettingsSubject<EntityItem, EntityValues> {
  const { entities: api } = client;
  const { path } = kind;
  const calls = callsOf(api, path);
  return {
    key: `entities ${path}`,
    words: kindWords(kind, { noneWhoMay: msg('Make one, and smart routings can use it.') }),
    columns: [
      {
        heading: msg('Reference'),
        sort: 'reference',
        cell: ({ reference }) => html`<bdi class="reference">${reference}</bdi>`,
      },
    ],
    list: (query) => api.list(path, query as Parameters<EntitiesApi['list']>[1]),
    isWhole: false,
    read: calls.read,
    form: (task, drafts, host) =>
      new EntityForm(task, calls, drafts, host, {
        one: kind.one,
        hasReference: true,
        schema: () => kindSchema(api, path),
        source: (place) => makerSource(client, place),
        views: viewsOf[kind.kind] ?? noViews,
        extra: (task) => entityExtra(kind, api, task),
      }),
    deletion: (items, host) => new SettingsDeletion(items, deletionOf(api, path), host),
    mostDeleted: 1,
  };
}

const deletionOf = (api: EntitiesApi, path: string): DeletionCalls => ({
  about: '',
  brokenWords: msg('These actions would not find it any more:'),
  severalTitle: () => '',
  usage: (id) => api.usage(path, id),
  delete: async ([id = ''], { confirmUsed }) => {
    const { deleted } = await api.delete(path, id, { confirmUsed });
    return { deleted: [deleted] };
  },
});

function callsOf(api: EntitiesApi, path: string): SettingsCalls<EntityItem, EntityValues> {
  const draftOf = ({ name, reference, definition }: EntityValues) => ({
    name,
    reference,
    definition: definition as Record<string, unknown>, // every definition's schema is of an object
  });
  return {
    none: { name: '', reference: '', definition: undefined },
    valuesOf: ({ name, reference, definition }) => ({ name, reference, definition }),
    read: (id) => api.read(path, id),
    usage: (id) => api.usage(path, id),
    create: (values) => api.create(path, draftOf(values)),
    duplicate: (_id, values) => api.create(path, draftOf(values)),
    change: (id, revision, values) => api.change(path, id, revision, draftOf(values)),
  };
}
