import { sql } from 'kysely';
import type { z } from 'zod';
import type {
  PeopleChanged,
  PeopleDefinition,
  PeopleDraft,
  PeopleEntry,
  PeopleKind,
  PeoplePatch,
} from '../../../api-client/contract/people/index.ts';
import { demandRightsOf } from '../../access/giving.ts';
import type { Viewer } from '../../access/identity.ts';
import { Refusal } from '../../refusal.ts';
import { isUniqueViolation } from '../database-errors.ts';
import type { Db } from '../database.ts';
import { demandRevision } from '../precondition.ts';
import { listUses } from '../routing-uses.ts';
import { transact } from '../transact.ts';
import { recordAccessChange } from '../sessions.ts';
import { readDefinition } from './definitions.ts';
import { lockEntry, readPeopleEntry } from './entries.ts';
import { demandKeepers, takeTurn } from './keepers.ts';
import { namedByProfile, refuseUnknown } from './references.ts';
import { peopleTables, type PeopleKey } from './words.ts';
import { writeTeam } from './write-team.ts';
import { twinUsername, writeUser } from './write-user.ts';

type Draft = z.output<typeof PeopleDraft>;
type Patch = z.output<typeof PeoplePatch>;

/** Who writes, and when. `passwordHash` is of the password that a user's definition gives, if it gives one. */
export interface Writing {
  viewer: Viewer;
  now: Date;
  passwordHash?: string | undefined;
}

/** One thing to be written. `common` is what all of the tables have. */
export interface Change<Kind extends PeopleKind> extends Writing {
  key: PeopleKey;
  isNew: boolean;
  definition: PeopleDefinition<Kind>;
  common: {
    organisation_id: string;
    id: string;
    name: string;
    revision: number;
    updated_at: Date;
    updated_by: string;
  };
}

/** A definition that its kind’s schema has parsed. */
type Parsed = PeopleDefinition<PeopleKind>;

/** Writes one, and gives the users whose sight or rights changed by it. */
type Write<Kind extends PeopleKind> = (tx: Db, change: Change<Kind>) => Promise<string[]>;

const writers: { [Kind in PeopleKind]: Write<Kind> } = {
  user: writeUser,
  team: async (tx, change) => {
    await refuseTwinName(tx, change);
    return writeTeam(tx, change);
  },
  role: writeRole,
  profile: writeProfile,
};

/** Definitions come in parsed by their kind’s schema. */
export async function createPeopleEntry(
  db: Db,
  writing: Writing,
  key: PeopleKey,
  { name, definition }: Draft,
): Promise<PeopleEntry> {
  const { now } = writing;
  return orTwin(definition, () =>
    transact(db, async (tx) => {
      const turn = { ...writing, viewer: await takeTurn(tx, writing.viewer, 'create', now) };
      const common = commonOf(turn, key, name, 1);
      await write(tx, { ...turn, key, isNew: true, definition: definition as Parsed, common });
      await sql`
        update ${sql.table(peopleTables[key.kind])} set created_at = ${now}
        where organisation_id = ${key.organisationId} and id = ${key.id}::uuid
      `.execute(tx);
      return readPeopleEntry(tx, key);
    }),
  );
}

/** Changes one; who is connected sees and may do what follows from it at once. */
export async function changePeopleEntry(
  db: Db,
  writing: Writing,
  key: PeopleKey,
  patch: Patch,
  ifMatch: number | undefined,
): Promise<PeopleChanged> {
  const { now } = writing;
  return orTwin(patch.definition, () =>
    transact(db, async (tx) => {
      const turn = { ...writing, viewer: await takeTurn(tx, writing.viewer, 'modify', now) };
      const before = await lockEntry(tx, key);
      demandRevision(key.kind, before, ifMatch);
      const former = await readDefinition(tx, key);
      const definition = patch.definition ?? former;
      const common = commonOf(turn, key, patch.name ?? before.name, before.revision + 1);
      await write(tx, { ...turn, key, isNew: false, definition: definition as Parsed, common });
      await demandKeepers(tx, turn.viewer);
      const brokenUses =
        key.kind === 'user' && definition['username'] !== former['username']
          ? await listUses(tx, key.organisationId, 'user', {
              reference: String(former['username']),
            })
          : [];
      return { ...(await readPeopleEntry(tx, key)), brokenUses };
    }),
  );
}

