import { wrap, type IDBPDatabase } from 'idb';
import type { CacheSchema } from './cache-schema.ts';
import type { Supervision } from './contract/supervision.ts';
import type { SupervisionOptions } from './waypost.ts';

/** What was counted last under the same options. */
export async function readSupervision(
  database: IDBDatabase,
  options: SupervisionOptions,
): Promise<Supervision | undefined> {
  const kept = await typed(database).get('supervision', 'supervision');
  return kept?.asked === JSON.stringify(options) ? kept.data : undefined;
}

/** Nothing is kept that was asked for in another epoch: it may name what the user does not see any more. */
export async function writeSupervision(
  database: IDBDatabase,
  data: Supervision,
  options: SupervisionOptions,
  askedIn: number,
): Promise<void> {
  const transaction = typed(database).transaction(['coverage', 'supervision'], 'readwrite');
  const { epoch = 0 } = (await transaction.objectStore('coverage').get('coverage')) ?? {};
  if (epoch === askedIn) {
    const kept = { asked: JSON.stringify(options), data };
    await transaction.objectStore('supervision').put(kept, 'supervision');
  }
  await transaction.done;
}

function typed(database: IDBDatabase): IDBPDatabase<CacheSchema> {
  return wrap(database) as unknown as IDBPDatabase<CacheSchema>; // opened with this schema
}
