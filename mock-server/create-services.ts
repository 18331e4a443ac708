import { createOrigins } from './access/origins.ts';
import { Tokens } from './access/tokens.ts';
import { actions } from './actions/index.ts';
import { systemClock, type Clock } from './clock.ts';
import { Feed } from './realtime/feed.ts';
import { Hub } from './realtime/hub.ts';
import { Engine } from './routing/engine.ts';
import { Timers } from './routing/timers.ts';
import { VersionStore } from './routing/version-store.ts';
import type { Services } from './services.ts';
import type { Db } from './storage/database.ts';
import { newId, type NewId } from './storage/ids.ts';
import { readSetting } from './storage/settings.ts';

export interface ServiceOptions {
  db: Db;
  log: Services['log'];
  clock?: Clock;
  random?: () => number;
  newId?: NewId;
  allowedOrigins?: readonly string[];
  checkAnswers?: boolean;
  demo?: boolean;
  /** The media type behind an address from a customer. Without it, no address counts as an image. */
  contentTypeOf?: (address: string) => Promise<string | null>;
}

/** Puts together what a server consists of, on a database that has been migrated. Starts nothing. */
export async function createServices(options: ServiceOptions): Promise<Services> {
  const { db, log, clock = systemClock, demo = false, checkAnswers = false } = options;
  const makeId = options.newId ?? newId;
  const logged = (what: string) => (error: unknown) =>
    log.error({ error: error instanceof Error ? error.message : 'unknown' }, what);
  const feed = new Feed(db, logged('the change feed could not be read'));
  const engine: Engine = new Engine({
    db,
    clock,
    random: options.random ?? Math.random,
    newId: makeId,
    versions: new VersionStore(actions),
    failed: (action, error) =>
      log.error(
        { action, stack: error instanceof Error ? error.stack : 'unknown' },
        'an action failed',
      ),
    contentTypeOf: options.contentTypeOf ?? (() => Promise.resolve(null)),
    committed: (dueAt) => {
      feed.nudge();
      if (dueAt) timers.expect(dueAt);
    },
  });
  const timers: Timers = new Timers(engine, db, clock, logged('a wait could not be taken up'));
  const databaseId = await readSetting(db, 'database_id', () => crypto.randomUUID());
  return {
    db,
    clock,
    newId: makeId,
    catalogue: actions,
    engine,
    timers,
    feed,
    hub: new Hub({ db, clock, feed, databaseId }),
    tokens: new Tokens(await readSetting(db, 'token_secret', randomSecret), clock),
    origins: createOrigins(options.allowedOrigins ?? []),
    log,
    checkAnswers,
    demo,
  };
}

function randomSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
