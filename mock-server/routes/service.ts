import type { Hono } from 'hono';
import { API_VERSION, SERVICE } from '../../api-client/contract/api-version.ts';
import { sql } from 'kysely';
import { Refusal } from '../refusal.ts';
import { problemResponse } from '../problem.ts';
import type { Services } from '../services.ts';

/** Health: alive when the process answers, and of which kind it is; ready when the database answers too. */
export function addService(app: Hono, { db }: Services): void {
  app.get('/health/live', (context) =>
    context.json({ status: 'live', service: SERVICE, apiVersion: API_VERSION }),
  );
  app.get('/health/ready', async (context) => {
    try {
      await sql`select 1`.execute(db);
      return context.json({ status: 'ready' });
    } catch {
      return problemResponse(new Refusal('not-ready', 'The server cannot reach its database.'));
    }
  });
}
