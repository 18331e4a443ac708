import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { OptionError } from '../mock-server/option-error.ts';

/** The database of a Waypost that runs: DATABASE_URL, or else the built-in one in the folder that WAYPOST_DATA names. */
export function runningDatabase(env: NodeJS.ProcessEnv): string {
  if (env['DATABASE_URL']) return env['DATABASE_URL'];
  const folder = env['WAYPOST_DATA'] || '.data';
  try {
    const home = join(folder, 'postgresql');
    const password = readFileSync(join(home, 'password'), 'utf8').trim();
    const port = readFileSync(join(home, 'data', 'postmaster.pid'), 'utf8').split('\n')[3];
    return `postgres://waypost:${encodeURIComponent(password)}@127.0.0.1:${port}/waypost`;
  } catch {
    throw new OptionError(
      `No database runs in the folder ‘${folder}’: start Waypost by ‘npm start’, or say by DATABASE_URL where its database is.`,
    );
  }
}
