import type { Secret, Secrets } from './contract/secret.ts';

/** What definitions name and never hold. A value goes in, and never comes out. */
export interface SecretsApi {
  /** By name, with what uses each, as far as the user may read entities. */
  list(): Promise<Secrets>;
  /** Keeps a value, in the place of the one before. */
  write(name: string, value: string): Promise<Secret>;
  /** Fails with an `in-use` problem when something uses it and that is not confirmed. */
  delete(name: string, options?: { confirmUsed?: boolean }): Promise<void>;
}
