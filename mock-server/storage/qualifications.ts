import type { QualificationRecord } from '../../api-client/contract/interaction-records.ts';
import { invalidField, Refusal } from '../refusal.ts';
import type { Db } from './database.ts';
import { createEntityLookup } from './entity-lookup.ts';
import type { InteractionKey } from './held-interaction.ts';

interface Author {
  userId: string;
  name: string;
}

/** What an advisor says that an interaction was about. */
export interface Qualifying {
  id: string;
  qualificationId: string;
  comment: string;
  queueId: string | null;
  /** The field that a refusal names. */
  field: string;
}

/** Adds a qualification. Refuses one that is not for the interaction's queue, or that the user has given already. */
export async function addQualification(
  tx: Db,
  { organisationId, interactionId }: InteractionKey,
  { userId, name: userName }: Author,
  { id, qualificationId, comment, queueId, field }: Qualifying,
  at: Date,
): Promise<QualificationRecord> {
  const found = await createEntityLookup(tx, organisationId).find('qualification', {
    id: qualificationId,
  });
  if (!found?.definition.active)
    throw invalidField(field, `There is no qualification with the id ${qualificationId}.`);
  const { name, definition } = found;
  const { queues, commentRequired } = definition;
  if (queues.length > 0 && (queueId === null || !queues.includes(queueId)))
    throw invalidField(field, `“${name}” is not for the queue of this interaction.`);
  if (commentRequired && comment === '')
    throw invalidField('comment', `“${name}” needs a comment.`);
  const given = await tx
    .selectFrom('interaction_qualifications')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .where('qualification_id', '=', qualificationId)
    .where('user_id', '=', userId)
    .executeTakeFirst();
  if (given)
    throw new Refusal('conflict', `You have said “${name}” of this interaction already.`);
  const { numInsertedOrUpdatedRows } = await tx
    .insertInto('interaction_qualifications')
    .values({
      organisation_id: organisationId,
      id,
      interaction_id: interactionId,
      qualification_id: qualificationId,
      name,
      comment,
      user_id: userId,
      user_name: userName,
      at,
    })
    .onConflict((conflict) => conflict.doNothing())
    .executeTakeFirst();
  if (numInsertedOrUpdatedRows === 0n)
    throw new Refusal('conflict', 'This key was used for something else. Take a new one.');
  const by = { id: userId, name: userName };
  return { id, qualificationId, name, comment, by, at: at.toISOString(), isOwn: true };
}

/** What advisors said that the interaction was about, in order. */
export async function listQualifications(
  db: Db,
  { organisationId, interactionId }: InteractionKey,
  viewerId: string,
): Promise<QualificationRecord[]> {
  const rows = await db
    .selectFrom('interaction_qualifications')
    .selectAll()
    .where('organisation_id', '=', organisationId)
    .where('interaction_id', '=', interactionId)
    .orderBy('id')
    .execute();
  return rows.map((row) => ({
    id: row.id,
    qualificationId: row.qualification_id,
    name: row.name,
    comment: row.comment,
    by: { id: row.user_id, name: row.user_name },
    at: row.at.toISOString(),
    isOwn: row.user_id === viewerId,
  }));
}

export async function deleteQualification(
  tx: Db,
  { organisationId }: InteractionKey,
  id: string,
): Promise<void> {
  await tx
    .deleteFrom('interaction_qualifications')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', id)
    .execute();
}
