import type { Occasion } from '../../mock-server/effects/performer.ts';
import { newId } from '../../mock-server/storage/ids.ts';
import { openPostgres } from '../../mock-server/storage/postgres.ts';
import { writeSecret } from '../../mock-server/storage/secrets.ts';
import { freshDatabase } from './database.ts';

const NOW = new Date('2026-11-20T10:00:00.000Z');

/** What performers need around them: an organisation of a real database, with its secrets. */
export class Occasions {
  readonly organisationId: string;
  #db: Occasion['db'];
  #drop: () => Promise<void>;

  private constructor(db: Occasion['db'], organisationId: string, drop: () => Promise<void>) {
    this.#db = db;
    this.organisationId = organisationId;
    this.#drop = drop;
  }

  static async open(): Promise<Occasions> {
    const { url, drop } = await freshDatabase();
    const db = openPostgres(url, { connections: 2 });
    const id = newId(NOW);
    const facts = { name: 'Test', time_zone: 'Europe/Paris', region: 'FR', currency: 'EUR' };
    await db
      .insertInto('organisations')
      .values({ id, ...facts, languages: ['fr'] })
      .execute();
    return new Occasions(db, id, async () => {
      await db.destroy();
      await drop();
    });
  }

  async addSecret(name: string, value: string): Promise<void> {
    await writeSecret(this.#db, this.organisationId, { name, value }, NOW);
  }

  occasion(changes: Partial<Occasion> = {}): Occasion {
    return {
      organisationId: this.organisationId,
      interactionId: newId(NOW),
      key: 'interaction:action:1:1',
      attempt: 1,
      db: this.#db,
      now: () => NOW,
      signal: new AbortController().signal,
      ...changes,
    };
  }

  close(): Promise<void> {
    return this.#drop();
  }
}
