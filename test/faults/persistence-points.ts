import pg from 'pg';
import type { Performer } from '../../mock-server/effects/performer.ts';

/*
 * The points at which a process that dies leaves something behind: just before a commit and just after it, and just
 * after an effect. A statement outside of a transaction that writes is a commit of its own; just before it, nothing is
 * there that was not there at the point before. So it is just before an effect: its claim is such a statement.
 */

/** What a count of points has come to: the name of each, in order. */
export class PersistencePoints {
  readonly passed: string[] = [];
  #killAt: number;
  #counts = false;

  /** The process kills itself at the n-th point, counted from 1. */
  constructor(killAt = Infinity) {
    this.#killAt = killAt;
  }

  /** Counts what the work does. What is done besides, to prepare or to look, is no point. */
  async during<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    this.#counts = true;
    try {
      return await work();
    } finally {
      this.#counts = false;
    }
  }

  pass(name: string): void {
    if (!this.#counts) return;
    this.passed.push(name);
    if (this.passed.length === this.#killAt) process.kill(process.pid, 'SIGKILL');
  }

  /** Has the database's clients in this process tell of their commits. */
  static watchDatabase(points: () => PersistencePoints | undefined): void {
    const query = pg.Client.prototype.query as (...given: unknown[]) => unknown;
    const open = new WeakMap<object, boolean>();
    function watched(this: pg.Client, ...given: unknown[]): unknown {
      const text = textOf(given[0]).trim().toLowerCase();
      if (text === 'begin' || text.startsWith('start transaction')) open.set(this, false);
      const isOpen = open.has(this);
      const writes = /\b(insert into|update|delete from)\b(?! of\b)/.test(
        text.replace(/for update/g, ''),
      );
      if (isOpen && writes) open.set(this, true);
      const ends = text === 'commit' || text === 'rollback';
      const commits = text === 'commit' ? open.get(this) === true : !isOpen && writes;
      if (ends) open.delete(this);
      if (!commits) return query.apply(this, given);
      const what =
        text === 'commit' ? 'a commit' : `“${text.replace(/\s+/g, ' ').slice(0, 40)} …”`;
      if (text === 'commit') points()?.pass(`before ${what}`);
      const answer = query.apply(this, given) as Promise<pg.QueryResult>; // kysely gives no call-back
      return answer.then((result) => {
        points()?.pass(`after ${what}`);
        return result;
      });
    }
    pg.Client.prototype.query = watched as typeof pg.Client.prototype.query; // pg has nine overloads
  }

  /** The performer, with a point after what it does. */
  static around(performer: Performer, points: () => PersistencePoints | undefined): Performer {
    return {
      ...performer,
      perform: async (request, occasion) => {
        const result = await performer.perform(request, occasion);
        points()?.pass(`after the effect “${performer.kind}”`);
        return result;
      },
    };
  }
}

function textOf(query: unknown): string {
  return typeof query === 'string' ? query : ((query as { text?: string } | null)?.text ?? '');
}
