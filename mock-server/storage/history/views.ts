import type { Selectable } from 'kysely';
import { fold } from '../../../api-client/contract/fold.ts';
import { HistoryViewDraft, type HistoryView } from '../../../api-client/contract/history.ts';
import type { z } from 'zod';
import { invalidField, notFound, Refusal } from '../../refusal.ts';
import type { Db } from '../database.ts';
import { isUniqueViolation } from '../database-errors.ts';
import type { HistoryViewsTable } from './tables.ts';

type Draft = z.output<typeof HistoryViewDraft>;

/** Whose views they are: nobody else’s are there. */
export interface Owner {
  organisationId: string;
  userId: string;
}

/** As many views as one user may keep. */
const MOST_VIEWS = 100;

/** All of a user's views, by name. */
export async function listViews(db: Db, owner: Owner): Promise<HistoryView[]> {
  const rows = await ofOwner(db, owner).execute();
  return rows.sort((one, other) => (one.folded < other.folded ? -1 : 1)).map(toView);
}

export async function createView(
  db: Db,
  owner: Owner,
  id: string,
  now: Date,
  draft: Draft,
): Promise<HistoryView> {
  return orTaken(draft, () =>
    db.transaction().execute(async (tx) => {
      await demandRoom(tx, owner);
      const row = await tx
        .insertInto('history_views')
        .values({
          organisation_id: owner.organisationId,
          id,
          user_id: owner.userId,
          ...columnsOf(draft),
          created_at: now,
        })
        .returningAll()
        .executeTakeFirstOrThrow();
      return toView(row);
    }),
  );
}

/** Of two that are saved at the same time, one waits. */
async function demandRoom(tx: Db, owner: Owner): Promise<void> {
  await tx
    .selectFrom('users')
    .select('id')
    .where('organisation_id', '=', owner.organisationId)
    .where('id', '=', owner.userId)
    .forUpdate()
    .execute();
  if ((await ofOwner(tx, owner).execute()).length < MOST_VIEWS) return;
  throw new Refusal(
    'conflict',
    `You have ${MOST_VIEWS} views, which is as many as there can be.`,
  );
}

export async function changeView(
  db: Db,
  { organisationId, userId }: Owner,
  id: string,
  draft: Draft,
): Promise<HistoryView> {
  const row = await orTaken(draft, () =>
    db
      .updateTable('history_views')
      .set(columnsOf(draft))
      .where('organisation_id', '=', organisationId)
      .where('user_id', '=', userId)
      .where('id', '=', id)
      .returningAll()
      .executeTakeFirst(),
  );
  if (!row) throw notFound('view');
  return toView(row);
}

export async function deleteView(
  db: Db,
  { organisationId, userId }: Owner,
  id: string,
): Promise<void> {
  const { numDeletedRows } = await db
    .deleteFrom('history_views')
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId)
    .where('id', '=', id)
    .executeTakeFirst();
  if (numDeletedRows === 0n) throw notFound('view');
}

function ofOwner(db: Db, { organisationId, userId }: Owner) {
  return db
    .selectFrom('history_views')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('user_id', '=', userId);
}

function columnsOf({ name, state }: Draft) {
  return { name, folded: fold(name), state: JSON.stringify(state) };
}

function toView({ id, name, state }: Selectable<HistoryViewsTable>): HistoryView {
  return { id, name, state };
}

async function orTaken<Answer>({ name }: Draft, save: () => Promise<Answer>): Promise<Answer> {
  try {
    return await save();
  } catch (error) {
    if (isUniqueViolation(error))
      throw invalidField('name', `You have a view “${name}” already; choose another name.`);
    throw error;
  }
}
