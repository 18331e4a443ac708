import { fork } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';
import type { ProviderPorts } from './providers.ts';

/** The providers, running. */
export interface Providers {
  ports: ProviderPorts;
  close(): Promise<void>;
}

/** Starts the providers in a process of their own. */
export async function startProviders(): Promise<Providers> {
  const child = fork(resolve(import.meta.dirname, 'providers.ts'), { execArgv: [] });
  const [ports] = (await once(child, 'message')) as [ProviderPorts];
  return {
    ports,
    async close() {
      const gone = once(child, 'exit');
      child.kill('SIGKILL');
      await gone;
    },
  };
}
