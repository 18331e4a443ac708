import { readInteractionLinks } from '../../mock-server/storage/interaction-links.ts';
import type { EngineRun } from './engine-run.ts';

/** The case and the card that an interaction is linked to. */
export function linksOf({ db, organisationId }: EngineRun, interaction: { id: string }) {
  return readInteractionLinks(db, organisationId, interaction.id);
}
