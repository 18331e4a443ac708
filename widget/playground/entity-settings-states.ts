import type { Right } from '../../api-client/contract/rights.ts';
import type { EntitySummary } from '../../api-client/contract/entities/index.ts';
import type { PeopleSummary } from '../../api-client/contract/people/index.ts';
import type { EntitiesApi } from '../../api-client/entities-api.ts';
import { NetworkError } from '../../api-client/errors.ts';
import type { WaypostEntitySettings } from '../entity-settings.ts';
import { checkpoints, me, type DataSize } from './samples.ts';
import { stillClient } from './still-client.ts';

type States = { [state: string]: (size: DataSize) => Partial<WaypostEntitySettings> };

const every: Right[] = ['read', 'create', 'modify', 'delete'];

/** Every state that the settings of entities can be in. */
export const entitySettingsStates: States = {
  filled: (size) => still(every, { list: () => page(queues(size)) }),
  'to be read only': (size) => still(['read'], { list: () => page(queues(size)) }),
  'none yet': () => still(every, { list: () => page([]) }),
  loading: () => still(every, { list: never }),
  failed: () =>
    still(every, {
      list: () => Promise.reject(new NetworkError('https://waypost.example', 'no answer')),
    }),
  'without the right': () => still([], {}),
  users: () => people(),
  'no such kind': () => ({ ...still(every, {}), kind: 'dragons' }),
};

const never = () => new Promise<never>(() => {});
const page = (items: EntitySummary[]) => Promise.resolve({ items, nextCursor: null });

function queues(size: DataSize): EntitySummary[] {
  return checkpoints(size).map(({ checkpointId, name, reference, attachedAt }) => ({
    id: checkpointId,
    kind: 'queue',
    name,
    reference,
    revision: 1,
    createdAt: attachedAt,
    updatedAt: attachedAt,
    updatedBy: me.name,
  }));
}

function still(rights: Right[], calls: Partial<EntitiesApi>): Partial<WaypostEntitySettings> {
  const client = stillClient({
    status: 'live',
    me: { ...me, rights: { entities: rights } },
    entities: { ...silent, ...calls },
  });
  return { client, kind: 'queues' };
}

function people(): Partial<WaypostEntitySettings> {
  const user = (name: string, username: string, active: boolean): PeopleSummary => ({
    id: crypto.randomUUID(),
    kind: 'user',
    name,
    revision: 1,
    createdAt: new Date(0).toISOString(),
    updatedAt: new Date(0).toISOString(),
    updatedBy: me.name,
    user: {
      ...{ username, type: 'collaborator', active, role: 'Advisor' },
      ...{ email: '', profiles: ['Orders'], teams: [] },
    },
    users: null,
  });
  const items = [user('Nora Brandt', 'nora', true), user('Max Petit', 'max', false)];
  const client = stillClient({
    status: 'live',
    me: { ...me, rights: { users: every } },
    people: {
      kinds: never,
      list: () => Promise.resolve({ items, nextCursor: null }),
      read: never,
      create: never,
      change: never,
      delete: never,
      usage: never,
    },
  });
  return { client, kind: 'users' };
}

/** Nothing is answered that a state does not answer. */
const silent: EntitiesApi = {
  kinds: () =>
    Promise.resolve([{ kind: 'queue', path: 'queues', definition: { type: 'object' } }]),
  list: never,
  read: never,
  create: never,
  change: never,
  delete: never,
  tableRows: never,
  writeTableRows: never,
  deleteTableRow: never,
  databaseRows: never,
  createDatabaseRow: never,
  changeDatabaseRow: never,
  importDatabaseRows: never,
  deleteDatabaseRow: never,
  preview: never,
  tryWebService: never,
  usage: (_kind, id) => Promise.resolve({ entityId: id, uses: [] }),
};
