import { sql } from 'kysely';
import type {
  PeopleDefinition,
  PeopleKind,
} from '../../../api-client/contract/people/index.ts';
import {
  rightsOn,
  type ProtectedEntity,
  type Rights,
} from '../../../api-client/contract/rights.ts';
import type { Db } from '../database.ts';
import type { PeopleKey } from './words.ts';

type Read<Kind extends PeopleKind> = (
  db: Db,
  key: PeopleKey,
) => Promise<PeopleDefinition<Kind> | undefined>;

const readers: { [Kind in PeopleKind]: Read<Kind> } = {
  user: readUser,
  team: readTeam,
  role: readRole,
  profile: readProfile,
};

/** The definition, as it is written but for the password. */
export async function readDefinition(db: Db, key: PeopleKey): Promise<Record<string, unknown>> {
  return { ...(await readers[key.kind](db, key)) };
}

export async function readUser(
  db: Db,
  { organisationId, id }: Pick<PeopleKey, 'organisationId' | 'id'>,
): Promise<PeopleDefinition<'user'> | undefined> {
  const teams = (table: string) => sql`coalesce((
    select jsonb_agg(t.id order by t.name, t.id) from ${sql.table(table)} own
    join teams t on t.organisation_id = own.organisation_id and t.id = own.team_id
    where own.organisation_id = u.organisation_id and own.user_id = u.id), '[]')`;
  const { rows } = await sql<
    Omit<PeopleDefinition<'user'>, 'signIn'> & { hasPassword: boolean }
  >`
    select u.username, u.email, u.language, u.active, u.type, u.role_id as "roleId", (
        select jsonb_agg(p.id order by p.name, p.id) from profiles p
        where p.organisation_id = u.organisation_id and (p.id = u.active_profile_id or exists (
          select 1 from user_profiles own
          where own.organisation_id = p.organisation_id and own.user_id = u.id and own.profile_id = p.id))
      ) as "profileIds", u.active_profile_id as "activeProfileId",
      ${teams('team_members')} as "teamIds", ${teams('team_managers')} as "managedTeamIds",
      u.password_hash is not null as "hasPassword"
    from users u where u.organisation_id = ${organisationId} and u.id = ${id}::uuid
  `.execute(db);
  const [row] = rows;
  if (!row) return undefined;
  const { hasPassword, ...rest } = row;
  const signIn: PeopleDefinition<'user'>['signIn'] = hasPassword
    ? { by: 'password', password: null }
    : { by: 'provider' };
  return { ...rest, signIn };
}

export async function readTeam(
  db: Db,
  { organisationId, id }: PeopleKey,
): Promise<PeopleDefinition<'team'>> {
  const { rows } = await sql<{ id: string }>`
    select u.id from team_members own
    join users u on u.organisation_id = own.organisation_id and u.id = own.user_id
    where own.organisation_id = ${organisationId} and own.team_id = ${id}::uuid
    order by u.name, u.id
  `.execute(db);
  return { memberIds: rows.map((row) => row.id) };
}

async function readRole(
  db: Db,
  { organisationId, id }: PeopleKey,
): Promise<PeopleDefinition<'role'> | undefined> {
  const row = await db
    .selectFrom('roles')
    .select('rights')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row && { rights: knownRights(row.rights) };
}

/** Of what a role was given, all that opens anything, and nothing for what it says nothing of. */
function knownRights(rights: Rights): PeopleDefinition<'role'>['rights'] {
  const known = Object.entries(rightsOn).map(([entity, there]) => {
    const given = rights[entity as ProtectedEntity] ?? [];
    return [entity, there.filter((right) => given.includes(right))];
  });
  return Object.fromEntries(known) as PeopleDefinition<'role'>['rights']; // of each entity its own rights
}

async function readProfile(
  db: Db,
  { organisationId, id }: PeopleKey,
): Promise<PeopleDefinition<'profile'> | undefined> {
  const { rows } = await sql<PeopleDefinition<'profile'>>`
    select p.history_of_interactions as "historyOfInteractions", p.flows, coalesce((
      select jsonb_agg(pq.queue_id order by q.name, q.id) from profile_queues pq
      join queues q on q.organisation_id = pq.organisation_id and q.id = pq.queue_id
      where pq.organisation_id = p.organisation_id and pq.profile_id = p.id), '[]') as "queueIds"
    from profiles p where p.organisation_id = ${organisationId} and p.id = ${id}::uuid
  `.execute(db);
  return rows[0];
}
