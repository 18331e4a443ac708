import { sql } from 'kysely';
import type { Services } from '../../../mock-server/services.ts';
import type { Journey } from './journeys.ts';
import { takeTurn, type TurnClock } from './take-turn.ts';

interface Flow {
  organisationId: string;
  interactionId: string;
}

/** Takes one flow through turns. The time of the others stands still meanwhile. */
export async function takeJourney(
  services: Services,
  clock: TurnClock,
  flow: Flow,
  turns: Journey['after'],
): Promise<void> {
  const { db } = services;
  await moveOthers(db, flow, '100 years');
  for (const turn of turns) await takeTurn(services, clock, flow, turn);
  await moveOthers(db, flow, '-100 years');
}

async function moveOthers(db: Services['db'], { interactionId }: Flow, by: string) {
  await sql`
    update runs set due_at = due_at + ${by}::interval
    where due_at is not null and interaction_id <> ${interactionId}
  `.execute(db);
}
