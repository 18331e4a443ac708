import { sql } from 'kysely';
import type { z } from 'zod';
import type {
  PeopleDefinition,
  PeopleDeleted,
  PeopleDeletion,
  PeopleHolder,
  PeopleUsage,
} from '../../../api-client/contract/people/index.ts';
import { demandRightsOf } from '../../access/giving.ts';
import type { Viewer } from '../../access/identity.ts';
import { invalidField, Refusal } from '../../refusal.ts';
import { isForeignKeyViolation } from '../database-errors.ts';
import type { Db } from '../database.ts';
import { sayUse } from '../routing-uses.ts';
import { recordAccessChange } from '../sessions.ts';
import { transact } from '../transact.ts';
import { readDefinition, readUser } from './definitions.ts';
import { lockEntry } from './entries.ts';
import { demandKeepers, takeTurn } from './keepers.ts';
import { raiseRevisions } from './revisions.ts';
import { readUsage } from './usage.ts';
import { peopleTables, type PeopleKey } from './words.ts';
import { demandReach, demandReachOfAll, managersOf } from './write-user.ts';
import type { Writing } from './write.ts';

type Options = z.output<typeof PeopleDeletion>;

/** What a deletion needs to know, read in its transaction. */
interface Deletion {
  key: PeopleKey;
  name: string;
  usage: PeopleUsage;
  options: Options;
  viewer: Viewer;
  now: Date;
}

/** Deletes a user without a past, or a team, a role or a profile that nobody needs, or that another takes the place of. */
export async function deletePeopleEntry(
  db: Db,
  writing: Pick<Writing, 'viewer' | 'now'>,
  key: PeopleKey,
  options: Options,
): Promise<PeopleDeleted> {
  const { now } = writing;
  return orHeld(key, () =>
    transact(db, async (tx) => {
      const viewer = await takeTurn(tx, writing.viewer, 'delete', now);
      const { name } = await lockEntry(tx, key);
      const usage = await readUsage(tx, key);
      const deletion: Deletion = { key, name, usage, options, viewer, now };
      await demandReplacement(tx, deletion);
      const buttons = usage.holders.filter(({ kind }) => kind === 'custom-button');
      if (buttons.length > 0) throw held(name, buttons);
      const touched =
        key.kind === 'user' ? await clearUser(tx, deletion) : await clear(tx, deletion);
      await sql`
        delete from ${sql.table(peopleTables[key.kind])}
        where organisation_id = ${key.organisationId} and id = ${key.id}::uuid
      `.execute(tx);
      await demandKeepers(tx, viewer);
      for (const id of touched.told) await recordAccessChange(tx, key.organisationId, id);
      return { deleted: { id: key.id, name }, uses: usage.uses, moved: touched.moved };
    }),
  );
}

interface Touched {
  /** Whose sight or rights changed. */
  told: readonly string[];
  moved: number;
}

async function clearUser(
  tx: Db,
  { key, name, usage, options, viewer }: Deletion,
): Promise<Touched> {
  const user = await readUser(tx, key);
  if (user) await demandReach(tx, { key, viewer }, user, 'definition');
  if (usage.hasPast)
    throw new Refusal(
      'in-use',
      `“${name}” took part in interactions, and the history names them. Switch the user off instead: nobody can sign in as them any more.`,
    );
  const count = usage.uses.length;
  if (count > 0 && !options.confirmUsed)
    throw new Refusal(
      'in-use',
      `“${name}”: used by ${count} ${count === 1 ? 'action' : 'actions'}, which would no longer find them. Confirm to delete the user all the same.`,
      usage.uses.map((use) => ({ path: key.id, message: sayUse(use, name) })),
    );
  const told = await managersOf(tx, key.organisationId, user?.teamIds ?? []);
  const { organisationId, id } = key;
  for (const table of OWN)
    await sql`
      delete from ${sql.table(table)} where organisation_id = ${organisationId} and user_id = ${id}::uuid
    `.execute(tx);
  await tx
    .updateTable('contacts')
    .set({ advisor_id: null })
    .where('organisation_id', '=', organisationId)
    .where('advisor_id', '=', id)
    .execute();
  return { told: [...told, id], moved: 0 };
}

/** What belongs to a user alone. */
const OWN = [
  'sign_in_codes',
  'sessions',
  'presence',
  'history_views',
  'team_members',
  'team_managers',
  'user_profiles',
];

