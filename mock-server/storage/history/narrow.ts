import { sql } from 'kysely';
import { NONE } from '../../../api-client/contract/history.ts';
import { viewersOf } from '../../access/visible.ts';
import type { Db } from '../database.ts';
import type { Selection } from './selection.ts';

/**
 * Of what is with a routing now, an administrator sees what is in a queue of the profile, and what they took part in.
 * Where none of the profile's queues is asked for, or it has none, there can be as much of the rest as there is history:
 * sorted by the current routing, all of it would stand before what they see. Then of that part only what they took part in
 * is gone through; where nothing but that part is asked for, they see as a collaborator does, and are answered as one. If
 * the profile changes meanwhile, less is found than the rule allows, never more.
 */
export async function narrow(db: Db, selection: Selection): Promise<Selection> {
  const { userType, order, filter } = selection;
  const isOnlySmart = filter.currentRouting?.every((routing) => routing === 'smart') === true;
  const isBySmart = order.by === 'place' && order.column === 'current_routing';
  if (userType !== 'administrator' || !(isOnlySmart || isBySmart)) return selection;
  if (await servesOneOf(db, selection, filter.queue)) return selection;
  return {
    ...selection,
    seesOnlyOwnSmart: true,
    userType: isOnlySmart ? 'collaborator' : userType,
  };
}

/** Whether one of these queues, or any, is one of the profile's. */
async function servesOneOf(
  db: Db,
  { organisationId, userId }: Selection,
  queues: readonly string[] | undefined,
): Promise<boolean> {
  const ids = queues?.filter((queue) => queue !== NONE);
  const among = ids ? sql`v.queues && ${ids}::uuid[]` : sql`v.queues <> '{}'`;
  const { rows } = await sql`
    select from ${viewersOf(organisationId, [userId])} v where ${among}
  `.execute(db);
  return rows.length > 0;
}
