import type {
  InteractionCard,
  InteractionCase,
} from '../../api-client/contract/interaction.ts';
import type { Db } from './database.ts';

/** The case that an interaction is linked to. */
export async function readInteractionCase(
  db: Db,
  organisationId: string,
  id: string,
): Promise<InteractionCase | null> {
  const found = await db
    .selectFrom('interactions as i')
    .innerJoin('cases as c', (join) =>
      join.onRef('c.organisation_id', '=', 'i.organisation_id').onRef('c.id', '=', 'i.case_id'),
    )
    .select(['c.id', 'c.reference', 'c.title', 'c.status'])
    .where('i.organisation_id', '=', organisationId)
    .where('i.id', '=', id)
    .executeTakeFirst();
  return found ?? null;
}

/** Links the interaction to a card or to none, in the place of the one before. False when there is no such interaction. */
export async function linkCard(
  tx: Db,
  { organisationId, interactionId }: { organisationId: string; interactionId: string },
  card: InteractionCard | null,
): Promise<boolean> {
  const { numUpdatedRows } = await tx
    .updateTable('interactions')
    .set({ crm_card: card && JSON.stringify(card) })
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
