import { sql } from 'kysely';
import type { Db } from '../database.ts';
import { readTeam } from './definitions.ts';
import { namedByTeam, refuseUnknown } from './references.ts';
import { raiseRevisions } from './revisions.ts';
import type { Change } from './write.ts';
import { demandReachOfAll, managersOf } from './write-user.ts';

/** Writes a team with its members. Gives those who came into it or left it, and who see their interactions or saw them. */
export async function writeTeam(tx: Db, change: Change<'team'>): Promise<string[]> {
  const { key, common, definition: team } = change;
  const { organisationId, id } = key;
  await refuseUnknown(tx, organisationId, namedByTeam(team));
  const former = change.isNew ? undefined : await readTeam(tx, key);
  const [now, then] = [new Set(team.memberIds), new Set(former?.memberIds)];
  const come = [...now].filter((user) => !then.has(user));
  const moved = [...come, ...[...then].filter((user) => !now.has(user))];
  await demandReachOfAll(tx, change, moved, 'definition.memberIds');
  await tx
    .insertInto('teams')
    .values(common)
    .onConflict((there) => there.columns(['organisation_id', 'id']).doUpdateSet(common))
    .execute();
  if (moved.length === 0) return []; // nobody is shown the names of teams
  await sql`
    delete from team_members
    where organisation_id = ${organisationId} and team_id = ${id}::uuid and user_id = any(${moved}::uuid[])
  `.execute(tx);
  await sql`
    insert into team_members (organisation_id, user_id, team_id)
    select ${organisationId}::uuid, unnest(${come}::uuid[]), ${id}::uuid
  `.execute(tx);
  await raiseRevisions(tx, change, { organisationId, kind: 'user', ids: moved });
  return [...moved, ...(await managersOf(tx, organisationId, [id]))];
}
