import { sql } from 'kysely';
import type { PeopleDefinition } from '../../../api-client/contract/people/index.ts';
import { Refusal, type FieldError } from '../../refusal.ts';
import type { Db } from '../database.ts';

/** Something that a definition names by its id. */
interface Named {
  kind: 'user' | 'role' | 'profile' | 'team' | 'queue';
  id: string;
  path: string;
}

export const namedByUser = (user: PeopleDefinition<'user'>): Named[] => [
  { kind: 'role', id: user.roleId, path: 'roleId' },
  ...namedAt('profile', 'profileIds', user.profileIds),
  ...namedAt('team', 'teamIds', user.teamIds),
  ...namedAt('team', 'managedTeamIds', user.managedTeamIds),
];

export const namedByTeam = (team: PeopleDefinition<'team'>): Named[] =>
  namedAt('user', 'memberIds', team.memberIds);

export const namedByProfile = (profile: PeopleDefinition<'profile'>): Named[] =>
  namedAt('queue', 'queueIds', profile.queueIds);

const namedAt = (kind: Named['kind'], path: string, ids: readonly string[]): Named[] =>
  ids.map((id, index) => ({ kind, id, path: `${path}.${index}` }));

/** Refuses what is not there, each at its place. */
export async function refuseUnknown(
  tx: Db,
  organisationId: string,
  named: readonly Named[],
): Promise<void> {
  const ids = named.map(({ id }) => id);
  const { rows } = await sql<{ key: string }>`
    select 'user ' || id as key from users
      where organisation_id = ${organisationId} and id = any(${ids}::uuid[])
    union all select 'role ' || id from roles
      where organisation_id = ${organisationId} and id = any(${ids}::uuid[])
    union all select 'profile ' || id from profiles
      where organisation_id = ${organisationId} and id = any(${ids}::uuid[])
    union all select 'team ' || id from teams
      where organisation_id = ${organisationId} and id = any(${ids}::uuid[])
    union all select 'queue ' || id from queues
      where organisation_id = ${organisationId} and id = any(${ids}::uuid[])
  `.execute(tx);
  const there = new Set(rows.map(({ key }) => key));
  const errors: FieldError[] = named
    .filter(({ kind, id }) => !there.has(`${kind} ${id}`))
    .map(({ kind, id, path }) => ({
      path: `definition.${path}`,
      message: `There is no ${kind} with the id ${id}.`,
    }));
  const [first] = errors;
  if (first) throw new Refusal('invalid-input', first.message, errors);
}
