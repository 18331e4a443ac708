import type { HistoryChoices, HistoryView } from './contract/history.ts';
import { callAt } from './request.ts';
import type { Sync } from './sync.ts';
import type { HistoryViewsApi } from './waypost.ts';

const VIEWS = '/api/history/views';

/** The views that a user saved, call by call. */
export function historyViewsApi(sync: Sync): HistoryViewsApi {
  const call = <Result>(method: string, path: string, input = {}) =>
    sync.run((bearer) => callAt<Result>(sync.url, { method, path }, input, bearer));
  return {
    list: async () => (await call<{ items: HistoryView[] }>('GET', VIEWS)).items,
    create: (body) => call('POST', VIEWS, { body }),
    change: (id, body) => call('PATCH', `${VIEWS}/{id}`, { params: { id }, body }),
    delete: (id) => call('DELETE', `${VIEWS}/{id}`, { params: { id } }),
  };
}

export function readHistoryChoices(sync: Sync): Promise<HistoryChoices> {
  const address = { method: 'GET', path: '/api/history/choices' };
  return sync.run((bearer) => callAt(sync.url, address, {}, bearer));
}