/** The users of a team, a role or a profile get the one that takes its place. */
async function clear(tx: Db, deletion: Deletion): Promise<Touched> {
  const { key, name, usage, options, viewer } = deletion;
  const { kind, id } = key;
  const to = options.replaceBy;
  if (usage.holderCount > 0 && to === undefined && !(kind === 'team' && options.confirmUsed))
    throw new Refusal('in-use', sayHeld(kind, name, usage.holderCount));
  const roles = kind !== 'role' ? [] : to === undefined ? [id] : [id, to];
  for (const role of roles) {
    const definition = await readDefinition(tx, { ...key, id: role });
    demandRightsOf(viewer, (definition as PeopleDefinition<'role'>).rights, 'replaceBy');
  }
  const managers =
    kind === 'team' ? await managersOf(tx, key.organisationId, to ? [id, to] : [id]) : [];
  const moved = await moveUsers(tx, deletion);
  if (kind === 'team') await demandReachOfAll(tx, { key, viewer }, moved, 'replaceBy');
  return {
    told: kind === 'team' ? managers : moved,
    moved: to === undefined ? 0 : moved.length,
  };
}

/** Puts the replacement, where there is one, in the place of what is deleted. Gives the users whose definition changed. */
async function moveUsers(tx: Db, { key, options, viewer, now }: Deletion): Promise<string[]> {
  const to = options.replaceBy ?? null;
  const { organisationId, kind, id } = key;
  const moved = new Set<string>();
  for (const [table, column] of LINKS[kind as keyof typeof LINKS]) {
    await sql`
      insert into ${sql.table(table)} (organisation_id, user_id, ${sql.ref(column)})
      select organisation_id, user_id, ${to}::uuid from ${sql.table(table)}
      where ${to}::uuid is not null and organisation_id = ${organisationId} and ${sql.ref(column)} = ${id}::uuid
      on conflict do nothing
    `.execute(tx);
    const { rows } = await sql<{ user: string }>`
      delete from ${sql.table(table)}
      where organisation_id = ${organisationId} and ${sql.ref(column)} = ${id}::uuid
      returning user_id as "user"
    `.execute(tx);
    for (const { user } of rows) moved.add(user);
  }
  if (kind === 'role' || kind === 'profile') {
    const column = kind === 'role' ? 'role_id' : 'active_profile_id';
    const { rows } = await sql<{ user: string }>`
      update users set ${sql.ref(column)} = ${to}::uuid
      where organisation_id = ${organisationId} and ${sql.ref(column)} = ${id}::uuid
      returning id as "user"
    `.execute(tx);
    for (const { user } of rows) moved.add(user);
  }
  const writing = { viewer, now };
  await raiseRevisions(tx, writing, { organisationId, kind: 'user', ids: [...moved] });
  if (kind === 'team' && to !== null)
    await raiseRevisions(tx, writing, { organisationId, kind, ids: [to] });
  return [...moved];
}

/** Where users are in a team, or have a profile. A role stands in the user’s own row. */
const LINKS = {
  team: [
    ['team_members', 'team_id'],
    ['team_managers', 'team_id'],
  ],
  profile: [['user_profiles', 'profile_id']],
  role: [],
} as const;

async function demandReplacement(
  tx: Db,
  { key, options: { replaceBy } }: Deletion,
): Promise<void> {
  if (replaceBy === undefined) return;
  const { organisationId, kind, id } = key;
  if (kind === 'user')
    throw invalidField('replaceBy', 'Nobody takes the place of a user who is deleted.');
  if (replaceBy === id)
    throw invalidField('replaceBy', `This is the ${kind} that is to be deleted.`);
  const { rows } = await sql`
    select 1 from ${sql.table(peopleTables[kind])}
    where organisation_id = ${organisationId} and id = ${replaceBy}::uuid for key share
  `.execute(tx);
  if (rows.length === 0)
    throw invalidField('replaceBy', `There is no ${kind} with the id ${replaceBy}.`);
}

function sayHeld(kind: PeopleKey['kind'], name: string, count: number): string {
  const users = count === 1 ? '1 user' : `${count} users`;
  return kind === 'team'
    ? `“${name}” has ${users}. Name another team for them, or confirm that they are in none.`
    : `“${name}” is the ${kind} of ${users}. Name another ${kind} for them.`;
}

function held(name: string, buttons: readonly PeopleHolder[]): Refusal {
  const shown = buttons.slice(0, 5).map((button) => `“${button.name}”`);
  const more = buttons.length > 5 ? ` and ${buttons.length - 5} more` : '';
  return new Refusal(
    'in-use',
    `“${name}” cannot be deleted: the custom buttons ${shown.join(', ')}${more} are for it. Take it out of them first.`,
  );
}

/** Whatever else keeps rows of it, as a session that has just begun: said as a refusal. */
async function orHeld<Answer>(
  { kind }: PeopleKey,
  write: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await write();
  } catch (error) {
    if (!isForeignKeyViolation(error)) throw error;
    throw new Refusal(
      'in-use',
      `This ${kind} cannot be deleted: something has begun to use it at this moment.`,
    );
  }
}
