import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Feed, FeedEvents } from '../../api-client/feed.ts';
import { SharedFeed } from '../../api-client/shared-feed.ts';
import { rowOf } from './rows.ts';

/** A socket as a test holds it: what was asked of it, and what it tells. */
class Held implements Feed {
  readonly asked: string[] = [];
  readonly events: FeedEvents;
  isClosed = false;

  constructor(events: FeedEvents) {
    this.events = events;
  }

  watch(scope: string, since?: string): void {
    this.asked.push(`watch ${scope} ${since ?? 'from now'}`);
  }

  unwatch(scope: string): void {
    this.asked.push(`unwatch ${scope}`);
  }

  nudge(): void {
    this.asked.push('nudge');
  }

  close(): void {
    this.isClosed = true;
  }
}

let name: string;
let sockets: Held[];
const tabs: SharedFeed[] = [];

beforeEach(() => {
  name = `feed ${crypto.randomUUID()}`;
  sockets = [];
});

afterEach(() => {
  vi.useRealTimers();
  tabs.splice(0).forEach((tab) => tab.close());
});

function openTab() {
  const told: unknown[] = [];
  const tab = new SharedFeed(
    name,
    (events) => {
      const held = new Held(events);
      sockets.push(held);
      return held;
    },
    {
      link: ({ state }) => told.push(state),
      ready: (scope, cursor, isUnbroken) => told.push(['ready', scope, cursor, isUnbroken]),
      changes: (scope, items, cursor, from) =>
        told.push(['changes', scope, items.length, from, cursor]),
      refused: (scope) => told.push(['refused', scope]),
      denied: () => told.push('denied'),
      signedOut: () => told.push('signed out'),
    },
  );
  tabs.push(tab);
  return { tab, told };
}

const soon = <Result>(check: () => Result) => vi.waitFor(check, { timeout: 5000, interval: 2 });
const gone = [{ kind: 'gone' as const, interactionId: rowOf(1).id }];

/** A leader that follows the history from `a`, and a second tab behind it that knows as much. */
async function leaderAndFollower() {
  const leader = openTab();
  leader.tab.watch('history', 'a');
  await soon(() => expect(sockets[0]?.asked).toEqual(['watch history a']));
  sockets[0]!.events.link({ state: 'open' });
  sockets[0]!.events.ready('history', 'a');
  const follower = openTab();
  follower.tab.watch('history', 'a');
  await soon(() => expect(follower.told).toContainEqual(['ready', 'history', 'a', true]));
  return { leader, follower };
}

