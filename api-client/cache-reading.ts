import type { CachedDetails, CachedRow, Coverage } from './cache-schema.ts';
import { contactKey } from './contact-match.ts';
import { filterOf } from './history-filter.ts';
import { answerTo } from './storage-guard.ts';
import type { HistoryQuery, InteractionData } from './waypost.ts';

/** How many of the newest rows a search by a part of a contact looks through. */
const MOST_SEARCHED = 5_000;

/** The newest rows of a history. */
export async function findRows(
  database: IDBDatabase,
  query: HistoryQuery,
  limit: number,
): Promise<CachedRow[]> {
  const rows = database.transaction('rows').objectStore('rows');
  const candidates: CachedRow[] = await answerTo(
    query.contact
      ? rows.index('contacts').getAll(contactRange(query.contact))
      : rows.index('age').getAll(ageRange(query), query.search ? MOST_SEARCHED : limit),
  );
  const test = filterOf(query);
  return candidates.filter(({ row }) => test(row) !== false).slice(0, limit);
}

function contactRange(contact: string): IDBKeyRange {
  const key = contactKey(contact);
  return IDBKeyRange.bound([key, -Infinity], [key, Infinity]);
}

/** [from, to) in terms of age, which is minus the start. */
function ageRange({ from, to }: HistoryQuery): IDBKeyRange {
  const youngest = to ? -Date.parse(to) : -Infinity;
  const oldest = from ? -Date.parse(from) : Infinity;
  return IDBKeyRange.bound(youngest, oldest, to !== undefined, false);
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
