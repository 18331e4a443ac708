import type { Hono } from 'hono';
import { sql } from 'kysely';
import { Refusal } from '../refusal.ts';
import { problemResponse } from '../problem.ts';
import type { Services } from '../services.ts';

/** Health: alive when the process answers, ready when the database does too. */
export function addService(app: Hono, { db }: Services): void {
  app.get('/health/live', (context) => context.json({ status: 'live' }));
  app.get('/health/ready', async (context) => {
    try {
      await sql`select 1`.execute(db);
      return context.json({ status: 'ready' });
    } catch {
      return problemResponse(new Refusal('not-ready', 'The server cannot reach its database.'));
    }
  });
}
