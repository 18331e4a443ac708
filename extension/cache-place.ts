import { databases, keepIn } from '../api-client/storage-guard.ts';

/** How long a page may take to let go of a cache, in milliseconds, before it is taken away under its eyes. */
const PATIENCE = 3_000;

const BUCKET = 'waypost';

/** A part of the WHATWG's Storage that TypeScript does not know yet; Firefox has none. */
interface StorageBuckets {
  open(name: string): Promise<{ readonly indexedDB: IDBFactory }>;
  delete(name: string): Promise<void>;
}

/**
 * Keeps what clients keep in a bucket of its own, where the browser has such. What is deleted from a database stays
 * in its files until the browser tidies up, a bucket goes with its files.
 */
export async function openPlace(): Promise<void> {
  const bucket = await buckets()?.open(BUCKET);
  if (bucket) keepIn(bucket.indexedDB);
}

/** Takes away all that clients keep of anybody in this extension. */
export async function wipePlace(): Promise<void> {
  await openPlace();
  const names = (await databases().databases()).flatMap(({ name }) => name ?? []);
  await Promise.all(names.map(release));
  if (buckets()) return buckets()!.delete(BUCKET);
  await Promise.all(names.map(deleteDatabase));
}

/** A client holds a lock named as its database for as long as it is open, and could write the cache anew. */
async function release(name: string): Promise<void> {
  const signal = AbortSignal.timeout(PATIENCE);
  await navigator.locks.request(name, { signal }, () => {}).catch(() => {});
}

function deleteDatabase(name: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const request = databases().deleteDatabase(name);
    request.onsuccess = () => resolve();
    request.onerror = () => reject(request.error!); // set when a request failed
  });
}

function buckets(): StorageBuckets | undefined {
  return (navigator as Navigator & { storageBuckets?: StorageBuckets }).storageBuckets;
}
