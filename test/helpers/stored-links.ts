import { readInteractionCase } from '../../mock-server/storage/interaction-links.ts';
import type { EngineRun } from './engine-run.ts';

/** The case and the card that an interaction is linked to. */
export async function linksOf({ db, organisationId }: EngineRun, interaction: { id: string }) {
  const { card } = await db
    .selectFrom('interactions')
    .select('crm_card as card')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', interaction.id)
    .executeTakeFirstOrThrow();
  return { case: await readInteractionCase(db, organisationId, interaction.id), card };
}
