import type { InteractionCard } from '../../api-client/contract/interaction.ts';
import type { ButtonPressed } from '../../api-client/contract/interaction-buttons.ts';
import type { Done } from '../../api-client/contract/interaction-settings.ts';
import type { Db } from './database.ts';
import type { InteractionKey } from './held-interaction.ts';

/** What an interaction was linked to: a card of a CRM, or a case by its id. */
export type Link = { card: InteractionCard } | { case: string } | null;

/** What a user did to an interaction, and what undoes it. */
export interface ManualAct {
  id: string;
  userId: string;
  /** The same key does nothing twice. */
  key: string;
  done: Done;
  /** What a button’s web service answered; null for everything else. */
  answer: ButtonPressed | null;
  before: Link;
  after: Link;
  undone: boolean;
}

export async function insertAct(
  tx: Db,
  { organisationId, interactionId }: InteractionKey,
  { id, userId, key, done, answer, before, after }: Omit<ManualAct, 'undone'>,
): Promise<void> {
  await tx
    .insertInto('manual_acts')
    .values({
      organisation_id: organisationId,
      id,
      interaction_id: interactionId,
      user_id: userId,
      key,
      done: JSON.stringify(done),
      answer: answer && JSON.stringify(answer),
      link_before: before && JSON.stringify(before),
      link_after: after && JSON.stringify(after),
      at: new Date(done.at),
    })
    .execute();
}

/** What was done under this key already, or has this id. */
export async function findAct(
  tx: Db,
  { organisationId, interactionId }: InteractionKey,
  by: { key: string } | { id: string },
): Promise<ManualAct | undefined> {
  const row = await tx
    .selectFrom('manual_acts')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .$if('key' in by, (query) => query.where('key', '=', (by as { key: string }).key))
    .$if('id' in by, (query) => query.where('id', '=', (by as { id: string }).id))
    .executeTakeFirst();
  if (!row) return undefined;
  const { id, user_id: userId, key, done, answer, undone } = row;
  const { link_before: before, link_after: after } = row;
  return { id, userId, key, done, answer, undone, before, after };
}

export async function markUndone(
  tx: Db,
  { organisationId }: InteractionKey,
  id: string,
): Promise<void> {
  await tx
    .updateTable('manual_acts')
    .set({ undone: true })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute();
}
