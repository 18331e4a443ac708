import { readInteractionCase } from '../storage/interaction-links.ts';
import type { Sight } from './act.ts';

/** What is known of an interaction, by `variable.field`: the routing's variables, and what the interaction is. */
export async function fieldsOf({
  db,
  key,
  who,
  interaction,
  held,
}: Sight): Promise<Record<string, string>> {
  const { contact, queue, routing, advisor, card } = interaction;
  const its = await readInteractionCase(db, key.organisationId, interaction.id);
  const own: Record<string, string | null | undefined> = {
    'interaction.id': interaction.id,
    'interaction.flow': interaction.flow,
    'interaction.status': interaction.status,
    'interaction.direction': interaction.direction,
    'interaction.tags': interaction.tags.join(', '),
    'contact.name': contact.name,
    'contact.phone': contact.phone,
    'contact.email': contact.email,
    'queue.name': queue?.name,
    'routing.name': routing?.name,
    'advisor.name': advisor?.name,
    'card.id': card?.id,
    'card.label': card?.label,
    'card.address': card?.address,
    'case.reference': its?.reference,
    'case.title': its?.title,
    'case.status': its?.status,
    'user.name': who.name,
  };
  const filled = Object.entries(own).filter(
    (entry): entry is [string, string] => entry[1] !== null && entry[1] !== undefined,
  );
  return { ...held.run?.variables, ...Object.fromEntries(filled) };
}
