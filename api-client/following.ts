import type { FeedEvents } from './feed.ts';
import { Realtime, type Tokens } from './realtime.ts';
import { SharedFeed, type SharedFeedEvents } from './shared-feed.ts';

/** Follows the feed together with the user's other tabs; without tokens, only keeps the tabs together. */
export function followTogether(
  name: string,
  url: string,
  tokens: Tokens | null,
  events: SharedFeedEvents,
): SharedFeed {
  const connect = (heard: FeedEvents) => (tokens ? new Realtime(url, tokens, heard) : silence);
  return new SharedFeed(name, connect, events);
}

const silence = { watch() {}, unwatch() {}, nudge() {}, close() {} };
