import type { SecretsApi } from './secrets-api.ts';
import type { Sync } from './sync.ts';

/** The administration of secrets, call by call. */
export function secretsApi(sync: Sync): SecretsApi {
  return {
    list: () => sync.call('listSecrets', {}),
    write: (name, value) => sync.call('writeSecret', { params: { name }, body: { value } }),
    delete: async (name, { confirmUsed = false } = {}) => {
      await sync.call('deleteSecret', {
        params: { name },
        query: { confirmUsed: String(confirmUsed) },
      });
    },
  };
}
