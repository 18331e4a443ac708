import { sql, type RawBuilder } from 'kysely';
import type { z } from 'zod';
import type {
  PeopleEntry,
  PeopleKind,
  PeopleQuery,
  PeopleSummary,
} from '../../../api-client/contract/people/index.ts';
import type { Page } from '../../../api-client/contract/primitives.ts';
import { fold } from '../../../api-client/contract/fold.ts';
import { invalidField, notFound } from '../../refusal.ts';
import type { Db } from '../database.ts';
import {
  behind,
  containing,
  foldedColumn,
  inOrder,
  readCursor,
  writeCursor,
} from '../keyset.ts';
import { readDefinition } from './definitions.ts';
import { peopleTables, type PeopleKey } from './words.ts';

/** What every kind has, and what lists show of it. */
export interface PeopleRow {
  id: string;
  name: string;
  revision: number;
  created_at: Date;
  updated_at: Date;
  updated_by: string | null;
  username: string | null;
  user: PeopleSummary['user'];
  users: number | null;
}

/** One page of the organisation’s users, teams, roles or profiles; `total` counts all that the search finds. */
export async function listPeople(
  db: Db,
  organisationId: string,
  kind: PeopleKind,
  { search, sort, cursor, limit }: z.output<typeof PeopleQuery>,
): Promise<Page<PeopleSummary>> {
  const column = sort.replace('-', '');
  if (column === 'username' && kind !== 'user')
    throw invalidField('sort', 'Only users have user names to sort by.');
  const down = sort.startsWith('-');
  const key = foldedColumn(column);
  const after = readCursor(sort, cursor);
  const words = fold(search.trim());
  const found = words
    ? sql`(${foldedColumn('name')} like ${containing(words)}
        or ${foldedColumn('username')} like ${containing(words)})`
    : sql`true`;
  const all = rowsOf(organisationId, kind);
  const { rows } = await sql<PeopleRow & { sort_value: string }>`
    select *, ${key} as sort_value from ${all} p
    where ${found} and ${after ? behind(key, down, after) : sql`true`}
    order by ${inOrder(key, down)} limit ${limit + 1}
  `.execute(db);
  const counted = await sql<{ total: number }>`
    select count(*)::int as total from ${all} p where ${found}
  `.execute(db);
  const items = rows.slice(0, limit);
  const last = rows.length > limit ? items.at(-1) : undefined;
  return {
    items: items.map((row) => toSummary(kind, row)),
    nextCursor: last ? writeCursor(sort, { value: last.sort_value, id: last.id }) : null,
    total: counted.rows[0]?.total ?? 0,
  };
}

export async function readPeopleEntry(db: Db, key: PeopleKey): Promise<PeopleEntry> {
  const { rows } = await sql<PeopleRow>`
    select * from ${rowsOf(key.organisationId, key.kind)} p where id = ${key.id}::uuid
  `.execute(db);
  const [row] = rows;
  if (!row) throw notFound(key.kind);
  return { ...toSummary(key.kind, row), definition: await readDefinition(db, key) };
}

/** The name and the revision, which stay as they are until the transaction ends. */
export async function lockEntry(
  tx: Db,
  { organisationId, kind, id }: PeopleKey,
): Promise<Pick<PeopleRow, 'name' | 'revision' | 'updated_at' | 'updated_by'>> {
  const { rows } = await sql<PeopleRow>`
    select name, revision, updated_at, updated_by from ${sql.table(peopleTables[kind])}
    where organisation_id = ${organisationId} and id = ${id}::uuid for update
  `.execute(tx);
  const [row] = rows;
  if (!row) throw notFound(kind);
  return row;
}

/** All of a kind, as rows to choose from. */
function rowsOf(organisationId: string, kind: PeopleKind): RawBuilder<unknown> {
  return sql`(
    select e.id, e.name, e.revision, e.created_at, e.updated_at, e.updated_by, ${shownOf[kind]}
    from ${sql.table(peopleTables[kind])} e where e.organisation_id = ${organisationId}
  )`;
}

const usersOf = (table: string, column: string): RawBuilder<unknown> => sql`
  null::text as username, null::jsonb as "user", (
    select count(*) from ${sql.table(table)} u
    where u.organisation_id = e.organisation_id and u.${sql.ref(column)} = e.id
  )::int as users`;

const shownOf: Record<PeopleKind, RawBuilder<unknown>> = {
  user: sql`e.username, jsonb_build_object('username', e.username, 'email', e.email, 'type', e.type,
      'active', e.active, 'role', (
        select name from roles r where r.organisation_id = e.organisation_id and r.id = e.role_id
      ), 'profiles', coalesce((
        select jsonb_agg(p.name order by p.name) from profiles p
        where p.organisation_id = e.organisation_id and (p.id = e.active_profile_id or exists (
          select 1 from user_profiles own
          where own.organisation_id = p.organisation_id and own.user_id = e.id and own.profile_id = p.id))
      ), '[]'), 'teams', coalesce((
        select jsonb_agg(t.name order by t.name) from team_members own
        join teams t on t.organisation_id = own.organisation_id and t.id = own.team_id
        where own.organisation_id = e.organisation_id and own.user_id = e.id
      ), '[]')) as "user", null::int as users`,
  team: usersOf('team_members', 'team_id'),
  role: usersOf('users', 'role_id'),
  profile: usersOf('user_profiles', 'profile_id'),
};

function toSummary(kind: PeopleKind, row: PeopleRow): PeopleSummary {
  return {
    id: row.id,
    kind,
    name: row.name,
    revision: row.revision,
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
    user: row.user,
    users: row.users,
  };
}
