import type { BuiltInCrm } from '../../api-client/contract/entities/crm.ts';
import type { InteractionCard } from '../../api-client/contract/interaction.ts';
import type { ActionContext } from './action-context.ts';
import { missingIn, readValues, valueIn, type NamedValue } from './column-values.ts';
import type { EntityChoice } from './entities.ts';
import { missingEntity } from './missing-entity.ts';
import type { Card } from './records/cards.ts';

/** A CRM whose cards are kept here. */
export interface FoundBuiltIn {
  id: string;
  name: string;
  definition: BuiltInCrm;
}

/** The built-in CRM that an action names, or why there is none. */
export async function findBuiltIn(
  context: ActionContext,
  choice: EntityChoice,
): Promise<FoundBuiltIn | { reason: string }> {
  const found = await context.find('crm', choice);
  if (!found) return { reason: missingEntity('crm', choice) };
  const { id, name, definition } = found;
  if (definition.kind !== 'built-in') {
    return { reason: `The cards of “${name}” are kept elsewhere: use the actions for CRM V2.` };
  }
  return { id, name, definition };
}

/** A new card with these values, or why there is none. */
export async function createCard(
  context: ActionContext,
  { id, definition }: FoundBuiltIn,
  given: readonly NamedValue[],
): Promise<Card | { reason: string }> {
  const { fields } = definition;
  const read = readValues(given, fields, context.locale);
  if ('wrong' in read) return { reason: read.wrong.message };
  const missing = missingIn(read.values, fields);
  if (missing) return { reason: missing.message };
  if (Object.values(read.values).every((value) => value === null)) {
    return { reason: 'There is no value to make a card of.' };
  }
  const card = await context.records.cards.create(id, read.values);
  return card ?? { reason: 'The CRM has been deleted.' };
}

/** The card as an interaction links it: called by the value of the CRM's label field. */
export function linkOf({ id: crmId, definition }: FoundBuiltIn, card: Card): InteractionCard {
  const labelField = definition.labelField ?? definition.fields[0]?.name ?? '';
  return {
    crmId,
    id: card.id,
    label: valueIn(card.values, labelField) ?? card.id,
    address: null,
  };
}
