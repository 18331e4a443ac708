import type { Waypost } from '../api-client/waypost.ts';
import { greetServer } from './greet-server.ts';
import { heldClient } from './held-client.ts';
import type { Followed } from './settings.ts';

/** The server has become another version, which this extension does not understand: the name of the sentence that says so. */
export type ServerChange = 'serverOlder' | 'serverNewer';

/**
 * Tells whether the server that somebody is signed in to is still one that this extension understands: null while it is,
 * or while nobody is signed in. It is asked when a page opens, and each time that it was away.
 */
export const serverChange: Followed<ServerChange | null> = {
  follow(listener, signal) {
    let watching = new AbortController();
    heldClient.follow(({ client }) => {
      watching.abort();
      watching = new AbortController();
      listener(null);
      if (client) watch(client, listener, AbortSignal.any([signal, watching.signal]));
    }, signal);
  },
};

function watch(
  client: Waypost,
  listener: (change: ServerChange | null) => void,
  signal: AbortSignal,
): void {
  let told: ServerChange | null = null;
  let before: string | undefined;
  let turn = 0;
  const look = async () => {
    const mine = ++turn;
    const fault = await greetServer(client.url);
    // One that is away has not become another.
    const isKnown = fault === null || fault === 'serverOlder' || fault === 'serverNewer';
    if (!isKnown || fault === told || mine !== turn || signal.aborted) return;
    told = fault;
    listener(fault);
  };
  client.me.subscribe(
    ({ status }) => {
      // Another version may refuse all that is asked of it: then it seems to be away, each time that it is tried.
      const isNews = status !== before || status === 'offline';
      before = status;
      if (isNews) void look();
    },
    { signal },
  );
}
