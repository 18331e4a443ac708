import { expect, test, vi } from 'vitest';
import { InteractionView, notSeen } from '../../api-client/interaction.ts';
import { NetworkError } from '../../api-client/errors.ts';
import type { Session, Sync } from '../../api-client/sync.ts';
import { cache, detailsOf, find, write } from './cache-fixture.ts';
import { rowOf } from './rows.ts';

/* A client that was away: the server is heard again, and the cache shows what was seen before. */

const sync = {
  isFollowing: true,
  isKept: true,
  offlineSince: () => '2026-11-20T10:00:00.000Z',
  call: () => Promise.reject(new NetworkError('', 'it is away')),
  attach: () => {},
  detach: (view: InteractionView) => view.leave(),
} as Partial<Sync> as Sync; // a view asks for nothing else

test('an interaction that may not be followed any more is kept no longer', async () => {
  const { id } = rowOf(1);
  await write([rowOf(1), rowOf(2)]);
  await cache.writeDetails(detailsOf(1));
  const view = new InteractionView(sync, id);
  const listening = new AbortController();
  view.subscribe(() => {}, listening);
  view.enter({ cache } as Session, true, false); // looks at nothing else of it
  await vi.waitFor(() => expect(view.state.data?.interaction.id).toBe(id), { timeout: 10_000 });

  view.refused(notSeen().problem);

  expect(view.state).toMatchObject({ status: 'error', data: undefined });
  await vi.waitFor(async () => expect(await cache.readDetails(id)).toBeUndefined(), {
    timeout: 10_000,
  });
  expect((await find({}, 9)).map((row) => row.id)).toEqual([rowOf(2).id]);
  listening.abort();
});
