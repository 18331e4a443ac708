import type { z } from 'zod';
import type { QualificationRecord } from '../../api-client/contract/interaction-records.ts';
import type { QualificationDraft } from '../../api-client/contract/interaction-settings.ts';
import { notFound, Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import {
  addQualification,
  deleteQualification,
  listQualifications,
} from '../storage/qualifications.ts';
import { act, type Actor } from './act.ts';

/** Says what the interaction was about. Under the same key, once. */
export function qualify(
  services: Services,
  who: Actor,
  interactionId: string,
  { qualificationId, comment, key }: z.output<typeof QualificationDraft>,
): Promise<QualificationRecord> {
  return act(services, who, interactionId, async (held) => {
    const id = key ?? held.newId();
    const given = await listQualifications(held.db, held.key, who.userId);
    const again = given.find(
      (one) => one.id === id && one.isOwn && one.qualificationId === qualificationId,
    );
    if (again) return again;
    const queueId = held.interaction.queue?.id ?? null;
    const what = { id, qualificationId, comment, queueId, field: 'qualificationId' };
    const added = await addQualification(held.db, held.key, who, what, held.now);
    held.note('qualified', added.name);
    return added;
  });
}

/** Takes one's own qualification back. */
export function removeQualification(
  services: Services,
  who: Actor,
  interactionId: string,
  id: string,
): Promise<void> {
  return act(services, who, interactionId, async (held) => {
    const given = await listQualifications(held.db, held.key, who.userId);
    const found = given.find((one) => one.id === id);
    if (!found) throw notFound('qualification');
    if (!found.isOwn)
      throw new Refusal('forbidden', `Only ${found.by.name} can take this back: they said it.`);
    await deleteQualification(held.db, held.key, id);
    held.note('qualification-removed', found.name);
  });
}
