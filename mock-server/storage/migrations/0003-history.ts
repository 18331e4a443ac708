import { sql, type Kysely } from 'kysely';
import { foldStatements } from './0003/fold.ts';
import { listIndexStatements } from './0003/list-indexes.ts';
import { listStatements } from './0003/list.ts';
import { viewStatements } from './0003/views.ts';

const statements = [
  ...foldStatements,
  ...listStatements,
  ...listIndexStatements,
  ...viewStatements,
];

/** What the history of interactions stands on, in parts by subject. */
export const history0003 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
