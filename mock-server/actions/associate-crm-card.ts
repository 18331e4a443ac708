import { z } from 'zod';
import {
  assertionList,
  confirmChoice,
  readSearch,
  type Search,
} from '../routing/assertions.ts';
import type { ActionContext } from '../routing/action-context.ts';
import { createCard, findBuiltIn, linkOf, type FoundBuiltIn } from '../routing/built-in-crm.ts';
import { unknownNames, type NamedValue } from '../routing/column-values.ts';
import { defineAction, leave } from '../routing/define-action.ts';
import { entityChoice } from '../routing/fields.ts';
import type { Card } from '../routing/records/cards.ts';

/** 5.5: links the one card that is found; of several, none. */
export const associateCrmCard = defineAction({
  type: 'associate-crm-card',
  title: 'Associate the interaction with a CRM card',
  group: 'cases',
  flows: ['messaging', 'email', 'voice'],
  summary: 'Looks for the customer’s card in the built-in CRM and links the interaction to it.',
  parameters: z.strictObject({
    crm: entityChoice('crm', 'CRM in which to search for the card'),
    create: z.boolean().default(false).meta({ title: 'Create a new file if not found' }),
    confirm: confirmChoice('Confirm the test if'),
    assertions: assertionList('CRM card field'),
  }),
  branches: {
    ok: 'OK',
    'not-ok': 'Not OK',
    'not-found': 'Not found',
    default: 'By default',
  },
  general: 'default',

  async run({ crm, create, confirm, assertions }, context) {
    const found = await findBuiltIn(context, crm);
    if ('reason' in found) return leave('not-ok', found.reason);
    const { fields } = found.definition;
    const [unknown] = unknownNames(assertions, fields);
    if (unknown !== undefined) {
      return leave('not-ok', `“${found.name}” has no field “${unknown}”.`);
    }
    const search = readSearch(confirm, assertions, fields, context.locale);
    const cards = search ? await findCards(context, found, search, create) : [];
    if (cards.length > 1) return leave('default', `“${found.name}” has several such cards.`);
    const [card = create ? await createCard(context, found, valuesOf(assertions)) : undefined] =
      cards;
    if (!card) return leave('not-found', `“${found.name}” has no such card.`);
    if ('reason' in card) return leave('not-ok', `No card was created: ${card.reason}`);
    const linked = await context.records.cards.link(linkOf(found, card));
    return linked ? 'ok' : leave('not-ok', 'The interaction could not be linked to the card.');
  },
});

/** Where a card may be created, two interactions that look for the same at the same moment do so in turn. */
async function findCards(
  { records: { cards } }: ActionContext,
  { id }: FoundBuiltIn,
  search: Search,
  create: boolean,
): Promise<Card[]> {
  if (create) await cards.claim(id, search);
  return cards.findTwo(id, search);
}

/** What a new card gets: of a field that is asserted twice, the first value. */
function valuesOf(assertions: readonly NamedValue[]): NamedValue[] {
  const filled = assertions.filter(({ value }) => value.trim() !== '');
  return filled.filter(
    ({ name }, index) => filled.findIndex((other) => other.name === name) === index,
  );
}
