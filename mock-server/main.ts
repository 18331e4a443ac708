import { setTimeout as delay } from 'node:timers/promises';
import { pino, type Logger } from 'pino';
import { contentTypeOf } from './channels/guarded-fetch.ts';
import { systemClock } from './clock.ts';
import { createServices } from './create-services.ts';
import { startDemoOutgoing } from './demo/demo-outgoing.ts';
import { startDemoCallBacks } from './demo/call-backs.ts';
import { startDemoPayments } from './demo/demo-payments.ts';
import { startDemoPhone } from './demo/demo-phone.ts';
import { addDemoPages } from './demo/pages.ts';
import { prepareDemo } from './demo/prepare.ts';
import { startTraffic } from './demo/traffic.ts';
import { welcome } from './demo/welcome.ts';
import { createWayOut } from './effects/create-way-out.ts';
import { startEmbeddedDatabase } from './embedded-database.ts';
import { helpText, OptionError, readOptions, type Options } from './options.ts';
import { WaypostServer } from './server.ts';
import { BUILT_SCRIPT } from './static-files.ts';
import type { Db } from './storage/database.ts';
import { migrate } from './storage/migrate.ts';
import { openPostgres } from './storage/postgres.ts';
import { startUpkeep } from './upkeep.ts';

/** How long a database that is busy is waited for when everything stops. */
const PATIENCE_MS = 2000;

/** What has been started, to be undone in the opposite order. */
class Started {
  #undo: (() => Promise<unknown> | void)[] = [];
  stopping = false;

  toUndo(undo: () => Promise<unknown> | void): void {
    this.#undo.push(undo);
  }

  async stop(): Promise<void> {
    this.stopping = true;
    for (let undo = this.#undo.pop(); undo; undo = this.#undo.pop()) await undo();
  }
}

async function start(options: Options, started: Started): Promise<void> {
  const log = pino({ base: null, level: process.env['LOG_LEVEL'] ?? 'warn' });
  const server = new WaypostServer();
  const port = await listen(server, options.port);
  const db = await openDatabase(options, started, log);
  const { demo, allowedOrigins, extensions } = options;
  const publicUrl = options.publicUrl ?? `http://localhost:${port}`;
  const own = demo ? await startDemoOutgoing(options, port, systemClock.now) : undefined;
  if (own) started.toUndo(() => own.close());
  const services = await createServices({
    db,
    log,
    demo,
    allowedOrigins,
    extensions,
    contentTypeOf,
    publicUrl,
    ...createWayOut(own?.outgoing ?? options, publicUrl),
  });
  if (demo) await prepareDemo(services, options.seed, (line) => console.log(line));
  const addProvider = demo ? await startDemoPayments(services, port) : undefined;
  const addCallBacks = demo ? await startDemoCallBacks(services, port) : undefined;
  const phone = demo ? await startDemoPhone(services, port) : undefined;
  services.timers.start();
  started.toUndo(() => services.timers.stop());
  services.worker.start();
  started.toUndo(() => services.worker.stop());
  services.paymentEnds.start();
  started.toUndo(() => services.paymentEnds.stop());
  services.dispatcher.start();
  started.toUndo(() => services.dispatcher.stop());

  const whileRunning = new AbortController();
  startUpkeep(services, whileRunning.signal);
  if (demo && options.traffic) {
    const traffic = startTraffic(services, { seed: options.seed, signal: whileRunning.signal });
    started.toUndo(() => traffic);
  }
  started.toUndo(() => whileRunning.abort());
  started.toUndo(() => server.close());
  server.serve(services, (app) => {
    addProvider?.(app);
    addCallBacks?.(app);
    if (own) addDemoPages(app, services, BUILT_SCRIPT, own.post, phone);
  });
  console.log(await welcome(services, port, options));
}

async function openDatabase(options: Options, started: Started, log: Logger): Promise<Db> {
  const database = options.databaseUrl
    ? { url: options.databaseUrl, stop: () => Promise.resolve() }
    : await startEmbeddedDatabase({
        folder: options.dataFolder,
        log: (line) => log.warn(line),
      });
  started.toUndo(() => database.stop());
  const db = openPostgres(database.url, {
    onError: (error) => {
      if (started.stopping) return;
      log.warn({ error: error.message }, 'a database connection was closed');
    },
  });
  started.toUndo(() => Promise.race([db.destroy(), delay(PATIENCE_MS)]));
  await migrate(db);
  return db;
}

async function listen(server: WaypostServer, port: number): Promise<number> {
  try {
    return await server.listen(port);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw error;
    throw new OptionError(
      `Port ${port} is taken by another program; choose another, as PORT=${port + 1} npm start.`,
    );
  }
}

/** Stops once, on the first signal, however far the start has come. */
function stopOnSignal(started: Started): void {
  const stop = () => {
    if (started.stopping) return;
    console.log('Stopping …');
    started.stop().then(
      () => process.exit(0),
      (error: unknown) => fail(error),
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

function fail(error: unknown): never {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}

const started = new Started();
try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) {
    console.log(helpText);
  } else {
    stopOnSignal(started);
    await start(options, started);
  }
} catch (error) {
  // what fails because it is being stopped is no failure
  if (!started.stopping) {
    await started.stop();
    fail(error);
  }
}
