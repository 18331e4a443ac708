import type { Logger } from 'pino';
import type { Origins } from './access/origins.ts';
import type { Tokens } from './access/tokens.ts';
import type { Clock } from './clock.ts';
import type { CallNow } from './effects/call-now.ts';
import type { TryWebService } from './effects/web-service-trial.ts';
import type { Dispatcher } from './agents/dispatcher.ts';
import type { PresenceKeeper } from './agents/presence.ts';
import type { EffectWorker } from './effects/worker.ts';
import type { RelyingParty } from './sign-in/provider-failure.ts';
import type { PaymentEnds } from './payments/payment-ends.ts';
import type { Feed } from './realtime/feed.ts';
import type { Hub } from './realtime/hub.ts';
import type { ActionCatalogue } from './routing/compile.ts';
import type { Engine } from './routing/engine.ts';
import type { Steps } from './routing/steps.ts';
import type { Timers } from './routing/timers.ts';
import type { Db } from './storage/database.ts';
import type { NewId } from './storage/ids.ts';

/** What the routes and the sockets stand on. Made once for each process, or each page. */
export interface Services {
  db: Db;
  clock: Clock;
  newId: NewId;
  /** Where customers find this server’s pages, without a slash at its end. */
  publicUrl: string;
  catalogue: ActionCatalogue;
  engine: Engine;
  steps: Steps;
  timers: Timers;
  worker: EffectWorker;
  paymentEnds: PaymentEnds;
  presence: PresenceKeeper;
  dispatcher: Dispatcher;
  /** Does something outside at once, for a user who waits for it. */
  callNow: CallNow;
  /** Undefined where no calls go out, as in a page. */
  tryWebService: TryWebService | undefined;
  /** Asks organisations' own providers who somebody is. Undefined where no calls go out. */
  relyingParty: RelyingParty | undefined;
  /** Ids of the extensions whose own addresses may be told that somebody signed in. */
  extensions: readonly string[];
  feed: Feed;
  hub: Hub;
  tokens: Tokens;
  origins: Origins;
  /** Origins whose pages may have the panel in a frame: those that the operator allows by name. */
  framers: readonly string[];
  log: Pick<Logger, 'info' | 'warn' | 'error'>;
  /** In development and tests: every answer is held against the contract. */
  checkAnswers: boolean;
  /** True when the demo's users, data and pages are there. */
  demo: boolean;
}
