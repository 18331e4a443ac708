import { openDB, type DBSchema, type IDBPDatabase, type OpenDBCallbacks } from 'idb';
import { StorageError } from './errors.ts';

/** How long an open may take before the page goes on without it. Some private modes never answer. */
const PATIENCE = 2_000;

/** Opens a database, or fails: also when another tab blocks it, or when the browser never answers. */
export function openWithin<Schema extends DBSchema>(
  name: string,
  version: number,
  upgrade: NonNullable<OpenDBCallbacks<Schema>['upgrade']>,
  lost: () => void,
): Promise<IDBPDatabase<Schema>> {
  return new Promise((resolve, reject) => {
    let isWanted = true;
    const giveUp = (cause: unknown) => {
      isWanted = false;
      clearTimeout(timer);
      reject(new StorageError(cause));
    };
    const timer = setTimeout(giveUp, PATIENCE, 'it does not answer.');
    try {
      openDB<Schema>(name, version, {
        upgrade,
        blocked: () => giveUp('another tab holds an older version of it.'),
        blocking: (_, __, event) => {
          (event.target as IDBDatabase).close(); // the event of an open database
          lost();
        },
        terminated: lost,
      }).then((database) => {
        clearTimeout(timer);
        if (isWanted) resolve(database);
        else database.close();
      }, giveUp);
    } catch (error) {
      giveUp(error);
    }
  });
}
