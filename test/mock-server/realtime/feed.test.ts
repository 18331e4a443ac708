import { randomUUID } from 'node:crypto';
import fc from 'fast-check';
import { sql } from 'kysely';
import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Db } from '../../../mock-server/storage/database.ts';
import {
  readChanges,
  readHorizon,
  trimChanges,
  isKept,
  type ChangeRow,
  type Position,
} from '../../../mock-server/storage/changes.ts';
import { openPostgres } from '../../../mock-server/storage/postgres.ts';
import { freshDatabase } from '../../helpers/database.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { PATIENCE, TestSocket } from './test-socket.ts';

const WRITERS = 8;

let address: string;
let drop: () => Promise<void>;
let db: Db;
let organisationId: string;
beforeAll(async () => {
  ({ url: address, drop } = await freshDatabase());
  db = openPostgres(address, { connections: WRITERS + 2 });
  organisationId = randomUUID();
});
afterAll(async () => {
  await db.destroy();
  await drop();
});

/** Writes change rows, each of an id of its own, in transactions that stay open between its calls. */
class Writer {
  readonly committed: string[] = [];
  #open: { tx: Awaited<ReturnType<typeof begin>>; ids: string[] } | undefined;

  async write(): Promise<void> {
    this.#open ??= { tx: await begin(), ids: [] };
    const id = randomUUID();
    this.#open.ids.push(id);
    await this.#open.tx
      .insertInto('changes')
      .values({
        organisation_id: organisationId,
        kind: 'message',
        interaction_id: null,
        entity_id: id,
      })
      .execute();
  }

  async commit(): Promise<void> {
    if (!this.#open) return;
    const { tx, ids } = this.#open;
    this.#open = undefined;
    await tx.commit().execute();
    this.committed.push(...ids);
  }

  async rollBack(): Promise<void> {
    const { tx } = this.#open ?? {};
    this.#open = undefined;
    await tx?.rollback().execute();
  }
}

const begin = () => db.startTransaction().execute();

/** Follows its cursor, as a client does that asks again and again. */
class Reader {
  readonly rows: ChangeRow[] = [];
  #position: Position;

  constructor(position: Position) {
    this.#position = position;
  }

  get ids(): string[] {
    return this.rows.map(({ entityId }) => entityId ?? '');
  }

