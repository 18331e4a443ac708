/** How long a page may take to let go of a cache, in milliseconds, before it is taken away under its eyes. */
const PATIENCE = 3_000;

/** Takes away all that the client keeps of anybody in this extension. */
export async function wipeCache(): Promise<void> {
  const databases = await indexedDB.databases();
  const names = databases.flatMap(({ name }) => (name?.startsWith('waypost ') ? [name] : []));
  await Promise.all(names.map(wipe));
}

/** A client holds a lock named as its database for as long as it is open, and could write the cache anew. */
async function wipe(name: string): Promise<void> {
  const signal = AbortSignal.timeout(PATIENCE);
  await navigator.locks
    .request(name, { signal }, () => deleteDatabase(name))
    .catch(() => deleteDatabase(name));
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = indexedDB.deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error!); // set when a request failed
  });
}
