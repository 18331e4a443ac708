import { accept, finish, write, type Advisor } from '../agents/desk-work.ts';
import { Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { listOffers } from '../storage/offers.ts';
import { answers, greetings } from './advisor-words.ts';
import type { Chance } from './chance.ts';
import { qualificationNames } from './hand-plans.ts';
import { pause } from './pause.ts';

/** Who works while the demo's traffic is on: some of each queue, and never a user whom visitors sign in as. */
const AT_WORK = ['advisor-1', 'advisor-2', 'advisor-3', 'advisor-4', 'advisor-5'];

/** How many milliseconds, at least and at most, between two looks at the offers and before each sentence. */
export interface Pace {
  look: [number, number];
  write: [number, number];
}

const HUMAN: Pace = { look: [2_000, 4_000], write: [4_000, 12_000] };

interface Work {
  services: Services;
  chance: Chance;
  signal: AbortSignal;
  pace: Pace;
}

/** Advisors who take what rings at them, through the same services as everybody. Resolves once the signal stopped them. */
export async function startAdvisors(
  services: Services,
  chance: Chance,
  signal: AbortSignal,
  pace = HUMAN,
): Promise<void> {
  const advisors = await listAdvisors(services);
  const work = { services, chance, signal, pace };
  await Promise.all(advisors.map((advisor) => serveAll(work, advisor)));
}

async function listAdvisors({ db }: Services): Promise<Advisor[]> {
  return db
    .selectFrom('users as u')
    .innerJoin('channels as c', 'c.organisation_id', 'u.organisation_id')
    .select(['u.organisation_id as organisationId', 'u.id as userId', 'u.name', 'u.type'])
    .where('c.id', '=', 'chat')
    .where('u.username', 'in', AT_WORK)
    .where('u.active', '=', true)
    .execute();
}

async function serveAll(work: Work, advisor: Advisor): Promise<void> {
  const { services, chance, signal, pace } = work;
  const { presence, log } = services;
  const tried = async (task: () => Promise<unknown>) => {
    try {
      await task();
    } catch (error) {
      if (error instanceof Refusal) return; // the customer left, or a colleague was faster
      log.warn({ error: (error as Error).message }, 'a demo advisor could not go on');
    }
  };
  await tried(() => presence.choose(advisor, 'available'));
  while (!signal.aborted) {
    await pause(chance.between(...pace.look), signal);
    if (!signal.aborted) await tried(() => serve(work, advisor));
  }
  await tried(() => presence.choose(advisor, 'offline'));
}

/** Takes what rings, and brings what is theirs to its end. */
async function serve(
  { services, chance, signal, pace }: Work,
  advisor: Advisor,
): Promise<void> {
  const { db, clock, presence } = services;
  await presence.seen(advisor);
  const { ringing, mine } = await listOffers(db, advisor, clock.now());
  for (const { interactionId } of ringing) await accept(services, advisor, interactionId);
  for (const { interactionId } of [...ringing, ...mine]) {
    for (const words of [greetings, answers]) {
      await pause(chance.between(...pace.write), signal);
      if (signal.aborted) return; // theirs still when the server comes back
      await write(services, advisor, { interactionId, text: chance.pick(words), key: null });
    }
    const about = await readQualification(
      db,
      advisor.organisationId,
      chance.pick(qualificationNames),
    );
    await finish(services, advisor, interactionId, about);
  }
}

/** The qualification of this name, unless the demo’s user deleted it. */
async function readQualification(
  db: Services['db'],
  organisationId: string,
  name: string,
): Promise<string[]> {
  const rows = await db
    .selectFrom('entities')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'qualification')
    .where('name', '=', name)
    .limit(1)
    .execute();
  return rows.map(({ id }) => id);
}
