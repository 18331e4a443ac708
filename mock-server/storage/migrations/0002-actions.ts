import { sql, type Kysely } from 'kysely';
import { contactHistoryStatements } from './0002/contact-history.ts';
import { deskStatements } from './0002/desk.ts';
import { effectStatements } from './0002/effects.ts';
import { entityStatements } from './0002/entities.ts';
import { outgoingStatements } from './0002/outgoing.ts';

/** Everything that the forty actions stand on, in parts by subject. */
export const actions0002 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of [...entityStatements, ...effectStatements, ...deskStatements, ...contactHistoryStatements, ...outgoingStatements]) await sql.raw(statement).execute(db);
  },
};
