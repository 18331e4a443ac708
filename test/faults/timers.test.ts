import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { Clock } from '../../mock-server/clock.ts';
import { DemoServer } from '../helpers/demo-server.ts';

/** A clock that a test sets. */
class SetClock implements Clock {
  time = Date.now();
  now = () => new Date(this.time);
}

const TEN_MINUTES = 600_000; // how long the demo’s welcome waits for an answer
const PATIENCE = { timeout: 10_000, interval: 10 };

let server: DemoServer;
const clock = new SetClock();
const faults: unknown[] = [];
beforeAll(async () => {
  const log = { info() {}, warn() {}, error: (fault: unknown) => void faults.push(fault) };
  server = await DemoServer.start({ interactions: 0, clock, log });
});
afterAll(() => server.stop());

const run = async (interactionId: string) =>
  server.services.db
    .selectFrom('runs')
    .selectAll()
    .where('interaction_id', '=', interactionId)
    .executeTakeFirstOrThrow();

describe('waits that are over', () => {
  it('are taken up although another one fails', async () => {
    const broken = await server.openChat();
    const whole = await Promise.all(Array.from({ length: 20 }, () => server.openChat()));
    const { db, engine } = server.services;
    const { state } = await run(broken.interactionId);
    // a version that is not there: the database is not at fault, and will not come back either
    await db
      .updateTable('runs')
      .set({ state: JSON.stringify({ ...(state as object), version: 999 }) })
      .where('interaction_id', '=', broken.interactionId)
      .execute();
    clock.time += TEN_MINUTES + 1000;
    server.services.timers.start();
    await vi.waitFor(async () => {
      for (const { interactionId } of whole)
        expect((await run(interactionId)).ended_at).not.toBeNull();
    }, PATIENCE);
    await server.services.timers.stop();
    expect(faults.length).toBeGreaterThan(0);
    const stuck = await run(broken.interactionId);
    expect(stuck.ended_at).toBeNull();
    expect(stuck.due_at!.getTime()).toBeGreaterThan(clock.time); // tried again, and not at once
    expect(stuck.step).toBe(1);
    expect(await engine.runDue()).toBe(0);
    await db.deleteFrom('runs').where('interaction_id', '=', broken.interactionId).execute();
  });

  it('are taken up once, whoever finds them and however many do', async () => {
    const chats = await Promise.all(Array.from({ length: 5 }, () => server.openChat()));
    clock.time += TEN_MINUTES + 1000;
    const { engine, db } = server.services;
    await Promise.all(Array.from({ length: 6 }, () => engine.runDue()));
    for (const { interactionId } of chats) {
      const events = await db
        .selectFrom('interaction_events')
        .select('branch')
        .where('interaction_id', '=', interactionId)
        .where('branch', '=', 'response-time-exceeded')
        .execute();
      expect(events).toHaveLength(1);
    }
  });
});
