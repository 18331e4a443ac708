import { NetworkError, type WaypostError } from '../../api-client/errors.ts';
import type { HistoryData } from '../../api-client/waypost.ts';
import type { WaypostHistory } from '../history.ts';
import { interactions, type DataSize } from './samples.ts';
import { stillClient, type Still } from './still-client.ts';

type HistoryStates = { [state: string]: (size: DataSize) => Partial<WaypostHistory> };

/** Every state that the whole history can be in. */
export const historyStates: HistoryStates = {
  filled: (size) => still({ status: 'live', list: page(size) }),
  'one of very many': (size) =>
    still({
      status: 'live',
      list: { ...page(size), complete: false, total: { count: 10_000, isExact: false } },
    }),
  'searched, and other days': (size) => ({
    ...still({ status: 'live', list: page(size) }),
    address: 'period=last-7-days&search=0612&sort=contact',
  }),
  'from the cache': (size) => still({ status: 'cached', list: page(size) }),
  'offline, with gaps': (size) =>
    still({
      status: 'offline',
      since: ago(4),
      list: { ...page(size), kept: { since: ago(60 * 24 * 12), isWhole: false } },
    }),
  'offline with nothing kept': () => still({ status: 'offline', since: ago(4) }),
  loading: () => still({ status: 'loading' }),
  'nothing today': () => still({ status: 'live', list: page('few', 0) }),
  'nothing found': () => ({
    ...still({ status: 'live', list: page('few', 0) }),
    address: 'period=last-30-days&flow=voice&search=0699',
  }),
  'days too early': () => ({
    ...still({ status: 'live', list: page('few', 0) }),
    address: 'period=2020-01-01..2020-01-31',
  }),
  failed: () => still({ status: 'error', error: failure(), retryAt: ago(-0.2) }),
  'failed after it was there': (size) =>
    still({ status: 'error', error: failure(), retryAt: ago(-0.2), list: page(size) }),
};

const ago = (minutes: number): string => new Date(Date.now() - minutes * 60_000).toISOString();
const failure = (): WaypostError =>
  new NetworkError('https://waypost.example', 'it did not answer within 10 s');

function still(of: Still): Partial<WaypostHistory> {
  return { client: stillClient(of) };
}

function page(size: DataSize, count = Infinity): HistoryData {
  const items = interactions(size).slice(0, count);
  return {
    items,
    complete: true,
    total: { count: items.length, isExact: true },
    kept: undefined,
  };
}
