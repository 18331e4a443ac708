import { sql, type RawBuilder } from 'kysely';
import type {
  PeopleHolder,
  PeopleKind,
  PeopleUsage,
} from '../../../api-client/contract/people/index.ts';
import type { Db } from '../database.ts';
import { listHolders } from '../entity-references.ts';
import { listUses } from '../routing-uses.ts';
import { readPeopleEntry } from './entries.ts';
import type { PeopleKey } from './words.ts';

/** The most holders that are named. */
const MOST = 100;

/** Everything that stands on one: actions and buttons that name it, users who have it, interactions of the past. */
export async function readPeopleUsage(db: Db, key: PeopleKey): Promise<PeopleUsage> {
  await readPeopleEntry(db, key);
  return readUsage(db, key);
}

/** The same, of one that is known to be there. */
export async function readUsage(tx: Db, key: PeopleKey): Promise<PeopleUsage> {
  const { organisationId, kind, id } = key;
  const buttons = await listButtons(tx, key);
  const users = await listUsers(tx, key);
  const holders = [...buttons, ...users.first].slice(0, MOST);
  const isUser = kind === 'user';
  return {
    entryId: id,
    uses: isUser
      ? await listUses(tx, organisationId, 'user', { id, reference: await usernameOf(tx, key) })
      : [],
    holders,
    holderCount: buttons.length + users.count,
    hasPast: isUser && (await hasPast(tx, key)),
  };
}

/** Custom buttons can be for users or for profiles. */
async function listButtons(
  db: Db,
  { organisationId, kind, id }: PeopleKey,
): Promise<PeopleHolder[]> {
  if (kind !== 'user' && kind !== 'profile') return [];
  const holders = await listHolders(db, organisationId, id);
  return holders.map(({ id, name }) => ({ kind: 'custom-button', as: null, id, name }));
}

async function listUsers(
  db: Db,
  { organisationId, kind, id }: PeopleKey,
): Promise<{ first: PeopleHolder[]; count: number }> {
  const holding = holdingUsers[kind]?.(id);
  if (!holding) return { first: [], count: 0 };
  const { rows } = await sql<Pick<PeopleHolder, 'id' | 'name' | 'as'> & { count: number }>`
    select u.id, u.name, h."as", count(*) over ()::int as count
    from (${holding}) h (organisation_id, user_id, "as")
    join users u on u.organisation_id = h.organisation_id and u.id = h.user_id
    where h.organisation_id = ${organisationId}
    order by h."as", u.name, u.id limit ${MOST}
  `.execute(db);
  const first = rows.map(({ id, name, as }) => ({ kind: 'user' as const, as, id, name }));
  return { first, count: rows[0]?.count ?? 0 };
}

const holdingUsers: Partial<Record<PeopleKind, (id: string) => RawBuilder<unknown>>> = {
  role: (id) =>
    sql`select organisation_id, id, null::text from users where role_id = ${id}::uuid`,
  profile: (id) =>
    sql`select organisation_id, user_id, null::text from user_profiles where profile_id = ${id}::uuid`,
  team: (id) => sql`
    select organisation_id, user_id, 'member' from team_members where team_id = ${id}::uuid
    union all
    select organisation_id, user_id, 'manager' from team_managers where team_id = ${id}::uuid`,
};

async function usernameOf(
  db: Db,
  { organisationId, id }: Pick<PeopleKey, 'organisationId' | 'id'>,
): Promise<string> {
  const row = await db
    .selectFrom('users')
    .select('username')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .executeTakeFirst();
  return row?.username ?? '';
}

/** Interactions have nothing of an advisor but the id: whoever took part must stay, for the history to name them. */
async function hasPast(db: Db, { organisationId, id }: PeopleKey): Promise<boolean> {
  const mine = (table: string, column: string) =>
    sql`exists (select 1 from ${sql.table(table)}
      where organisation_id = ${organisationId} and ${sql.ref(column)} = ${id}::uuid)`;
  const { rows } = await sql<{ there: boolean }>`
    select ${mine('participants', 'user_id')} or ${mine('interactions', 'advisor_id')}
      or ${mine('desk', 'advisor_id')} or ${mine('desk', 'ringing_id')} as there
  `.execute(db);
  return rows[0]?.there ?? false;
}
