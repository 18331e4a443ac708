import type { Hono } from 'hono';
import { StubbedServices } from '../../api-client/contract/scenario.ts';
import { createApp } from '../app.ts';
import { systemClock, type Clock } from '../clock.ts';
import { createServices } from '../create-services.ts';
import { prepareDemo } from '../demo/prepare.ts';
import { startTraffic } from '../demo/traffic.ts';
import { stubPerformers } from '../rehearsal/stubs.ts';
import type { Services } from '../services.ts';
import { migrate } from '../storage/migrate.ts';
import { ensurePartitions } from '../storage/partitions.ts';
import { pageLog } from './log.ts';
import { startNetwork, type PageNetwork } from './network.ts';
import { openPageDatabase } from './page-database.ts';
import { DEMO_SEED, SMALL_DEMO } from './small-demo.ts';

export interface InPageOptions {
  /** Where the page finds the server; its own origin when not given. */
  url?: string;
  /** The demo's database, or the address of a file with it. Without one the demo is made here, in some seconds. */
  snapshot?: string | Blob;
  /** Customers who come by themselves. */
  traffic?: boolean;
  clock?: Clock;
}

/** The application, in this page. */
export interface InPageServer extends PageNetwork {
  url: string;
  services: Services;
  app: Hono;
}

/**
 * Starts the whole application inside the page: database, engine, API and sockets. Needs `/mockServiceWorker.js`
 * to be served, and to run before anything imports socket.io-client, which keeps the WebSocket that it finds.
 */
export async function startInPage(options: InPageOptions = {}): Promise<InPageServer> {
  const { url = location.origin, traffic = false } = options;
  const snapshot = await fetchSnapshot(options.snapshot);
  const { db } = await openPageDatabase(snapshot);
  // A snapshot was migrated when it was made; only the months go on.
  if (snapshot) await ensurePartitions(db, (options.clock ?? systemClock).now());
  else await migrate(db);
  const services = await createServices({
    db,
    log: pageLog,
    demo: true,
    checkAnswers: true,
    allowedOrigins: [location.origin],
    // nothing leaves the page: what would go out counts as done
    performers: stubPerformers(StubbedServices.parse({}), () => {}),
    ...(options.clock ? { clock: options.clock } : {}),
  });
  await prepareDemo(services, DEMO_SEED, () => {}, SMALL_DEMO);
  services.timers.start();
  services.worker.start();
  services.paymentEnds.start();
  services.dispatcher.start();
  const app = createApp(services);
  const network = await startNetwork(url, app, services);
  const running = new AbortController();
  const customers = traffic
    ? startTraffic(services, { seed: DEMO_SEED, signal: running.signal })
    : undefined;
  return {
    url,
    services,
    app,
    goOffline: network.goOffline,
    goOnline: network.goOnline,
    async stop() {
      running.abort();
      await network.stop();
      await customers;
      await services.timers.stop();
      await services.worker.stop();
      await services.paymentEnds.stop();
      await services.dispatcher.stop();
      services.feed.stop();
      await db.destroy();
    },
  };
}

async function fetchSnapshot(snapshot: string | Blob | undefined): Promise<Blob | undefined> {
  if (typeof snapshot !== 'string') return snapshot;
  const response = await fetch(snapshot);
  if (!response.ok) throw new Error(`There is no snapshot of the demo at ${snapshot}.`);
  return response.blob();
}
