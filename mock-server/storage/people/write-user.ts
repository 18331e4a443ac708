import { sql } from 'kysely';
import {
  SHORTEST_PASSWORD,
  type PeopleDefinition,
  type PeopleKind,
} from '../../../api-client/contract/people/index.ts';
import { demandRightsOf, demandTypeOf } from '../../access/giving.ts';
import { invalidField, Refusal } from '../../refusal.ts';
import type { Db } from '../database.ts';
import { readDefinition, readUser } from './definitions.ts';
import { namedByUser, refuseUnknown } from './references.ts';
import { raiseRevisions } from './revisions.ts';
import type { Change } from './write.ts';

type User = PeopleDefinition<'user'>;

/** Writes what a user's definition says. Gives those whose sight or rights changed: the user, and managers of teams. */
export async function writeUser(tx: Db, change: Change<'user'>): Promise<string[]> {
  const { key, definition: user, viewer } = change;
  const { organisationId, id } = key;
  const before = change.isNew ? undefined : await readUser(tx, key);
  await refuseUnknown(tx, organisationId, namedByUser(user));
  if (before) await demandReach(tx, change, before, 'definition');
  await demandReach(tx, change, user, 'definition.roleId');
  await refuseTwinUsername(tx, change);
  await refuseTwinEmail(tx, change, before);
  const passwordHash = await passwordOf(tx, change, before);
  const row = {
    ...change.common,
    username: user.username,
    email: user.email,
    language: user.language,
    active: user.active,
    type: user.type,
    role_id: user.roleId,
    active_profile_id: activeProfileOf(user, before),
    ...(passwordHash === undefined ? {} : { password_hash: passwordHash }),
  };
  await tx
    .insertInto('users')
    .values(row)
    .onConflict((there) => there.columns(['organisation_id', 'id']).doUpdateSet(row))
    .execute();
  await writeOwn(tx, change);
  const isShutOut = !user.active || (passwordHash !== undefined && before !== undefined);
  if (isShutOut) await endSessions(tx, change, user.active ? viewer.sessionId : undefined);
  const teamIds = movedTeams(user, before);
  await raiseRevisions(tx, change, { organisationId, kind: 'team', ids: teamIds });
  return [id, ...(await managersOf(tx, organisationId, teamIds))];
}

/** Nobody makes, or changes, a user who may do or see more than they. */
export async function demandReach(
  tx: Db,
  { key, viewer }: Pick<Change<PeopleKind>, 'key' | 'viewer'>,
  { roleId, type }: Pick<User, 'roleId' | 'type'>,
  path: string,
): Promise<void> {
  const role = await readDefinition(tx, { ...key, kind: 'role', id: roleId });
  demandRightsOf(viewer, (role as PeopleDefinition<'role'>).rights, path);
  demandTypeOf(viewer, type, path === 'definition.roleId' ? 'definition.type' : path);
}

/** The same of several: to put somebody into a team, or out of it, is to change them. */
export async function demandReachOfAll(
  tx: Db,
  { key, viewer }: Pick<Change<PeopleKind>, 'key' | 'viewer'>,
  userIds: readonly string[],
  path: string,
): Promise<void> {
  const { rows } = await sql<Pick<User, 'roleId' | 'type'>>`
    select distinct role_id as "roleId", type from users
    where organisation_id = ${key.organisationId} and id = any(${[...userIds]}::uuid[])
  `.execute(tx);
  for (const kind of rows) await demandReach(tx, { key, viewer }, kind, path);
}

/** User names are the whole server's, since people sign in by nothing else. Upper and lower case count as the same. */
async function refuseTwinUsername(
  tx: Db,
  { key, definition: { username } }: Change<'user'>,
): Promise<void> {
  const { rows } = await sql`
    select 1 from users where lower(username) = lower(${username})
      and (organisation_id, id) <> (${key.organisationId}::uuid, ${key.id}::uuid)
    limit 1
  `.execute(tx);
  if (rows.length > 0) throw twinUsername(username);
}

/** It may be another organisation's: nothing more is said of it. */
export function twinUsername(username: string): Refusal {
  const message = `The user name “${username}” is taken already; upper and lower case count as the same.`;
  return new Refusal('conflict', message, [{ path: 'definition.username', message }]);
}