  async read(limit: number): Promise<void> {
    const batch = await readChanges(db, this.#position, { organisationId, limit });
    this.rows.push(...batch.rows);
    this.#position = batch.position;
  }

  /** Other tests' transactions on this PostgreSQL hold the feed back for a moment. */
  async readUntil(count: number): Promise<void> {
    await vi.waitFor(async () => {
      await this.read(7);
      if (this.rows.length < count) throw new Error(`${this.rows.length} of ${count} changes`);
    }, PATIENCE);
    for (let again = 0; again < 3; again++) await this.read(7); // whatever comes twice comes now
  }
}

describe('eight writers that commit out of order', () => {
  type Turn = { writer: number; act: 'write' | 'commit' | 'rollBack' } | { read: number };
  const turn: fc.Arbitrary<Turn> = fc.oneof(
    {
      weight: 5,
      arbitrary: fc.record({
        writer: fc.nat(WRITERS - 1),
        act: fc.constantFrom('write', 'write', 'commit', 'rollBack'),
      }),
    },
    { weight: 2, arbitrary: fc.record({ read: fc.integer({ min: 1, max: 5 }) }) },
  );

  it('are read completely, each change once, by a reader that looks in between', async () => {
    const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
    console.log(`interleavings: SEED=${seed}`);
    await fc.assert(
      fc.asyncProperty(fc.array(turn, { minLength: 10, maxLength: 80 }), async (turns) => {
        const writers = Array.from({ length: WRITERS }, () => new Writer());
        const reader = new Reader(await readHorizon(db));
        for (const one of turns) {
          if ('read' in one) await reader.read(one.read);
          else await writers[one.writer]?.[one.act]();
        }
        for (const writer of writers.reverse()) await writer.commit();
        const committed = writers.flatMap((writer) => writer.committed);
        await reader.readUntil(committed.length);
        expect(reader.ids.toSorted()).toEqual(committed.toSorted());
      }),
      { seed, numRuns: 40 },
    );
  });

  it('are read completely when the first to write commits last', async () => {
    const [early, late] = [new Writer(), new Writer()];
    const reader = new Reader(await readHorizon(db));
    await early.write();
    await late.write();
    await late.commit();
    await reader.read(10);
    expect(reader.rows).toEqual([]); // the early one may still come before it
    await early.commit();
    await reader.readUntil(2);
    expect(reader.ids).toEqual([...early.committed, ...late.committed]);
  });

  it('are read completely while all of them write at once', async () => {
    const writers = Array.from({ length: WRITERS }, () => new Writer());
    const reader = new Reader(await readHorizon(db));
    let writing = true;
    const reading = (async () => {
      while (writing) await reader.read(13);
    })();
    await Promise.all(
      writers.map(async (writer, index) => {
        for (let turns = 0; turns < 40; turns++) {
          for (let rows = 0; rows <= (turns * 7 + index) % 4; rows++) await writer.write();
          await (turns % 9 === 8 ? writer.rollBack() : writer.commit());
        }
      }),
    );
    writing = false;
    await reading;
    const committed = writers.flatMap((writer) => writer.committed);
    await reader.readUntil(committed.length);
    expect(reader.ids.toSorted()).toEqual(committed.toSorted());
  });
});

describe('a feed that was trimmed', () => {
  const at = (hours: number) => new Date(Date.now() + hours * 3_600_000);

  it('is not kept for a cursor before what is gone, and is for one behind it', async () => {
    const writer = new Writer();
    const before = await readHorizon(db);
    await writer.write();
    await writer.commit();
    await trimChanges(db, at(49));
    const after = await vi.waitFor(async () => {
      const horizon = await readHorizon(db);
      expect(horizon.transaction).toBeGreaterThan(before.transaction + 1n);
      return horizon;
    }, PATIENCE);
    expect(await isKept(db, before)).toBe(false);
    expect(await isKept(db, after)).toBe(true);
  });

  it('never says that more is kept than was said before', async () => {
    const [early, late] = [new Writer(), new Writer()];
    const before = await readHorizon(db);
    await early.write();
    await late.write();
    await late.commit();
    await trimChanges(db, at(49));
    await early.write(); // of an older transaction, and yet younger
    await early.commit();
    const behindEarly = await positionOf(early.committed[0]!);
    await trimChanges(db, at(49));
    expect(await isKept(db, before)).toBe(false);
    expect(await isKept(db, behindEarly)).toBe(false);
  });

  async function positionOf(entity: string): Promise<Position> {
    // its rows are gone by then; the transaction that wrote them is asked first
    const { rows } = await sql<{ id: string; row: number }>`
      select transaction_id::text as id, id as row from changes where entity_id = ${entity}
    `.execute(db);
    return { transaction: BigInt(rows[0]!.id) + 1n, row: 0 };
  }
});

describe('two servers on one database', () => {
  let one: DemoServer;
  let other: DemoServer;
  let dropTheirs: () => Promise<void>;
  beforeAll(async () => {
    const { url, drop: dropIt } = await freshDatabase();
    dropTheirs = dropIt;
    one = await DemoServer.on(url, {}, 20);
    other = await DemoServer.on(url);
  });
  afterAll(async () => {
    await Promise.all([one.stop(), other.stop()]);
    await dropTheirs();
  });

  it('show a client of the one what the other committed', async () => {
    const { accessToken } = await one.signIn('agent');
    const socket = await new TestSocket(one.url, accessToken).opened();
    expect(await socket.watch('history')).toMatchObject({ ok: true, reset: false });
    const opened: string[] = [];
    for (let count = 0; count < 50; count++) {
      const { interactionId } = await other.openChat();
      opened.push(interactionId);
      await socket.until(() =>
        socket.items.some(
          (item) => item.kind === 'interaction' && item.interactionId === interactionId,
        ),
      );
    }
    console.log(`from one server's commit to the other's client: ${await delays(socket)}`);
    const seen = socket.items.flatMap((item) =>
      item.kind === 'interaction' ? item.interactionId : [],
    );
    expect(seen).toEqual(opened);
    socket.close();
  });

  async function delays(socket: TestSocket): Promise<string> {
    const rows = await one.services.db
      .selectFrom('changes')
      .select(['interaction_id as id', 'at'])
      .where('kind', '=', 'interaction')
      .execute();
    const committedAt = new Map(rows.map(({ id, at }) => [id, at.getTime()]));
    const all = socket.changes
      .flatMap(({ items, receivedAt }) =>
        items.flatMap((item) =>
          item.kind === 'interaction'
            ? receivedAt - (committedAt.get(item.interactionId) ?? NaN)
            : [],
        ),
      )
      .sort((left, right) => left - right);
    return `median ${all[all.length >> 1]} ms, most ${all.at(-1)} ms of ${all.length}`;
  }

  it('give cursors to each other', async () => {
    const { accessToken } = await one.signIn('agent');
    const first = await one.call('listChanges', { token: accessToken });
    const chat = await one.openChat();
    const ids = async () => {
      const query = { since: first.body.cursor as string };
      const { body } = await other.call('listChanges', { token: accessToken, query });
      return (body.items as { interactionId: string }[]).map((item) => item.interactionId);
    };
    await vi.waitFor(async () => expect(await ids()).toEqual([chat.interactionId]), PATIENCE);
    const socket = await new TestSocket(other.url, accessToken).opened();
    expect(await socket.watch('history', first.body.cursor)).toMatchObject({ reset: false });
    await socket.until(() => socket.items.length > 0);
    expect(socket.items[0]).toMatchObject({ interactionId: chat.interactionId });
    socket.close();
  });
});
