import type { CachedDetails, Coverage, Pack } from './cache-schema.ts';
import { contactKey, isContact } from './contact-match.ts';
import type { Interaction } from './contract/interaction.ts';
import { answerTo } from './storage-guard.ts';
import type { HistoryQuery, InteractionData } from './waypost.ts';

/** Rows, and the packs that they were found in. */
export interface Found {
  rows: Interaction[];
  packs: Pack[];
}

/** Whether the packs answer by themselves: the newest rows, in a period or of a contact. */
export function isPlain(query: HistoryQuery): boolean {
  const { timeZone: _, from: _from, to: _to, contact: _contact, sort, ...others } = query;
  const isNewestFirst = sort === undefined || sort === '-start';
  return isNewestFirst && Object.values(others).every((value) => value === undefined);
}

/** The newest rows of a plain query. */
export async function findRows(
  database: IDBDatabase,
  { from, to, contact }: HistoryQuery,
  limit: number,
): Promise<Found> {
  const store = database.transaction('packs').objectStore('packs');
  const youngest = to ? -Date.parse(to) : -Infinity; // itself not included
  const oldest = from ? -Date.parse(from) : Infinity;
  const found: Found = { rows: [], packs: [] };
  const take = (pack: Pack) => {
    found.packs.push(pack);
    for (const { age, contacts, text } of pack.rows) {
      const isWanted = age > youngest && age <= oldest && (!key || contacts.includes(key));
      if (!isWanted || found.rows.length === limit) continue;
      const row = JSON.parse(text) as Interaction; // as it was written
      if (!contact || isContact(contact, row.contact)) found.rows.push(row);
    }
  };
  const key = contact && contactKey(contact);
  if (key !== undefined) {
    const packs: Pack[] = await answerTo(store.index('contacts').getAll(key));
    packs.sort((one, other) => one.from - other.from).forEach(take);
    return found;
  }
  const keys = (await answerTo(store.getAllKeys())) as number[];
  const first = keys.findLastIndex((each) => each <= youngest);
  for (const each of keys.slice(Math.max(0, first))) {
    if (each > oldest || found.rows.length === limit) break;
    take((await answerTo(store.get(each))) as Pack);
  }
  return found;
}

export async function readDetails(
  database: IDBDatabase,
  id: string,
): Promise<InteractionData | undefined> {
  const details = database.transaction('details').objectStore('details');
  const found: CachedDetails | undefined = await answerTo(details.get(id));
  return found?.data;
}

export function readCoverage(database: IDBDatabase): Promise<Coverage | undefined> {
  const coverage = database.transaction('coverage').objectStore('coverage');
  return answerTo(coverage.get('coverage'));
}
