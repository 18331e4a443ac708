/** How long an open may take before the page goes on without it. Some private modes never answer. */
const PATIENCE = 2_000;

let place: IDBFactory | undefined;

/** Where databases are from now on, in place of the page's own IndexedDB: a bucket that can be taken away as a whole. */
export function keepIn(factory: IDBFactory): void {
  place = factory;
}

export const databases = (): IDBFactory => place ?? indexedDB;

/** Opens a database, or fails: also when another tab blocks it, or when the browser never answers. */
export function openWithin(
  name: string,
  version: number,
  upgrade: (database: IDBDatabase) => void,
  lost: () => void,
): Promise<IDBDatabase> {
  return new Promise((resolve, reject) => {
    let isWanted = true;
    const giveUp = (reason: unknown) => {
      isWanted = false;
      clearTimeout(timer);
      reject(reason instanceof Error ? reason : new Error(`IndexedDB ${String(reason)}`));
    };
    const timer = setTimeout(giveUp, PATIENCE, 'does not answer.');
    try {
      const opening = databases().open(name, version);
      opening.onupgradeneeded = () => upgrade(opening.result);
      opening.onblocked = () => giveUp('is held by another tab.');
      opening.onerror = () => giveUp(opening.error);
      opening.onsuccess = () => {
        clearTimeout(timer);
        const database = opening.result;
        if (!isWanted) return database.close();
        database.onclose = lost;
        database.onversionchange = () => {
          database.close();
          lost();
        };
        resolve(database);
      };
    } catch (error) {
      giveUp(error);
    }
  });
}

/** One answer. What does more than to ask once uses idb, which a page's first script does without. */
export function answerTo<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result);
    request.onerror = () => reject(request.error ?? new Error('it was aborted.'));
  });
}
