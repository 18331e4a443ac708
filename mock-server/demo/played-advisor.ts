import type { Conversation } from '../routing/conversation.ts';
import type { AdvisorNews } from '../routing/desk.ts';
import type { Records } from '../routing/records.ts';
import type { Queues } from '../routing/records/queues.ts';
import { answers, greetings } from './advisor-words.ts';
import { qualificationNames } from './hand-plans.ts';
import { createChance } from './chance.ts';

/** What the advisor does next in a played conversation, and how many milliseconds later. */
export interface AdvisorAct {
  after: number;
  does: { says: string } | { news: AdvisorNews; about?: { name: string; by: string } };
}

/**
 * The advisor of a conversation of the past: the one who looks after the customer; without one, nobody was there.
 * Draws from a chance of its own, so that the conversations after this one are what they would be without it.
 */
export class PlayedAdvisor {
  readonly #chance;
  readonly #userId: string | null;
  #written = 0;

  constructor({ interaction }: Conversation, startedAt: Date) {
    this.#chance = createChance(startedAt.getTime());
    this.#userId = interaction.advisorId;
  }

  /** The records of the demo's past: queues, and nothing else. */
  get records(): Records {
    const connected = this.#userId === null ? 0 : 1;
    const queues: Queues = {
      states: (asked) =>
        Promise.resolve(
          asked.map(({ id }) => ({
            queueId: id,
            connected,
            waiting: 0,
            estimatedWaitSeconds: 0,
          })),
        ),
      reach: () => Promise.resolve(connected === 0 ? 'offline' : 'free'),
      preferredAdvisor: () => Promise.resolve(this.#userId ?? undefined),
    };
    const get = (_: object, subject: string | symbol) => {
      if (subject === 'queues') return queues;
      throw new Error('The demo’s past is played in memory: its routings keep no records.');
    };
    return new Proxy({}, { get }) as Records; // whatever else is asked for throws
  }

  newId(at: Date): string {
    return this.#chance.newId(at);
  }

  async next(
    { run }: Conversation,
    nameOf: (userId: string) => Promise<string>,
  ): Promise<AdvisorAct | undefined> {
    const userId = this.#userId;
    if (userId === null || !run.desk) return undefined;
    const who = { userId, name: await nameOf(userId) };
    if (run.desk.advisorId === null) {
      const queueId = run.desk.queueIds[0] ?? null;
      return this.#later(8_000, 60_000, { news: { event: 'accepted', queueId, ...who } });
    }
    const words = [greetings, answers][this.#written++];
    if (words) return this.#later(10_000, 90_000, { says: this.#chance.pick(words) });
    const done = this.#later(5_000, 30_000, { news: { event: 'finished', ...who } });
    if (!this.#chance.happens(0.8)) return done;
    const about = { name: this.#chance.pick(qualificationNames), by: who.name };
    return { ...done, does: { news: { event: 'finished', ...who }, about } };
  }

  #later(least: number, most: number, does: AdvisorAct['does']): AdvisorAct {
    return { after: this.#chance.between(least, most), does };
  }
}