async function write<Kind extends PeopleKind>(tx: Db, change: Change<Kind>): Promise<void> {
  const { key } = change;
  const writer = writers[key.kind] as Write<Kind>; // of the key's own kind
  const touched = await writer(tx, change);
  for (const id of new Set(touched)) await recordAccessChange(tx, key.organisationId, id);
}

function commonOf(
  { viewer, now }: Writing,
  { organisationId, id }: PeopleKey,
  name: string,
  revision: number,
): Change<PeopleKind>['common'] {
  return {
    organisation_id: organisationId,
    id,
    name,
    revision,
    updated_at: now,
    updated_by: viewer.name,
  };
}

async function writeRole(tx: Db, change: Change<'role'>): Promise<string[]> {
  const { key, definition, viewer } = change;
  await refuseTwinName(tx, change);
  const former = change.isNew ? undefined : await readDefinition(tx, key);
  if (former)
    demandRightsOf(viewer, (former as PeopleDefinition<'role'>).rights, 'definition.rights');
  demandRightsOf(viewer, definition.rights, 'definition.rights');
  const row = { ...change.common, rights: JSON.stringify(definition.rights) };
  await tx
    .insertInto('roles')
    .values(row)
    .onConflict((there) => there.columns(['organisation_id', 'id']).doUpdateSet(row))
    .execute();
  const users = await tx
    .selectFrom('users')
    .select('id')
    .where('organisation_id', '=', key.organisationId)
    .where('role_id', '=', key.id)
    .execute();
  return users.map(({ id }) => id);
}

async function writeProfile(tx: Db, change: Change<'profile'>): Promise<string[]> {
  const { key, definition } = change;
  const { organisationId, id } = key;
  await refuseTwinName(tx, change);
  await refuseUnknown(tx, organisationId, namedByProfile(definition));
  const row = {
    ...change.common,
    history_of_interactions: definition.historyOfInteractions,
    flows: definition.flows,
  };
  await tx
    .insertInto('profiles')
    .values(row)
    .onConflict((there) => there.columns(['organisation_id', 'id']).doUpdateSet(row))
    .execute();
  await tx
    .deleteFrom('profile_queues')
    .where('organisation_id', '=', organisationId)
    .where('profile_id', '=', id)
    .execute();
  await sql`
    insert into profile_queues (organisation_id, profile_id, queue_id)
    select ${organisationId}::uuid, ${id}::uuid, unnest(${definition.queueIds}::uuid[])
  `.execute(tx);
  const users = await tx
    .selectFrom('user_profiles')
    .select('user_id')
    .where('organisation_id', '=', organisationId)
    .where('profile_id', '=', id)
    .execute();
  return users.map(({ user_id }) => user_id);
}

/** Pickers show nothing but the names of teams, roles and profiles: no two of them are called the same. */
async function refuseTwinName(
  tx: Db,
  { key, common: { name } }: Pick<Change<PeopleKind>, 'key' | 'common'>,
): Promise<void> {
  const { rows } = await sql`
    select 1 from ${sql.table(peopleTables[key.kind])}
    where organisation_id = ${key.organisationId} and lower(name) = lower(${name}) and id <> ${key.id}::uuid
    limit 1
  `.execute(tx);
  if (rows.length === 0) return;
  const message = `Another ${key.kind} is called “${name}” already; upper and lower case count as the same.`;
  throw new Refusal('conflict', message, [{ path: 'name', message }]);
}

/** That another organisation took the user name at the same moment is told like any other twin. */
async function orTwin<Answer>(
  definition: Record<string, unknown> | undefined,
  work: () => Promise<Answer>,
): Promise<Answer> {
  try {
    return await work();
  } catch (error) {
    throw isUniqueViolation(error) ? twinUsername(String(definition?.['username'])) : error;
  }
}
