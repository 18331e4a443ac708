import { sql } from 'kysely';
import type { Right, Rights } from '../../../api-client/contract/rights.ts';
import type { Viewer } from '../../access/identity.ts';
import { demandRight } from '../../access/rights.ts';
import { Refusal } from '../../refusal.ts';
import type { Db } from '../database.ts';
import { readSessionUser } from '../sessions.ts';

/**
 * One who changes people waits for the one before: what must hold for all of them together is looked at with nobody else
 * at work. Gives who it is that writes, as the one before has left them.
 */
export async function takeTurn(
  tx: Db,
  viewer: Viewer,
  right: Right,
  now: Date,
): Promise<Viewer> {
  await sql`
    select 1 from organisations where id = ${viewer.organisationId} for no key update
  `.execute(tx);
  const user = await readSessionUser(tx, viewer, now);
  if (!user) throw new Refusal('signed-out', 'This session has ended; sign in again.');
  demandRight({ ...viewer, ...user }, 'users', right);
  return { ...viewer, ...user };
}

/**
 * After a change: refuses it when whoever made it would be locked out by it, or when nobody would be left who may read and
 * modify users.
 */
export async function demandKeepers(
  tx: Db,
  { organisationId, userId, rights }: Pick<Viewer, 'organisationId' | 'userId' | 'rights'>,
): Promise<void> {
  const self = await tx
    .selectFrom('users as u')
    .innerJoin('roles as r', (join) =>
      join.onRef('r.organisation_id', '=', 'u.organisation_id').onRef('r.id', '=', 'u.role_id'),
    )
    .select(['u.active', 'r.rights'])
    .where('u.organisation_id', '=', organisationId)
    .where('u.id', '=', userId)
    .executeTakeFirst();
  if (!self) throw refusal('You cannot delete yourself. Somebody else has to do it.');
  if (!self.active)
    throw refusal('You cannot switch yourself off. Somebody else has to do it.');
  const lost = lostRights(rights.users ?? [], self.rights);
  if (lost.length > 0)
    throw refusal(
      `You would take from yourself the right to ${lost.join(', ')} users. Somebody else has to do it.`,
    );
  if (!(await hasKeeper(tx, organisationId)))
    throw refusal(
      'Nobody would be left who may read and modify users. Give that to another active user first.',
    );
}

function lostRights(before: readonly Right[], { users = [] }: Rights): Right[] {
  return before.filter((right) => !users.includes(right));
}

async function hasKeeper(tx: Db, organisationId: string): Promise<boolean> {
  const { rows } = await sql`
    select 1 from users u
    join roles r on r.organisation_id = u.organisation_id and r.id = u.role_id
    where u.organisation_id = ${organisationId} and u.active
      and r.rights @> '{"users": ["read", "modify"]}'
    limit 1
  `.execute(tx);
  return rows.length > 0;
}

const refusal = (sentence: string): Refusal => new Refusal('conflict', sentence);
