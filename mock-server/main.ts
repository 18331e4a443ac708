import { pino } from 'pino';
import { contentTypeOf } from './channels/guarded-fetch.ts';
import { createServices } from './create-services.ts';
import { addDemoPages } from './demo/pages.ts';
import { prepareDemo } from './demo/prepare.ts';
import { startTraffic } from './demo/traffic.ts';
import { welcome } from './demo/welcome.ts';
import { startEmbeddedDatabase } from './embedded-database.ts';
import { helpText, OptionError, readOptions, type Options } from './options.ts';
import { WaypostServer } from './server.ts';
import { migrate } from './storage/migrate.ts';
import { openPostgres } from './storage/postgres.ts';
import { startUpkeep } from './upkeep.ts';

/** A server that runs, and how to stop it. */
interface Running {
  stop(): Promise<void>;
}

async function start(options: Options): Promise<Running> {
  const log = pino({ base: null, level: process.env['LOG_LEVEL'] ?? 'warn' });
  const stops: (() => Promise<void> | void)[] = [];
  const stop = async () => {
    for (const undo of stops.reverse()) await undo();
  };
  try {
    const server = new WaypostServer();
    const port = await listen(server, options.port);
    stops.push(() => server.close());

    const database = options.databaseUrl
      ? { url: options.databaseUrl, stop: () => Promise.resolve() }
      : await startEmbeddedDatabase({ folder: options.dataFolder });
    stops.push(() => database.stop());
    const db = openPostgres(database.url, {
      onError: (error) =>
        log.warn({ error: error.message }, 'a database connection was closed'),
    });
    stops.push(() => db.destroy());
    await migrate(db);

    const { demo, allowedOrigins } = options;
    const services = await createServices({ db, log, demo, allowedOrigins, contentTypeOf });
    if (demo) await prepareDemo(services, options.seed, (line) => console.log(line));
    services.timers.start();
    stops.push(() => services.timers.stop());

    const whileRunning = new AbortController();
    startUpkeep(services, whileRunning.signal);
    if (demo && options.traffic) {
      const traffic = startTraffic(services, {
        seed: options.seed,
        signal: whileRunning.signal,
      });
      stops.push(() => traffic);
    }
    stops.push(() => whileRunning.abort());

    server.serve(services, (app) => (demo ? addDemoPages(app, services) : undefined));
    console.log(await welcome(services, port, options));
    return { stop };
  } catch (error) {
    await stop();
    throw error;
  }
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

/** Stops once on the first signal; a second one does not wait. */
function stopOnSignal(running: Running): void {
  let stopping = false;
  const stop = () => {
    if (stopping) return;
    stopping = true;
    console.log('Stopping …');
    running.stop().then(
      () => process.exit(0),
      (error: unknown) => {
        console.error((error as Error).message);
        process.exit(1);
      },
    );
  };
  process.on('SIGINT', stop);
  process.on('SIGTERM', stop);
}

try {
  const options = readOptions(process.argv.slice(2), process.env);
  if (options.help) console.log(helpText);
  else stopOnSignal(await start(options));
} catch (error) {
  console.error(error instanceof Error ? error.message : error);
  process.exit(1);
}
