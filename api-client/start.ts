import { findRows, isPlain, readDetails } from './cache-reading.ts';
import { CACHE_VERSION, createStores } from './cache-schema.ts';
import type { Me } from './contract/user.ts';
import { lateCalls } from './late-calls.ts';
import { LateHistory, LateSubscription, type Kept, type Late } from './late-subscription.ts';
import { databaseName, recallUser } from './remembered-users.ts';
import { openWithin } from './storage-guard.ts';
import { identityOf } from './token-payload.ts';
import { untilThere } from './until-there.ts';
import type {
  HistoryData,
  HistoryQuery,
  Subscription,
  Waypost,
  WaypostOptions,
} from './waypost.ts';

/** As many rows as the client shows at first. */
const PAGE = 50;

/**
 * The client for a page's first script: shows what this browser has while the code of the whole client is on
 * its way, and then is that client.
 */
export function startWaypost(options: WaypostOptions): Waypost {
  const start = new Start({ ...options, url: options.url.replace(/\/+$/, '') });
  return {
    url: start.url,
    me: new LateSubscription<Me>(start, {
      open: (client) => client.me,
      recall: async ({ me }) => me,
    }),
    history: (query = {}) =>
      start.client?.history(query) ??
      new LateHistory(start, {
        open: (client) => client.history(query),
        recall: ({ database }) => recallHistory(database, query),
      }),
    historyViews: lateCalls(async () => (await start.load()).historyViews),
    historyChoices: async () => (await start.load()).historyChoices(),
    exportHistory: async (query, options) => (await start.load()).exportHistory(query, options),
    interaction: (id) =>
      start.client?.interaction(id) ??
      new LateSubscription(start, {
        open: (client) => client.interaction(id),
        recall: ({ database }) => readDetails(database, id),
      }),
    supervision: (options) => late(start, (client) => client.supervision(options)),
    reports: {
      checkpoints: (query) => late(start, ({ reports }) => reports.checkpoints(query)),
      funnel: (query) => late(start, ({ reports }) => reports.funnel(query)),
      loadSharing: (query) => late(start, ({ reports }) => reports.loadSharing(query)),
    },
    checkpoints: lateCalls(async () => (await start.load()).checkpoints),
    channels: lateCalls(async () => (await start.load()).channels),
    entities: lateCalls(async () => (await start.load()).entities),
    people: lateCalls(async () => (await start.load()).people),
    secrets: lateCalls(async () => (await start.load()).secrets),
    routings: lateCalls(async () => (await start.load()).routings),
    desk: lateCalls(async () => (await start.load()).desk, {
      offers: late(start, ({ desk }) => desk.offers),
      presence: late(start, ({ desk }) => desk.presence),
    }),
    records: lateCalls(async () => (await start.load()).records, {
      of: (id: string) => late(start, ({ records }) => records.of(id)),
    }),
    chooseProfile: async (profileId) => (await start.load()).chooseProfile(profileId),
    signOut: async () => (await start.load()).signOut(),
    close: () => start.close(),
  };
}

/** Loads the client, and meanwhile finds what is kept for the user whom the page's token names. */
class Start implements Late {
  client: Waypost | undefined;
  readonly #options: WaypostOptions;
  readonly #closing = new AbortController();
  #token: Promise<string> | undefined;
  #loading: Promise<Waypost> | undefined;
  #recalling: Promise<Kept | undefined> | undefined;

  constructor(options: WaypostOptions) {
    this.#options = options;
  }

  get url(): string {
    return this.#options.url;
  }

  load(missed = () => {}): Promise<Waypost> {
    this.#loading ??= this.#load(missed);
    return this.#loading;
  }

  recall(): Promise<Kept | undefined> {
    this.#recalling ??= this.#recall().catch(() => undefined);
    return this.#recalling;
  }

  close(): void {
    this.#closing.abort();
    this.client?.close();
    void this.#recalling?.then((kept) => kept?.database.close());
  }

  async #load(missed: () => void): Promise<Waypost> {
    this.client = await untilThere(async () => {
      const { createWaypost } = await import('./client.ts');
      return createWaypost({ ...this.#options, getToken: this.#getToken });
    }, missed);
    if (this.#closing.signal.aborted) this.client.close();
    return this.client;
  }

  async #recall(): Promise<Kept | undefined> {
    if (this.#options.cache === false) return undefined;
    this.#token ??= this.#options.getToken({ expired: false });
    // Why there is no token, the client says.
    const identity = this.#token.then(identityOf, () => null);
    const me = await recallUser(this.url, identity);
    if (!me || this.#closing.signal.aborted) return undefined;
    const name = databaseName(this.url, me);
    return { me, database: await openWithin(name, CACHE_VERSION, createStores, () => {}) };
  }

  /** The client begins with the token that was asked for already. */
  #getToken: WaypostOptions['getToken'] = (reason) => {
    const token = this.#token;
    this.#token = undefined;
    return token ?? this.#options.getToken(reason);
  };
}

async function recallHistory(
  database: IDBDatabase,
  query: HistoryQuery,
): Promise<HistoryData | undefined> {
  if (!isPlain(query)) return undefined; // the client finds it
  const { rows: items } = await findRows(database, query, PAGE);
  return items.length
    ? { items, complete: false, total: undefined, kept: undefined }
    : undefined;
}

/** A subscription that nothing is kept of; the client's own once it is there. */
function late<Data>(
  start: Start,
  open: (client: Waypost) => Subscription<Data>,
): Subscription<Data> {
  const recall = () => Promise.resolve(undefined);
  return start.client
    ? open(start.client)
    : new LateSubscription<Data>(start, { open, recall });
}
