import type { CrmScenario } from '../../api-client/contract/entities/crm.ts';
import type { FoundCards } from '../../api-client/contract/interaction-settings.ts';
import { invalidField } from '../refusal.ts';
import { linkOf, type FoundBuiltIn } from '../routing/built-in-crm.ts';
import { valueIn } from '../routing/column-values.ts';
import type { CrmCard } from '../routing/effects.ts';
import { scenarioValues, type FoundHttpCrm } from '../routing/http-crm.ts';
import type { Services } from '../services.ts';
import { findCardsWith, searchCards } from '../storage/cards.ts';
import type { Sight } from './act.ts';
import { askCrm, demandCrm, SEARCHED, takesText } from './crms.ts';
import { fieldsOf } from './interaction-fields.ts';

interface CardSearch {
  scenario?: string | undefined;
  search: string;
}

/** So many cards are shown; who looks for another one writes more of it. */
const MOST_SHOWN = 20;
/** So many values tell one card from another. */
const MOST_DETAILS = 4;
/** A CRM of one's own tells of so many cards. */
const MOST_TOLD = 10;

/** Cards that the interaction could be linked to. Without a search, those that its contact suggests. */
export async function findCards(
  services: Services,
  sight: Sight,
  { crm: crmId, ...search }: CardSearch & { crm: string },
): Promise<FoundCards> {
  const found = await demandCrm(sight.db, sight.key.organisationId, crmId, 'crm');
  if (found.kind === 'built-in') return findHere(sight, found.crm, search.search);
  const cards = await searchHttpCrm(services, sight, found.crm, search);
  return {
    items: cards.map(({ id, label, address }) => ({ id, label, address, details: [] })),
    more: cards.length >= MOST_TOLD,
  };
}

async function findHere(
  { db, key, held }: Sight,
  crm: FoundBuiltIn,
  search: string,
): Promise<FoundCards> {
  const { fields } = crm.definition;
  const { name, phone, email } = held.customer;
  const cards =
    search === ''
      ? await findCardsWith(db, key.organisationId, crm.id, {
          fields: fields.map((field) => field.name),
          values: [phone, email, name].filter((value) => value !== null),
          limit: MOST_SHOWN + 1,
        })
      : await searchCards(db, key.organisationId, crm.id, { search, limit: MOST_SHOWN + 1 });
  const items = cards.slice(0, MOST_SHOWN).map((card) => ({
    id: card.id,
    label: linkOf(crm, card).label,
    address: null,
    details: fields
      .flatMap(({ name: field, title }) => {
        const value = valueIn(card.values, field);
        return value === null ? [] : [{ title, value }];
      })
      .slice(0, MOST_DETAILS),
  }));
  return { items, more: cards.length > MOST_SHOWN };
}

/** What a CRM of one's own finds by a scenario, with what the interaction knows and what the user wrote. */
export async function searchHttpCrm(
  { callNow, newId }: Services,
  { key, now, ...sight }: Sight,
  crm: FoundHttpCrm,
  { scenario: wanted, search }: CardSearch,
): Promise<(CrmCard & { object: string })[]> {
  const scenario = chosen(crm, wanted, search);
  const known: Record<string, string> = {
    ...(await fieldsOf({ key, now, ...sight })),
    [SEARCHED]: search,
  };
  const { values, empty } = scenarioValues(scenario, {
    variables: { get: (path) => (Object.hasOwn(known, path) ? known[path] : undefined) },
  });
  if (empty !== undefined) return [];
  const { definition } = crm;
  const cards = await askCrm(
    callNow,
    crm,
    { definition, call: 'search', scenario: scenario.name, variables: values },
    key,
    `search:${newId(now)}`,
  );
  return cards.map((card) => ({ ...card, object: scenario.object }));
}

/** The scenario that is named; else the one that fits: with a text one that takes it, without one the default. */
function chosen(
  { name, definition: { scenarios } }: FoundHttpCrm,
  wanted: string | undefined,
  search: string,
): CrmScenario {
  const found =
    wanted === undefined
      ? search === ''
        ? (scenarios.find((one) => one.default && !takesText(one)) ??
          scenarios.find((one) => !takesText(one)))
        : scenarios.find(takesText)
      : scenarios.find((one) => one.name === wanted);
  if (found) return found;
  if (wanted !== undefined)
    throw invalidField(
      'scenario',
      `“${name}” has no way to look for cards called “${wanted}”.`,
    );
  throw invalidField(
    'search',
    search === ''
      ? `“${name}” looks for cards by a text only: write one.`
      : `“${name}” cannot look for a text: choose one of its own ways.`,
  );
}
