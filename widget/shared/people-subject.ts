import { msg, str } from '@lit/localize';
import { html } from 'lit';
import type { PeopleSummary } from '../../api-client/contract/people/index.ts';
import type { PeopleApi } from '../../api-client/people-api.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import { numberWords } from './count-words.ts';
import { EntityForm, type EntityValues } from './entity-form.ts';
import { PeopleDeletion } from './people-deletion.ts';
import { usersFile } from './people-export.ts';
import { peopleSource } from './people-source.ts';
import { holderWords, type PeopleKindWords } from './people-words.ts';
import { roleViews } from './rights-view.ts';
import { valueWords } from './schema-words.ts';
import { kindSchema } from './kind-schemas.ts';
import { kindWords } from './kind-words.ts';
import { makerSource } from './maker-source.ts';
import type { Sort, SettingsSubject } from './settings-subject.ts';
import type { SettingsCalls } from './settings-form.ts';
import type { SettingsColumn } from './settings-rows.ts';
import type { SettingsUsage } from './settings-uses.ts';

/** As lists have it, and once it was asked for with its definition. No action names it by a reference of its own. */
export type PeopleItem = PeopleSummary & {
  reference: '';
  definition?: Record<string, unknown>;
};

const noViews = {};

/** Users, teams, roles or profiles, as their settings list, edit and delete them. */
export function peopleSubject(
  client: Waypost,
  kind: PeopleKindWords,
): SettingsSubject<PeopleItem, EntityValues> {
  const { people: api } = client;
  const { path } = kind;
  const calls = callsOf(api, kind);
  return {
    key: `people ${path}`,
    words: kindWords(kind, {
      searched: kind.kind === 'user' ? msg('Name or user name') : msg('Name'),
      noneWhoMay: msg('Make one, and users can have it.'),
    }),
    columns: kind.kind === 'user' ? userColumns() : [usersColumn(kind)],
    list: async (query) => {
      const page = await api.list(path, query as Parameters<PeopleApi['list']>[1]);
      return { ...page, items: page.items.map(toItem) };
    },
    isWhole: false,
    read: calls.read,
    form: (task, drafts, host) =>
      new EntityForm(task, calls, drafts, host, {
        one: kind.one,
        hasReference: false,
        schema: () => kindSchema(api, path),
        source: (place) => peopleSource(client, makerSource(client, place)),
        views: kind.kind === 'role' ? roleViews : noViews,
      }),
    files:
      kind.kind === 'user'
        ? { export: (question) => usersFile(api, question, usersWords) }
        : undefined,
    deletion: ([item], host) => new PeopleDeletion(item!, kind, api, host), // one by one
    mostDeleted: 1,
  };
}

const toItem = (summary: PeopleSummary): PeopleItem => ({ ...summary, reference: '' });

const userColumns = (): SettingsColumn<PeopleItem, Sort>[] => [
  {
    heading: msg('User name'),
    sort: 'username',
    cell: ({ user }) => html`<bdi class="reference">${user?.username}</bdi>`,
  },
  { heading: msg('Role'), cell: ({ user }) => html`<bdi>${user?.role}</bdi>` },
  { heading: msg('Type'), cell: ({ user }) => html`${valueWords(user?.type)}` },
  {
    heading: msg('Active'),
    isEmpty: ({ user }) => user?.active === true,
    cell: ({ user }) =>
      user?.active
        ? html`${msg('Yes')}`
        : html`<span class="warn">${msg('Switched off')}</span>`,
  },
];

const usersColumn = ({ kind }: PeopleKindWords): SettingsColumn<PeopleItem, Sort> => ({
  heading: kind === 'team' ? msg('Members') : msg('Users'),
  cell: ({ users }) => html`${usersWords(users ?? 0)}`,
});

const usersWords = (count: number): string =>
  count === 1 ? msg('1 user') : msg(str`${numberWords(count)} users`);

function callsOf(
  api: PeopleApi,
  { kind, path }: PeopleKindWords,
): SettingsCalls<PeopleItem, EntityValues> {
  const draftOf = ({ name, definition }: EntityValues) => ({
    name,
    definition: definition as Record<string, unknown>, // every definition's schema is of an object
  });
  const valuesOf = ({ name, definition }: PeopleItem): EntityValues => ({
    name,
    reference: '',
    definition,
  });
  return {
    none: { name: '', reference: '', definition: undefined },
    valuesOf,
    copyOf: (item) =>
      kind === 'user'
        ? { ...valuesOf(item), definition: { ...item.definition, ...ownToNobody } }
        : valuesOf(item),
    read: async (id) => ({ ...(await api.read(path, id)), reference: '' }),
    usage: (id) => readUsage(api, path, id),
    create: async (values) => toItem(await api.create(path, draftOf(values))),
    duplicate: async (_id, values) => toItem(await api.create(path, draftOf(values))),
    change: async (id, revision, values) => ({
      ...(await api.change(path, id, revision, draftOf(values))),
      reference: '',
    }),
  };
}

/** What one user has of another one when they begin as a copy. */
const ownToNobody = { username: '', email: '', active: true };

async function readUsage(api: PeopleApi, path: string, id: string): Promise<SettingsUsage> {
  const { uses, holders, holderCount } = await api.usage(path, id);
  return {
    uses,
    holders: holders.map((holder) => ({ name: holder.name, words: holderWords(holder) })),
    holderCount,
  };
}
