import type {
  InteractionCard,
  InteractionDetails,
} from '../../api-client/contract/interaction.ts';
import type { Db } from './database.ts';

/** The case and the card that an interaction is linked to. */
export async function readInteractionLinks(
  db: Db,
  organisationId: string,
  id: string,
): Promise<Pick<InteractionDetails, 'case' | 'card'>> {
  const row = await db
    .selectFrom('interactions as i')
    .leftJoin('cases as c', (join) =>
      join.onRef('c.organisation_id', '=', 'i.organisation_id').onRef('c.id', '=', 'i.case_id'),
    )
    .select(['i.crm_card as card', 'c.id', 'c.reference', 'c.title', 'c.status'])
    .where('i.organisation_id', '=', organisationId)
    .where('i.id', '=', id)
    .executeTakeFirst();
  if (!row) return { case: null, card: null };
  const { card, id: caseId, reference, title, status } = row;
  const found = caseId !== null && reference !== null && title !== null && status !== null;
  return { case: found ? { id: caseId, reference, title, status } : null, card };
}

/** Links the interaction to a card, in the place of the one before. False when there is no such interaction. */
export async function linkCard(
  tx: Db,
  { organisationId, interactionId }: { organisationId: string; interactionId: string },
  card: InteractionCard,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('interactions')
    .set({ crm_card: JSON.stringify(card) })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', interactionId)
    .executeTakeFirst();
  return numUpdatedRows > 0n;
}

/** Links the interaction to a case, or to none. */
export async function linkCase(
  tx: Db,
  { organisationId, interactionId }: { organisationId: string; interactionId: string },
  caseId: string | null,
): Promise<void> {
  await tx
    .updateTable('interactions')
    .set({ case_id: caseId })
    .where('organisation_id', '=', organisationId)
    .where('id', '=', interactionId)
    .execute();
}
