import type { PeopleApi } from './people-api.ts';
import type { Sync } from './sync.ts';

/** The administration of users, teams, roles and profiles, call by call. */
export function peopleApi(sync: Sync): PeopleApi {
  return {
    kinds: async () => (await sync.call('listPeopleKinds', {})).items,
    list: (kind, query = {}) => sync.call('listPeople', { params: { kind }, query }),
    read: (kind, id) => sync.call('readPeopleEntry', { params: { kind, id } }),
    create: (kind, draft) => sync.call('createPeopleEntry', { params: { kind }, body: draft }),
    change: (kind, id, revision, patch) =>
      sync.call('changePeopleEntry', { params: { kind, id }, body: patch, ifMatch: revision }),
    delete: (kind, id, { confirmUsed = false, replaceBy } = {}) =>
      sync.call('deletePeopleEntry', {
        params: { kind, id },
        query: {
          confirmUsed: String(confirmUsed),
          ...(replaceBy === undefined ? {} : { replaceBy }),
        },
      }),
    usage: (kind, id) => sync.call('readPeopleUsage', { params: { kind, id } }),
  };
}
