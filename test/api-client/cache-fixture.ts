import { afterEach, beforeEach, vi } from 'vitest';
import { Cache } from '../../api-client/cache.ts';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { dropDatabase } from '../../api-client/drop-database.ts';
import type { HistoryQuery, InteractionData } from '../../api-client/waypost.ts';
import { rowOf } from './rows.ts';

export let name: string;
export let cache: Cache;
export const onBroken = vi.fn();
export const opened: Cache[] = [];

/** Another cache than before takes its place. */
export function reopen(): void {
  cache = open();
}

/** The next cache is another user’s. */
export function rename(): void {
  name = `cache ${crypto.randomUUID()}`;
}

export function open(): Cache {
  const one = new Cache(name, onBroken);
  opened.push(one);
  return one;
}

beforeEach(() => {
  name = `cache ${crypto.randomUUID()}`;
  onBroken.mockReset();
  cache = open();
});

afterEach(async () => {
  vi.restoreAllMocks();
  opened.splice(0).forEach((one) => one.close());
  await dropDatabase(name);
});

export const numbersOf = (rows: Interaction[]) => rows.map(({ id }) => Number(id.slice(-12)));
export const rows = (from: number, to: number) =>
  Array.from({ length: to - from + 1 }, (_, index) => rowOf(from + index));
export const find = async (query: HistoryQuery, limit: number, one = cache) =>
  (await one.find(query, { limit }))?.rows ?? [];
export const write = (rows: Interaction[], phantoms: Interaction[] = []) =>
  cache.writePage({ rows, phantoms });
export const read = async (query = {}, limit = 50) => numbersOf(await find(query, limit));

export function detailsOf(number: number, changes: Partial<Interaction> = {}): InteractionData {
  const interaction = {
    ...rowOf(number, changes),
    participants: [],
    variables: {},
    run: null,
    case: null,
    card: null,
  };
  return { interaction, messages: [] };
}
