import Dexie, { type Table } from 'dexie';
import { Filling } from '../../../api-client/cache-filling.ts';
import { Cache } from '../../../api-client/cache.ts';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import { dropDatabase } from '../../../api-client/drop-database.ts';
import type { Session, Sync } from '../../../api-client/sync.ts';
import { interactionAt } from './many-interactions.ts';

/* Runs in the page: the client's cache, and Dexie with a table of rows, do the same. */

const PAGE = 200;
const SCREEN = 50;

/** What both can do. Times are in milliseconds. */
export interface Contender {
  /** Empties, and opens. */
  begin(): Promise<void>;
  writePage(rows: Interaction[]): Promise<void>;
  /** Opens what was kept before, and reads the newest rows of the last week. */
  readFirstScreen(): Promise<Interaction[]>;
  /** Whatever it needs before it searches. */
  prepare(): Promise<void>;
  search(part: string): Promise<number>;
  filterAndSort(): Promise<number>;
  end(): Promise<void>;
}

export interface Times {
  fill: number;
  hydrate: number[];
  fillLarge: number;
  prepare: number;
  search: number[];
  filterAndSort: number[];
}

export async function contest(
  name: 'Waypost' | 'Dexie',
  small: number,
  large: number,
  rounds: number,
): Promise<Times> {
  const contender = name === 'Waypost' ? new WaypostCache() : new DexieTable();
  await contender.begin();
  const fill = await timed(() => write(contender, 0, small));
  const hydrate: number[] = [];
  for (let round = 0; round < rounds; round++)
    hydrate.push(
      await timed(async () => expectSome((await contender.readFirstScreen()).length)),
    );
  const fillLarge = await timed(() => write(contender, small, large));
  const prepare = await timed(() => contender.prepare());
  const search: number[] = [];
  const filterAndSort: number[] = [];
  for (let round = 0; round < rounds; round++) {
    const part = `customer${1000 + round}`;
    search.push(await timed(async () => expectSome(await contender.search(part))));
    filterAndSort.push(await timed(async () => expectSome(await contender.filterAndSort())));
  }
  await contender.end();
  return { fill, hydrate, fillLarge, prepare, search, filterAndSort };
}

/** How long the client takes to fill a cold cache by itself, with its pauses, when the server answers at once. */
export async function fillInBackground(rows: number): Promise<number> {
  const name = 'waypost in the background';
  const cache = new Cache(name, fail);
  await cache.reset('a');
  const call = (async (_, { query }: { query: { cursor?: string } }) => {
    const from = Number(query.cursor ?? 0);
    return { items: pageAt(from), nextCursor: from + PAGE < rows ? String(from + PAGE) : null };
  }) as Sync['call'];
  const session = { name, cache } as Session; // filling looks at nothing else of it
  const filling = new Filling(session, { call, isFollowed: () => true });
  const took = await timed(() => filling.start());
  if ((await cache.countRows()) !== rows) fail();
  cache.close();
  await dropDatabase(name);
  return took;
}

class WaypostCache implements Contender {
  readonly #name = 'waypost';
  #cache: Cache | undefined;

  async begin(): Promise<void> {
    await dropDatabase(this.#name);
    this.#cache = new Cache(this.#name, fail);
  }

  writePage(rows: Interaction[]): Promise<void> {
    return this.#cache!.writePage({ rows });
  }

  async readFirstScreen(): Promise<Interaction[]> {
    this.#cache?.close();
    this.#cache = new Cache(this.#name, fail);
    const found = await this.#cache.find({ from: weekAgo() }, { limit: SCREEN });
    return found?.rows ?? [];
  }

  async prepare(): Promise<void> {
    await this.#cache!.find({ search: 'nobody' }, { limit: 1 });
  }

  async search(part: string): Promise<number> {
    return (await this.#cache!.find({ search: part }, { limit: SCREEN }))?.total ?? 0;
  }

  async filterAndSort(): Promise<number> {
    const query = { status: ['processed' as const], sort: 'advisor' as const };
    return (await this.#cache!.find(query, { limit: SCREEN }))?.total ?? 0;
  }

  async end(): Promise<void> {
    await this.#cache?.drop();
  }
}

/** Its own types of a key follow a row into all its depths, which is too much for the compiler. */
type Rows = Table<Interaction, string, Interaction>;

class DexieTable implements Contender {
  #database: Dexie | undefined;

  #open(): Rows {
    const database = new Dexie('dexie');
    database.version(1).stores({ rows: 'id, startedAt, status, contact.phone, contact.email' });
    this.#database = database;
    return database.table('rows');
  }

  get #rows(): Rows {
    return this.#database!.table('rows');
  }

  async begin(): Promise<void> {
    await Dexie.delete('dexie');
    this.#open();
  }

  async writePage(rows: Interaction[]): Promise<void> {
    await this.#rows.bulkPut(rows);
  }

  async readFirstScreen(): Promise<Interaction[]> {
    this.#database?.close();
    const rows = this.#open();
    return rows.where('startedAt').aboveOrEqual(weekAgo()).reverse().limit(SCREEN).toArray();
  }

  async prepare(): Promise<void> {
    // It searches in the database.
  }

  async search(part: string): Promise<number> {
    const found = await this.#rows
      .filter(({ contact }) => contact.email!.includes(part))
      .toArray();
    return found.length;
  }

  async filterAndSort(): Promise<number> {
    const found: Interaction[] = await this.#rows.where({ status: 'processed' }).toArray();
    const nameOf = (row: Interaction) => row.advisor?.name.toLowerCase() ?? '';
    found.sort((one, other) => (nameOf(one) < nameOf(other) ? -1 : 1));
    return found.length;
  }

  async end(): Promise<void> {
    await this.#database?.delete();
  }
}

async function write(contender: Contender, from: number, to: number): Promise<void> {
  for (let at = from; at < to; at += PAGE) await contender.writePage(pageAt(at));
}

function pageAt(from: number): Interaction[] {
  return Array.from({ length: PAGE }, (_, index) => interactionAt(from + index));
}

async function timed(work: () => Promise<unknown>): Promise<number> {
  const began = performance.now();
  await work();
  return performance.now() - began;
}

function weekAgo(): string {
  return new Date(Date.now() - 7 * 86_400_000).toISOString();
}

function expectSome(number: number): void {
  if (number === 0) fail();
}

function fail(): never {
  throw new Error('The browser’s storage did not do what was measured.');
}
