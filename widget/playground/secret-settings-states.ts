import type { Right } from '../../api-client/contract/rights.ts';
import type { Secrets } from '../../api-client/contract/secret.ts';
import type { SecretsApi } from '../../api-client/secrets-api.ts';
import { NetworkError } from '../../api-client/errors.ts';
import type { WaypostSecretSettings } from '../secret-settings.ts';
import { me } from './samples.ts';
import { stillClient } from './still-client.ts';

type States = { [state: string]: () => Partial<WaypostSecretSettings> };

const every: Right[] = ['read', 'create', 'modify', 'delete'];
const never = () => new Promise<never>(() => {});
const uses = [
  { kind: 'web-service', id: '01a1f866-0d00-7186-94c6-1d3d128d7880', name: 'Stock' },
];
const some: Secrets = {
  items: [
    { name: 'CRM_KEY', updatedAt: '2026-11-20T10:00:00.000Z', uses: [] },
    { name: 'SHOP_KEY', updatedAt: '2026-10-02T08:30:00.000Z', uses },
  ],
  missing: [{ name: 'STOCK_TOKEN', uses }],
};

/** Every state that the settings of secrets can be in. */
export const secretSettingsStates: States = {
  filled: () => still(every, () => Promise.resolve(some)),
  'to be read only': () => still(['read'], () => Promise.resolve(some)),
  'none yet': () => still(every, () => Promise.resolve({ items: [], missing: [] })),
  loading: () => still(every, never),
  failed: () =>
    still(every, () =>
      Promise.reject(new NetworkError('https://waypost.example', 'no answer')),
    ),
  'without the right': () => still([], never),
};

function still(rights: Right[], list: SecretsApi['list']): Partial<WaypostSecretSettings> {
  const client = stillClient({
    status: 'live',
    me: { ...me, rights: { secrets: rights } },
    secrets: { list, write: never, delete: never },
  });
  return { client };
}