describe('tabs of one browser', () => {
  test('hear everything through one socket', async () => {
    const { leader, follower } = await leaderAndFollower();
    sockets[0]!.events.changes('history', gone, 'b');
    const change = ['changes', 'history', 1, 'a', 'b'];
    await soon(() => expect(follower.told).toContainEqual(change));
    expect(leader.told).toContainEqual(change);
    expect(sockets).toHaveLength(1);
  });

  test('load anew when they know less than the leader', async () => {
    await leaderAndFollower();
    sockets[0]!.events.changes('history', gone, 'b');
    const late = openTab();
    late.tab.watch('history', 'a');
    await soon(() => expect(late.told).toContainEqual(['ready', 'history', 'b', false]));
  });

  test('make the leader follow what they show, until they close', async () => {
    const { follower } = await leaderAndFollower();
    const scope = `interaction:${rowOf(1).id}` as const;
    follower.tab.watch(scope, undefined);
    await soon(() => expect(sockets[0]!.asked).toContain(`watch ${scope} from now`));
    follower.tab.close();
    await soon(() => expect(sockets[0]!.asked).toContain(`unwatch ${scope}`));
    expect(sockets[0]!.asked).not.toContain('unwatch history');
  });

  test('take over from a leader that closed, from the cursor it was told last', async () => {
    const { leader, follower } = await leaderAndFollower();
    sockets[0]!.events.changes('history', gone, 'b');
    await soon(() => expect(follower.told).toContainEqual(['changes', 'history', 1, 'a', 'b']));
    leader.tab.close();
    await soon(() => expect(sockets[1]?.asked).toEqual(['watch history b']));
    sockets[1]!.events.ready('history', 'b');
    expect(follower.told.at(-1)).toEqual(['ready', 'history', 'b', true]);
  });

  test('take over from a leader that keeps the lock and does not answer', async () => {
    let release = () => {};
    const frozen = new Promise<void>((resolve) => (release = resolve));
    await new Promise<void>((held) => {
      navigator.locks
        .request(name, () => {
          held();
          return frozen;
        })
        .catch(() => {}); // it is stolen
    });
    vi.useFakeTimers({ toFake: ['setTimeout', 'clearTimeout'] });
    const { tab } = openTab();
    tab.watch('history', 'a');
    await vi.advanceTimersByTimeAsync(4_000);
    vi.useRealTimers();
    await soon(() => expect(sockets[0]?.asked).toEqual(['watch history a']));
    release();
  });

  test('take over from a page that was left, which follows them when it is shown again', async () => {
    const page = new EventTarget();
    vi.stubGlobal('addEventListener', page.addEventListener.bind(page));
    const left = openTab();
    vi.unstubAllGlobals();
    left.tab.watch('history', 'a');
    await soon(() => expect(sockets[0]?.asked).toEqual(['watch history a']));
    sockets[0]!.events.ready('history', 'a');
    const other = openTab();
    other.tab.watch('history', 'a');
    await soon(() => expect(other.told).toContainEqual(['ready', 'history', 'a', true]));

    page.dispatchEvent(new Event('pagehide'));
    await soon(() => expect(sockets[1]?.asked).toEqual(['watch history a']));
    expect(sockets[0]?.isClosed).toBe(true);
    sockets[1]!.events.ready('history', 'b');
    expect(left.tab.isLeading).toBe(false);

    page.dispatchEvent(new Event('pageshow'));
    await soon(() => expect(left.told).toContainEqual(['ready', 'history', 'b', false]));
    expect(sockets).toHaveLength(2);
  });

  test('are told of a sign-out', async () => {
    const { leader, follower } = await leaderAndFollower();
    follower.tab.signOut();
    await soon(() => expect(leader.told).toContain('signed out'));
  });
});

test('while it is not known what was missed, changes are told without a cursor to go on from', async () => {
  const { tab, told } = openTab();
  tab.watch('history', 'a');
  await soon(() => expect(sockets).toHaveLength(1));
  sockets[0]!.events.changes('history', gone, 'b');
  sockets[0]!.events.ready('history', 'c');
  expect(told.slice(-2)).toEqual([
    ['changes', 'history', 1, undefined, 'b'],
    ['ready', 'history', 'c', false],
  ]);
});

test('after a gap every scope is told to be ready again', async () => {
  const { leader, follower } = await leaderAndFollower();
  sockets[0]!.events.link({ state: 'down', since: new Date().toISOString() });
  sockets[0]!.events.link({ state: 'open' });
  sockets[0]!.events.ready('history', 'z');
  expect(leader.told.at(-1)).toEqual(['ready', 'history', 'z', false]);
  await soon(() => expect(follower.told.at(-1)).toEqual(['ready', 'history', 'z', false]));
});

test('without locks a tab leads itself', () => {
  vi.stubGlobal('navigator', {});
  const { tab } = openTab();
  vi.unstubAllGlobals();
  expect(tab.isLeading).toBe(true);
  tab.watch('history', undefined);
  expect(sockets[0]?.asked).toEqual(['watch history from now']);
});

test('a tab that gets no lock leads itself, once', async () => {
  const refused = new DOMException('Access is denied.', 'SecurityError');
  const refuse = () => new Promise((_, reject) => setTimeout(reject, 0, refused));
  const request = vi.spyOn(navigator.locks, 'request').mockImplementation(refuse);

  const { tab } = openTab();
  tab.watch('history', 'a');
  await soon(() => expect(sockets[0]?.asked).toEqual(['watch history a']));
  await new Promise(setImmediate);

  expect(request).toHaveBeenCalledTimes(2);
  expect(sockets).toHaveLength(1);
  request.mockRestore();
});
