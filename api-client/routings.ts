import type { VersionSummary } from './contract/routing.ts';
import type { Sync } from './sync.ts';
import type { RoutingsApi } from './waypost.ts';

const LARGEST_PAGE = 200;

/** The administration of smart routings, call by call. */
export function routingsApi(sync: Sync): RoutingsApi {
  const of = (id: string, number: number) => ({ params: { id, number: String(number) } });
  return {
    list: (query = {}) => sync.call('listRoutings', { query }),
    read: (id) => sync.call('readRouting', { params: { id } }),
    create: (draft) => sync.call('createRouting', { body: draft }),
    change: (id, revision, patch) =>
      sync.call('changeRouting', { params: { id }, body: patch, ifMatch: revision }),
    delete: async (id) => {
      await sync.call('deleteRouting', { params: { id } });
    },
    versions: (id) => listVersions(sync, id),
    version: (id, number) => sync.call('readVersion', of(id, number)),
    createVersion: (id, draft = {}) =>
      sync.call('createVersion', { params: { id }, body: draft }),
    save: (id, number, revision, content) =>
      sync.call('saveVersion', { ...of(id, number), body: content, ifMatch: revision }),
    validate: (id, number) => sync.call('validateVersion', of(id, number)),
    publish: (id, number, to, revision) =>
      sync.call('publishVersion', {
        ...of(id, number),
        body: { to },
        ...(revision === undefined ? {} : { ifMatch: revision }),
      }),
    archive: (id, number) => sync.call('archiveVersion', of(id, number)),
    test: (id, number, scenario) =>
      sync.call('testVersion', { ...of(id, number), body: scenario }),
    counts: (id, number, period) =>
      sync.call('countVersion', { ...of(id, number), query: period }),
    actionTypes: () => sync.call('listActionTypes', {}),
  };
}

async function listVersions(sync: Sync, id: string): Promise<VersionSummary[]> {
  const versions: VersionSummary[] = [];
  let cursor: string | null | undefined;
  do {
    const query = { limit: LARGEST_PAGE, ...(cursor ? { cursor } : {}) };
    const page = await sync.call('listVersions', { params: { id }, query });
    versions.push(...page.items);
    cursor = page.nextCursor;
  } while (cursor);
  return versions;
}
