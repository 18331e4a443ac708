import type {
  Done,
  InteractionSettings,
} from '../../api-client/contract/interaction-settings.ts';
import { WaypostError } from '../../api-client/errors.ts';
import type { RecordsApi, SubscriptionState } from '../../api-client/waypost.ts';
import type {
  CardRecord,
  InteractionRecords,
} from '../../api-client/contract/interaction-records.ts';
import { buttons, events, records, routings, settings } from './sample-records.ts';
import type { DataSize } from './samples.ts';

/** What still records say: `size` of everything, nothing, or a failure; what is done with them succeeds, or fails. */
export interface StillRecords {
  size: DataSize;
  isEmpty?: boolean;
  isLoading?: boolean;
  error?: WaypostError;
  fails?: boolean;
  settings?: Partial<InteractionSettings>;
}

/** Records that stay in one state. */
export function stillRecords(still: StillRecords): RecordsApi {
  const { size, isEmpty = false, isLoading = false, error, fails = false } = still;
  const answer = <Value>(value: Value): Promise<Value> => {
    if (isLoading) return new Promise(() => {});
    return error ? Promise.reject(error) : Promise.resolve(value);
  };
  const done =
    (kind: Done['kind'], label: string, made = false) =>
    async (): Promise<Done> => {
      if (fails) throw new WaypostError('conflict', 'Somebody else changed it a moment ago.');
      return {
        kind,
        recordId: 'record',
        label,
        former: null,
        made,
        undo: 'undo',
        payAddress: kind === 'payment-created' ? 'https://pay.example/p/2' : null,
        at: new Date().toISOString(),
      };
    };
  const data = error || isLoading ? undefined : records(size, isEmpty);
  const state: SubscriptionState<InteractionRecords> = {
    status: error ? 'error' : data ? 'live' : 'loading',
    data,
    error,
    since: undefined,
    retryAt: null,
    kept: true,
  };
  return {
    of: () => ({ state, subscribe: (listener) => listener(state), refresh: async () => {} }),
    card: () => answer(data?.card as CardRecord),
    events: () => answer(isEmpty ? [] : events(size)),
    routings: () => answer(isEmpty ? [] : routings(size)),
    settings: () => answer({ ...settings, ...still.settings }),
    searchCards: async () => ({
      items: ['Nadia Achour', 'Nadine Achard'].map((label, index) => ({
        id: `${index}`,
        label,
        address: null,
        details: [{ title: 'Customer since', value: '2019' }],
      })),
      more: true,
    }),
    createCard: done('card-linked', 'Nadia Achour', true),
    assignCard: done('card-linked', 'Nadia Achour'),
    unassignCard: done('card-unlinked', 'Nadia Achour'),
    searchCases: async () => ({
      items: ['C-1042', 'C-1043'].map((reference, index) => ({
        id: reference,
        reference,
        title: 'Parcel that did not come',
        status: 'open',
        typeName: 'Delivery',
        isTheirs: index === 0,
        updatedAt: new Date().toISOString(),
      })),
      more: false,
    }),
    createCase: done('case-linked', 'C-1044', true),
    assignCase: done('case-linked', 'C-1042'),
    unassignCase: done('case-unlinked', 'C-1042'),
    createPayment: done('payment-created', '129.90 EUR'),
    cancelPayment: done('payment-cancelled', '15.00 EUR'),
    undo: done('case-unlinked', 'C-1042'),
    qualify: async () => {
      const [qualification] = records(size).qualifications;
      if (fails || !qualification) throw new WaypostError('conflict', 'Not now.');
      return qualification;
    },
    removeQualification: async () => {},
    buttons: () => answer(isEmpty ? [] : buttons),
    press: async () => ({
      ok: !fails,
      words: fails ? 'The web service answered 503.' : null,
      values: [{ title: 'Refunded', value: '129.90' }],
      at: new Date().toISOString(),
    }),
  };
}
