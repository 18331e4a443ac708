import type { z } from 'zod';
import type { InteractionCard } from '../../api-client/contract/interaction.ts';
import type {
  CardAssignment,
  CardCreation,
  Done,
} from '../../api-client/contract/interaction-settings.ts';
import { invalidField, Refusal } from '../refusal.ts';
import { linkOf } from '../routing/built-in-crm.ts';
import type { FoundHttpCrm } from '../routing/http-crm.ts';
import type { Services } from '../services.ts';
import { createCards, readCard } from '../storage/cards.ts';
import { linkCard } from '../storage/interaction-links.ts';
import { act, lookAt, type Act, type Actor, type Sight } from './act.ts';
import { askCrm, demandCrm, type FoundCrm } from './crms.ts';
import { readFormValues } from './field-values.ts';
import { searchHttpCrm } from './find-cards.ts';
import { demandLinked, demandSeen, doneBefore, isSameCard, keepDone } from './links.ts';

type Creation = z.output<typeof CardCreation>;
type Assignment = z.output<typeof CardAssignment>;

/** Makes a card and links the interaction to it. */
export async function createCard(
  services: Services,
  who: Actor,
  interactionId: string,
  creation: Creation,
): Promise<Done> {
  const sight = await lookAt(services, who, interactionId);
  const before = await doneBefore(sight, creation.key, 'card-linked');
  if (before) return before;
  demandSeen('card', sight.held.card, creation);
  const found = await demandCrm(services.db, who.organisationId, creation.crmId);
  const made =
    found.kind === 'v2' ? await createAt(services, sight, found.crm, creation) : null;
  return act(services, who, interactionId, async (held) => {
    const again = await doneBefore(held, creation.key, 'card-linked');
    if (again) return again;
    demandSeen('card', held.held.card, creation);
    const card = made ?? (await createHere(held, found, creation));
    return link(held, card, { made: true, callKey: creation.key });
  });
}

/** A card of the built-in CRM. */
async function createHere(
  { scope, held }: Act,
  found: FoundCrm,
  { values }: Creation,
): Promise<InteractionCard> {
  if (found.kind !== 'built-in') throw new Error('A card of another CRM is made there.');
  const { crm } = found;
  const read = readFormValues(values, crm.definition.fields, held.locale);
  if (Object.values(read).every((value) => value === null))
    throw invalidField('values', 'Fill in one field at least.');
  const card = await createCards(scope).create(crm.id, read);
  if (!card) throw invalidField('crmId', 'This CRM has just been deleted.');
  return linkOf(crm, card);
}

/** A card of a CRM of one's own: called before anything is written here, under a key that a repetition has too. */
async function createAt(
  { callNow, newId }: Services,
  { key, held, now }: Sight,
  crm: FoundHttpCrm,
  { object: wanted, values, key: callKey = newId(now) }: Creation,
): Promise<InteractionCard> {
  const { definition } = crm;
  const object =
    wanted === null && definition.objects.length === 1
      ? definition.objects[0]
      : definition.objects.find(({ name }) => name === wanted);
  if (!object) throw invalidField('object', `“${crm.name}” has no such kind of card.`);
  if (!object.create)
    throw invalidField('object', `“${crm.name}” makes no cards of “${object.title}”.`);
  const read = readFormValues(values, object.fields, held.locale);
  const fields = Object.fromEntries(
    Object.entries(read).map(([name, value]) => [name, value ?? '']),
  );
  const request = { definition, call: 'create', object: object.name, fields } as const;
  const [card] = await askCrm(
    callNow,
    crm,
    request,
    key,
    `manual:${key.interactionId}:${callKey}`,
  );
  if (!card)
    throw new Refusal('conflict', `“${crm.name}” did not say which card it made. Look there.`);
  return { crmId: crm.id, ...card, object: object.name };
}

/** Links the interaction to a card that is there. */
export async function assignCard(
  services: Services,
  who: Actor,
  interactionId: string,
  assignment: Assignment,
): Promise<Done> {
  const sight = await lookAt(services, who, interactionId);
  demandSeen('card', sight.held.card, assignment);
  const found = await demandCrm(services.db, who.organisationId, assignment.crmId);
  const elsewhere =
    found.kind === 'v2' ? await findAt(services, sight, found.crm, assignment) : null;
  return act(services, who, interactionId, async (held) => {
    const { card: linked } = held.held;
    const wanted = elsewhere ?? { id: assignment.cardId, crmId: assignment.crmId };
    demandSeen('card', linked, { ...assignment, isWanted: isSameCard(linked, wanted) });
    const card = elsewhere ?? (await findHere(held, found, assignment));
    return link(held, card, { made: false });
  });
}

const noSuchCard = () => invalidField('cardId', 'There is no such card, or no more.');

async function findHere(
  { db, key }: Act,
  found: FoundCrm,
  { cardId }: Assignment,
): Promise<InteractionCard> {
  if (found.kind !== 'built-in') throw new Error('A card of another CRM is looked for there.');
  const card = await readCard(db, key.organisationId, found.crm.id, cardId, { hold: true });
  if (!card) throw noSuchCard();
  return linkOf(found.crm, card);
}

/** A page may say anything of a card: it is looked for again by the search that found it. */
async function findAt(
  services: Services,
  sight: Sight,
  crm: FoundHttpCrm,
  { cardId, scenario, search }: Assignment,
): Promise<InteractionCard> {
  const cards = await searchHttpCrm(services, sight, crm, { scenario, search });
  const card = cards.find(({ id }) => id === cardId);
  if (!card) throw noSuchCard();
  return { crmId: crm.id, ...card };
}

/** Takes the link to the card away. */
export function unassignCard(
  services: Services,
  who: Actor,
  interactionId: string,
  seen: string | undefined,
): Promise<Done> {
  return act(services, who, interactionId, async (held) => {
    const card = demandLinked('card', held.held.card, seen);
    await linkCard(held.db, held.key, null);
    return keepDone(held, {
      kind: 'card-unlinked',
      recordId: card.id,
      label: card.label,
      former: null,
      made: false,
      before: { card },
      after: null,
    });
  });
}

async function link(
  held: Act,
  card: InteractionCard,
  { made, callKey }: { made: boolean; callKey?: string | undefined },
): Promise<Done> {
  const former = held.held.card;
  await linkCard(held.db, held.key, card);
  return keepDone(held, {
    kind: 'card-linked',
    recordId: card.id,
    label: card.label,
    former: former?.label ?? null,
    made,
    before: former && { card: former },
    after: { card },
    callKey,
  });
}
