import type { Hono } from 'hono';
import { collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import type { Services } from './services.ts';
import { readFeedDelay } from './storage/changes.ts';

/** Registers who is told of every answered call. */
type OnAnswer = (
  listener: (endpoint: string, status: number, milliseconds: number) => void,
) => void;

/** What operators watch, in the text format of Prometheus: numbers only, nothing of customers. */
export function addMetrics(app: Hono, { db, hub }: Services, onAnswer: OnAnswer): void {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  new Gauge({
    name: 'waypost_sockets',
    help: 'Open sockets of this process.',
    registers: [registry],
    collect() {
      this.set(hub.size);
    },
  });
  new Gauge({
    name: 'waypost_feed_delay_seconds',
    help: 'Age of the oldest transaction that writes: the change feed cannot pass it.',
    registers: [registry],
    async collect() {
      this.set((await readFeedDelay(db))?.seconds ?? 0);
    },
  });
  new Gauge({
    name: 'waypost_overdue_waits',
    help: 'Waits of routings that ended more than five seconds ago and were not taken up.',
    registers: [registry],
    async collect() {
      this.set(await countOverdue(db));
    },
  });
  const seconds = new Histogram({
    name: 'waypost_call_seconds',
    help: 'Time to answer, by endpoint and status.',
    labelNames: ['endpoint', 'status'],
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5],
    registers: [registry],
  });
  onAnswer((endpoint, status, milliseconds) => {
    seconds.observe({ endpoint, status: String(status) }, milliseconds / 1000);
  });
  app.get('/metrics', async (context) => {
    return context.body(await registry.metrics(), 200, {
      'content-type': registry.contentType,
    });
  });
}

async function countOverdue(db: Services['db']): Promise<number> {
  const { count } = await db
    .selectFrom('runs')
    .select((select) => select.fn.countAll<number>().as('count'))
    .where('due_at', '<', new Date(Date.now() - 5000))
    .executeTakeFirstOrThrow();
  return Number(count);
}
