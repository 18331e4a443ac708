import type { z } from 'zod';
import type {
  CaseAssignment,
  CaseCreation,
  Done,
  FoundCases,
} from '../../api-client/contract/interaction-settings.ts';
import { invalidField } from '../refusal.ts';
import { changeCase } from '../routing/case-changes.ts';
import { missingIn } from '../routing/column-values.ts';
import type { Services } from '../services.ts';
import { createCases, searchCases } from '../storage/cases.ts';
import { createEntityLookup } from '../storage/entity-lookup.ts';
import { readInteractionCase } from '../storage/interaction-links.ts';
import { act, type Act, type Actor, type Sight } from './act.ts';
import { named, readFormValues, wrongValue } from './field-values.ts';
import { demandLinked, demandSeen, doneBefore, keepDone } from './links.ts';

type Creation = z.output<typeof CaseCreation>;
type Assignment = z.output<typeof CaseAssignment>;

/** Opens a case for the interaction's customer and links the interaction to it. */
export function createCase(
  services: Services,
  who: Actor,
  interactionId: string,
  { typeId, title, values, instead, key }: Creation,
): Promise<Done> {
  return act(services, who, interactionId, async (held) => {
    const again = await doneBefore(held, key, 'case-linked');
    if (again) return again;
    const former = await linkedCase(held);
    demandSeen('case', former, { instead });
    const type = await createEntityLookup(held.db, who.organisationId).find('case-type', {
      id: typeId,
    });
    if (!type) throw invalidField('typeId', `There is no case type with the id ${typeId}.`);
    const { fields } = type.definition;
    const { locale } = held.held;
    const missing = missingIn(readFormValues(values, fields, locale), fields);
    if (missing) throw wrongValue(missing);
    const cases = createCases(held.scope);
    const made = await cases.create({ title, typeId: type.id });
    const filled = changeCase(made, named(values), fields, locale);
    if ('wrong' in filled) throw wrongValue(filled.wrong);
    await cases.change(filled.changed);
    await cases.link(made.id);
    const label = `${made.reference} ${title}`;
    return keepLinked(held, { id: made.id, label }, former, { made: true, callKey: key });
  });
}

/** Links the interaction to a case that is there. */
export function assignCase(
  services: Services,
  who: Actor,
  interactionId: string,
  { caseId, instead }: Assignment,
): Promise<Done> {
  return act(services, who, interactionId, async (held) => {
    const former = await linkedCase(held);
    demandSeen('case', former, { instead, isWanted: former?.id === caseId });
    const cases = createCases(held.scope);
    const found = await cases.findById(caseId);
    if (!found) throw invalidField('caseId', 'There is no such case, or no more.');
    await cases.link(found.id);
    return keepLinked(
      held,
      { id: found.id, label: `${found.reference} ${found.title}` },
      former,
      {
        made: false,
      },
    );
  });
}

/** Takes the link to the case away. */
export function unassignCase(
  services: Services,
  who: Actor,
  interactionId: string,
  seen: string | undefined,
): Promise<Done> {
  return act(services, who, interactionId, async (held) => {
    const linked = demandLinked('case', await linkedCase(held), seen);
    await createCases(held.scope).unlink();
    return keepDone(held, {
      kind: 'case-unlinked',
      recordId: linked.id,
      label: linked.label,
      former: null,
      made: false,
      before: { case: linked.id },
      after: null,
    });
  });
}

/** The case that the interaction is linked to, and what it is called. */
export async function linkedCase({
  db,
  key,
}: Pick<Act, 'db' | 'key'>): Promise<{ id: string; label: string } | null> {
  const found = await readInteractionCase(db, key.organisationId, key.interactionId);
  return found && { id: found.id, label: `${found.reference} ${found.title}` };
}

function keepLinked(
  held: Act,
  { id, label }: { id: string; label: string },
  former: { id: string; label: string } | null,
  { made, callKey }: { made: boolean; callKey?: string | undefined },
): Promise<Done> {
  return keepDone(held, {
    kind: 'case-linked',
    recordId: id,
    label,
    former: former?.label ?? null,
    made,
    before: former && { case: former.id },
    after: { case: id },
    callKey,
  });
}

/** So many cases are shown; who looks for another one writes more of it. */
const MOST_SHOWN = 20;

/** Cases by a part of their reference or title; without a search, the customer's own. */
export async function findCases(
  { db, key, held }: Sight,
  { search }: { search: string },
): Promise<FoundCases> {
  const { contactId } = held.customer;
  const cases = await searchCases(db, key.organisationId, {
    search,
    contactId,
    limit: MOST_SHOWN + 1,
  });
  return { items: cases.slice(0, MOST_SHOWN), more: cases.length > MOST_SHOWN };
}
