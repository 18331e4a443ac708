import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import { systemClock } from '../../../mock-server/clock.ts';
import { Feed } from '../../../mock-server/realtime/feed.ts';
import { Hub } from '../../../mock-server/realtime/hub.ts';
import type { Watcher } from '../../../mock-server/realtime/watcher.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { PATIENCE, TestSocket } from './test-socket.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 20 });
});
afterAll(() => server.stop());

describe('a database that fails', () => {
  it('while what was missed is read makes the watch fail: nothing is said to be covered', async () => {
    const { db } = server.services;
    const { accessToken } = await server.signIn('agent');
    const { body: before } = await server.call('listChanges', { token: accessToken });
    const { interactionId } = await server.openChat();
    await vi.waitFor(async () => {
      const query = { since: before.cursor };
      const { body } = await server.call('listChanges', { token: accessToken, query });
      expect(body.items).toHaveLength(1);
    }, PATIENCE);
    const socket = await new TestSocket(server.url, accessToken).opened();
    expect(await socket.watch('history')).toMatchObject({ ok: true });

    await sql`alter table participants rename to participants_away`.execute(db);
    expect(await socket.watch('history', before.cursor)).toMatchObject({ ok: false });
    await sql`alter table participants_away rename to participants`.execute(db);

    expect(await socket.watch('history', before.cursor)).toMatchObject({ ok: true });
    await socket.until(() => socket.items.length);
    expect(socket.items).toMatchObject([{ interactionId }]);
    socket.close();
  });

  it('as a connection comes leaves nobody behind who is not there', async () => {
    const db = openPostgres('postgres://nobody@127.0.0.1:1/nothing');
    const feed = new Feed(db, () => {});
    const hub = new Hub({ db, clock: systemClock, feed, databaseId: 'none' });
    const watcher: Watcher = {
      who: { kind: 'customer', organisationId: '', interactionId: '' },
      scopes: new Set(),
      send: () => {},
      close: () => {},
    };
    await expect(hub.add(watcher)).rejects.toThrow();
    expect(hub.size).toBe(0);
    await db.destroy();
  });
});