/** A provider that tells people apart by their address would know neither of two. */
async function refuseTwinEmail(
  tx: Db,
  { key, definition: { email } }: Change<'user'>,
  before: User | undefined,
): Promise<void> {
  if (email === '' || email.toLowerCase() === before?.email.toLowerCase()) return;
  const { rows } = await sql<{ name: string; provider: string }>`
    select u.name, p.name as provider from identity_providers p
    join users u on u.organisation_id = p.organisation_id
    where p.organisation_id = ${key.organisationId} and p.user_claim = 'email'
      and u.active and lower(u.email) = lower(${email}) and u.id <> ${key.id}::uuid
    limit 1
  `.execute(tx);
  const [twin] = rows;
  if (!twin) return;
  const message = `“${twin.name}” has this address already: the sign-in by ${twin.provider} could not tell them apart.`;
  throw new Refusal('conflict', message, [{ path: 'definition.email', message }]);
}

function activeProfileOf(user: User, before: User | undefined): string {
  const { activeProfileId: wanted, profileIds } = user;
  if (wanted !== null && !profileIds.includes(wanted))
    throw invalidField(
      'definition.activeProfileId',
      'This is none of the profiles that the user has.',
    );
  const former = before?.activeProfileId ?? '';
  const kept = profileIds.includes(former) ? former : profileIds[0];
  return wanted ?? kept!; // at least one is chosen
}

/** The hash to write; undefined leaves the one that is there. */
async function passwordOf(
  tx: Db,
  { key, definition, passwordHash }: Change<'user'>,
  before: User | undefined,
): Promise<string | null | undefined> {
  if (definition.signIn.by === 'provider')
    return before?.signIn.by === 'provider' ? undefined : null;
  if (passwordHash === undefined) {
    if (before?.signIn.by === 'password') return undefined;
    throw invalidField(
      'definition.signIn.password',
      `Give a password of ${SHORTEST_PASSWORD} characters at least.`,
    );
  }
  const provider = await tx
    .selectFrom('identity_providers')
    .select('name')
    .where('organisation_id', '=', key.organisationId)
    .executeTakeFirst();
  if (provider)
    throw invalidField(
      'definition.signIn',
      `People of this organisation sign in by ${provider.name}: a password would pass it by. Choose to sign in without one.`,
    );
  return passwordHash;
}

/** The user's profiles and teams, in the place of those that there were. */
async function writeOwn(tx: Db, { key, definition: user }: Change<'user'>): Promise<void> {
  const own = [
    ['user_profiles', 'profile_id', user.profileIds],
    ['team_members', 'team_id', user.teamIds],
    ['team_managers', 'team_id', user.managedTeamIds],
  ] as const;
  for (const [table, column, ids] of own) {
    await sql`
      delete from ${sql.table(table)}
      where organisation_id = ${key.organisationId} and user_id = ${key.id}::uuid
    `.execute(tx);
    await sql`
      insert into ${sql.table(table)} (organisation_id, user_id, ${sql.ref(column)})
      select ${key.organisationId}::uuid, ${key.id}::uuid, unnest(${[...ids]}::uuid[])
    `.execute(tx);
  }
}

/** Whoever is switched off, or has another password, is signed out everywhere else. */
async function endSessions(
  tx: Db,
  { key, now }: Change<'user'>,
  except: string | undefined,
): Promise<void> {
  await tx
    .updateTable('sessions')
    .set({ ended_at: now })
    .where('organisation_id', '=', key.organisationId)
    .where('user_id', '=', key.id)
    .where('ended_at', 'is', null)
    .$if(except !== undefined, (query) => query.where('id', '<>', except!)) // asked in the same line
    .execute();
}

/** The teams that the user has come into or left. */
function movedTeams(user: User, before: User | undefined): string[] {
  const [now, then] = [user.teamIds, before?.teamIds ?? []];
  return [...now, ...then].filter((id) => now.includes(id) !== then.includes(id));
}

/** Who sees the interactions of these teams' members. */
export async function managersOf(
  tx: Db,
  organisationId: string,
  teamIds: readonly string[],
): Promise<string[]> {
  const { rows } = await sql<{ id: string }>`
    select distinct user_id as id from team_managers
    where organisation_id = ${organisationId} and team_id = any(${[...teamIds]}::uuid[])
  `.execute(tx);
  return rows.map(({ id }) => id);
}
