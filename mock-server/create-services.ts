import { Dispatcher } from './agents/dispatcher.ts';
import { PresenceKeeper } from './agents/presence.ts';
import { createOrigins } from './access/origins.ts';
import { Tokens } from './access/tokens.ts';
import { actions } from './actions/index.ts';
import { systemClock, type Clock } from './clock.ts';
import type { AskProvider } from './effects/payment-enquiry.ts';
import { createCallNow } from './effects/call-now.ts';
import type { Performer } from './effects/performer.ts';
import type { TryWebService } from './effects/web-service-trial.ts';
import { EffectWorker } from './effects/worker.ts';
import { PaymentEnds } from './payments/payment-ends.ts';
import { Feed } from './realtime/feed.ts';
import { Hub } from './realtime/hub.ts';
import { Engine } from './routing/engine.ts';
import { Steps, type StepParts } from './routing/steps.ts';
import { Timers } from './routing/timers.ts';
import { VersionStore } from './routing/version-store.ts';
import type { Services } from './services.ts';
import type { RelyingParty } from './sign-in/provider-failure.ts';
import type { Db } from './storage/database.ts';
import { describeFailure, traceFailure } from './storage/database-errors.ts';
import { newId, type NewId } from './storage/ids.ts';
import { readSetting } from './storage/settings.ts';

export interface ServiceOptions {
  db: Db;
  log: Services['log'];
  clock?: Clock;
  random?: () => number;
  newId?: NewId;
  allowedOrigins?: readonly string[];
  /** Where customers find this server’s pages; this computer’s port 4000 unless said. */
  publicUrl?: string;
  checkAnswers?: boolean;
  demo?: boolean;
  /** The media type behind an address from a customer. Without it, no address counts as an image. */
  contentTypeOf?: (address: string) => Promise<string | null>;
  /** Who does what outside. Without one for a kind, effects of that kind wait. */
  performers?: readonly Performer[];
  /** Calls a web service once for whoever defines it. Without it, none is tried. */
  tryWebService?: TryWebService;
  /** Asks organisations' identity providers who somebody is. Without it, people sign in by password. */
  relyingParty?: RelyingParty;
  /** Extensions whose own addresses may end a sign-in, beside this server's page. */
  extensions?: readonly string[];
  /** Asks payment providers how payments stand. Without it, they are not asked. */
  askProvider?: AskProvider;
}

/** Puts together what a server consists of, on a database that has been migrated. Starts nothing. */
export async function createServices(options: ServiceOptions): Promise<Services> {
  const { db, log, clock = systemClock, demo = false, checkAnswers = false } = options;
  const makeId = options.newId ?? newId;
  const publicUrl = (options.publicUrl ?? 'http://localhost:4000').replace(/\/+$/, '');
  const logged = (what: string) => (error: unknown) => log.error(describeFailure(error), what);
  const feed = new Feed(db, logged('the change feed could not be read'));
  const parts: StepParts = {
    db,
    clock,
    random: options.random ?? Math.random,
    newId: makeId,
    versions: new VersionStore(actions),
    publicUrl,
    failed: (action, error) =>
      log.error({ action, stack: traceFailure(error) }, 'an action failed'),
    committed: ({ dueAt, effects, desk }) => {
      feed.nudge();
      if (dueAt) timers.expect(dueAt);
      if (effects) worker.nudge();
      if (desk) dispatcher.nudge();
    },
  };
  const steps = new Steps(parts);
  const engine = new Engine({
    ...parts,
    steps,
    contentTypeOf: options.contentTypeOf ?? (() => Promise.resolve(null)),
  });
  const worker: EffectWorker = new EffectWorker(
    { db, clock, steps, performers: options.performers ?? [] },
    logged('an effect could not be done'),
  );
  const timers: Timers = new Timers(engine, db, clock, logged('a wait could not be taken up'));
  const paymentEnds = new PaymentEnds(
    { db, steps, clock, log, askProvider: options.askProvider },
    logged('a payment could not be looked at'),
  );
  const presence = new PresenceKeeper({
    db,
    clock,
    watching: () => hub.users,
    changed: () => dispatcher.nudge(),
  });
  const dispatcher: Dispatcher = new Dispatcher(
    { db, clock, steps, presence, told: () => feed.nudge() },
    logged('waiting interactions could not be given to advisors'),
  );
  const databaseId = await readSetting(db, 'database_id', () => crypto.randomUUID());
  const hub: Hub = new Hub({ db, clock, feed, databaseId });
  return {
    db,
    clock,
    newId: makeId,
    publicUrl,
    catalogue: actions,
    engine,
    steps,
    timers,
    worker,
    paymentEnds,
    callNow: createCallNow(db, clock, options.performers ?? []),
    tryWebService: options.tryWebService,
    relyingParty: options.relyingParty,
    extensions: options.extensions ?? [],
    feed,
    presence,
    dispatcher,
    hub,
    tokens: new Tokens(await readSetting(db, 'token_secret', randomSecret), clock),
    framers: options.allowedOrigins ?? [],
    origins: createOrigins([
      ...(options.allowedOrigins ?? []),
      ...(options.publicUrl ? [new URL(publicUrl).origin] : []),
    ]),
    log,
    checkAnswers,
    demo,
  };
}

function randomSecret(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(32));
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}
