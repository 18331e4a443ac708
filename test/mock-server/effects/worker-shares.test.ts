import { sql } from 'kysely';
import { beforeEach, describe, expect, it } from 'vitest';
import { TryAgain, type Performer } from '../../../mock-server/effects/performer.ts';
import { EffectWorker } from '../../../mock-server/effects/worker.ts';
import { claimEffects } from '../../../mock-server/storage/effect-queue.ts';
import { call, engine, performer, success } from './worker-fixture.ts';

/** A worker whose calls end when the test says so, or when it stops. It claims so many ahead, by its turns. */
function heldWorker(aheadByTurn: number[], longestAheadMs = 60_000) {
  const { db, clock, steps } = engine.services;
  const begun: { key: string; finish: () => void }[] = [];
  const held: Performer<'web-service'> = {
    ...performer,
    perform: (_, { key, signal: stop }) =>
      new Promise((resolve, reject) => {
        begun.push({ key, finish: () => resolve(success) });
        stop.addEventListener('abort', () => reject(new TryAgain('The server was stopped.')));
      }),
  };
  const last = aheadByTurn.at(-1)!;
  const pace = {
    get ahead() {
      return aheadByTurn.shift() ?? last;
    },
    count() {},
    longestAheadMs,
  };
  const performers = [held as unknown as Performer];
  const worker = new EffectWorker({ db, clock, steps, performers, pace }, (error) => {
    throw error;
  });
  return { worker, begun };
}

/** How many of the effects that are there have been claimed so often. */
async function attemptsOfAll(): Promise<number[]> {
  const rows = await engine.db.selectFrom('effects').select('attempts').execute();
  return rows.map(({ attempts }) => attempts).sort();
}

describe('an organisation whose providers hang', () => {
  beforeEach(async () => {
    await engine.db.deleteFrom('effects').execute();
  });
  /** Puts the effects of one more organisation into the queue, behind all that are there. Gives their keys. */
  async function addOthers(count: number): Promise<string[]> {
    const { db, now, services } = engine;
    const organisation_id = services.newId(now);
    const facts = { name: 'Other', time_zone: 'Europe/Paris', region: 'FR', currency: 'EUR' };
    await db
      .insertInto('organisations')
      .values({ id: organisation_id, ...facts, languages: ['fr'] })
      .execute();
    const keys = Array.from({ length: count }, () => services.newId(now));
    await sql`
      insert into effects (organisation_id, id, interaction_id, key, kind, request, awaited, due_at)
      select ${organisation_id}, id, id, id::text, 'web-service', '{}', false, ${now} from unnest(${keys}::uuid[]) as id
    `.execute(db);
    engine.now = new Date(engine.now.getTime() + 1000);
    return keys;
  }

  it('does not keep another’s effects from being done, however many it has', async () => {
    await addOthers(10_000);
    const { worker, begun } = heldWorker([0]);
    worker.start();
    await expect.poll(() => begun.length).toBe(48);

    const others = await addOthers(20);
    const doneOfOthers = () => begun.filter(({ key }) => others.includes(key));
    await expect.poll(() => doneOfOthers().length, { timeout: 10_000 }).toBe(20);
    expect(begun).toHaveLength(48 + 20);
    for (const { finish } of doneOfOthers()) finish();

    const more = await addOthers(1);
    await expect
      .poll(() => begun.some(({ key }) => more.includes(key)), { timeout: 10_000 })
      .toBe(true);
    await worker.stop();
  });

  it('and however many of them hang', async () => {
    for (let each = 0; each < 5; each++) await addOthers(100);
    const { worker, begun } = heldWorker([0]);
    worker.start();
    await expect.poll(() => begun.length, { timeout: 10_000 }).toBeGreaterThan(78);

    const others = await addOthers(1);
    await expect
      .poll(() => begun.some(({ key }) => others.includes(key)), { timeout: 10_000 })
      .toBe(true);
    expect(begun.length).toBeLessThan(96);
    await worker.stop();
  });
});

describe('effects that are claimed before there is room for them', () => {
  beforeEach(async () => {
    await engine.db.deleteFrom('effects').execute();
    await Promise.all(Array.from({ length: 60 }, () => call({ synchronous: false })));
  });
  const claimed = (count: number) => [
    ...Array.from({ length: 60 - count }, () => 0),
    ...Array.from({ length: count }, () => 1),
  ];

  it('begin when others end, each once', async () => {
    const { worker, begun } = heldWorker([8]);
    worker.start();
    await expect.poll(attemptsOfAll).toEqual(claimed(56));
    await expect.poll(() => begun.length).toBe(48);

    for (let done = 0; done < 60; done++) {
      await expect.poll(() => begun.length).toBeGreaterThan(done);
      begun[done]!.finish();
    }
    await expect.poll(attemptsOfAll).toEqual([]);
    expect(new Set(begun.map(({ key }) => key)).size).toBe(60);
    await worker.stop();
  });

  it('are left to others when the server stops, and it was no attempt', async () => {
    const { worker, begun } = heldWorker([8]);
    worker.start();
    await expect.poll(attemptsOfAll).toEqual(claimed(56));
    await expect.poll(() => begun.length).toBe(48);
    await worker.stop();

    expect(begun).toHaveLength(48);
    expect(await attemptsOfAll()).toEqual(claimed(0));
    expect(await claimEffects(engine.db, engine.now, { limit: 99, leaseMs: 1 })).toHaveLength(
      60,
    );
  });

  it('are left to others when nothing ends for long', async () => {
    const { worker, begun } = heldWorker([8, 0], 1);
    worker.start();
    await expect.poll(() => begun.length).toBe(48);
    await expect.poll(attemptsOfAll).toEqual(claimed(48));

    expect(await claimEffects(engine.db, engine.now, { limit: 99, leaseMs: 1 })).toHaveLength(
      12,
    );
    await worker.stop();
  });
});
