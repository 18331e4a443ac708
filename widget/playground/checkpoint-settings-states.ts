import type { Checkpoint } from '../../api-client/contract/checkpoint.ts';
import type { Right } from '../../api-client/contract/rights.ts';
import { NetworkError } from '../../api-client/errors.ts';
import type { CheckpointsApi } from '../../api-client/waypost.ts';
import type { WaypostCheckpointSettings } from '../checkpoint-settings.ts';
import { checkpoints, me, type DataSize } from './samples.ts';
import { stillClient } from './still-client.ts';

type States = { [state: string]: (size: DataSize) => Partial<WaypostCheckpointSettings> };

const every: Right[] = ['read', 'create', 'modify', 'delete'];

/** Every state that the settings of checkpoints can be in. */
export const checkpointSettingsStates: States = {
  filled: (size) => still(every, { list: () => page(configured(size)) }),
  'to be read only': (size) => still(['read'], { list: () => page(configured(size)) }),
  'none yet': () => still(every, { list: () => page([]) }),
  loading: () => still(every, { list: never }),
  failed: () =>
    still(every, {
      list: () => Promise.reject(new NetworkError('https://waypost.example', 'no answer')),
    }),
  'without the right': () => still([], {}),
};

const never = () => new Promise<never>(() => {});
const page = (items: Checkpoint[]) => Promise.resolve({ items, nextCursor: null });

function configured(size: DataSize): Checkpoint[] {
  return checkpoints(size).map(({ checkpointId, name, reference, alias, attachedAt }) => ({
    id: checkpointId,
    name,
    reference,
    alias,
    revision: 1,
    createdAt: attachedAt,
    updatedAt: attachedAt,
    updatedBy: me.name,
  }));
}

function still(
  rights: Right[],
  calls: Partial<CheckpointsApi>,
): Partial<WaypostCheckpointSettings> {
  const client = stillClient({
    status: 'live',
    me: { ...me, rights: { checkpoints: rights } },
    checkpoints: { ...silent, ...calls },
  });
  return { client };
}

/** Nothing is answered that a state does not answer. */
const silent: CheckpointsApi = {
  list: never,
  read: never,
  create: never,
  change: never,
  duplicate: never,
  delete: never,
  bulkDelete: never,
  import: never,
  usage: (id) => Promise.resolve({ checkpointId: id, uses: [] }),
};
