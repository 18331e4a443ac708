import { randomBytes } from 'node:crypto';
import { OptionError } from '../mock-server/option-error.ts';
import type { Db } from '../mock-server/storage/database.ts';
import { addEmbedKey, endEmbedKey } from '../mock-server/storage/embed-keys.ts';
import { openPostgres } from '../mock-server/storage/postgres.ts';
import { runningDatabase } from './running-database.ts';

const usage = `Usage:
  npm run embed-key -- add <id>   makes a key by which a site’s server signs tokens, and says its secret, once
  npm run embed-key -- end <id>   ends one: no more sessions are opened by it

Environment
  DATABASE_URL    Waypost’s database; without it, the built-in one of the server that runs
  WAYPOST_DATA    the folder of the built-in database (default .data)
  ORGANISATION    the name of the organisation, where the database has several (default: the first)
`;

async function add(db: Db, id: string): Promise<void> {
  const organisation = await findOrganisation(db);
  const secret = randomBytes(32).toString('base64url');
  if (!(await addEmbedKey(db, { organisationId: organisation.id, id, secret })))
    throw new OptionError(`There is, or was, a key ‘${id}’ already: choose another id.`);
  console.error(
    `The key ‘${id}’ of ‘${organisation.name}’ is there. Its secret, which is not shown again:`,
  );
  console.log(secret);
}

async function end(db: Db, id: string): Promise<void> {
  if (!(await endEmbedKey(db, id, new Date())))
    throw new OptionError(`No key ‘${id}’ is in use.`);
  console.error(
    `The key ‘${id}’ has ended; sessions that it opened last to the end of their hour.`,
  );
}

async function findOrganisation(db: Db): Promise<{ id: string; name: string }> {
  const name = process.env['ORGANISATION'];
  let query = db.selectFrom('organisations').select(['id', 'name']).orderBy('id');
  if (name) query = query.where('name', '=', name);
  const row = await query.executeTakeFirst();
  if (!row) throw new OptionError(`The database has no organisation ${name ?? ''}.`);
  return row;
}

try {
  const [command, id, ...rest] = process.argv.slice(2);
  const act = { add, end }[command ?? ''];
  if (!act || !id || rest.length > 0) throw new OptionError(usage);
  if (!/^[\w.-]{1,64}$/.test(id))
    throw new OptionError(
      `An id has 1 to 64 letters, digits, dots, dashes and underscores, unlike ‘${id}’.`,
    );
  const db = openPostgres(runningDatabase(process.env), { connections: 1 });
  try {
    await act(db, id);
  } finally {
    await db.destroy();
  }
} catch (error) {
  if (!(error instanceof OptionError)) throw error;
  console.error(error.message);
  process.exitCode = 1;
}
