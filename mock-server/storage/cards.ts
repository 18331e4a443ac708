import { sql } from 'kysely';
import type { Card, Cards } from '../routing/records/cards.ts';
import type { RecordScope } from './create-records.ts';
import type { Db } from './database.ts';
import { linkCard } from './interaction-links.ts';
import { containing } from './keyset.ts';
import { contentOf, foundRows } from './matching.ts';

/** The cards of the organisation's built-in CRMs, as one interaction uses them. */
export function createCards(scope: RecordScope): Cards {
  const { db, organisationId, interactionId, newId, now } = scope;
  return {
    async findTwo(crmId, search) {
      const { rows } = await sql<Card>`
        with ${foundRows('cards', crmId, search)}
        select id, content -> ${crmId}::text as values from found
        where organisation_id = ${organisationId}
        order by position limit 2
      `.execute(db);
      return rows;
    },

    async claim(crmId, { terms }) {
      const names = terms.map(({ name, value }) => JSON.stringify([crmId, name, value]));
      await sql`
        select pg_advisory_xact_lock(key)
        from (
          select distinct hashtextextended(name, 7238403) as key from unnest(${names}::text[]) as n (name)
          order by key
        ) keys
      `.execute(db); // in one order, so that no two wait for each other
    },

    async create(crmId, values) {
      const { rows } = await sql<Card>`
        insert into cards (organisation_id, crm_id, id, content, created_at, updated_at)
        select organisation_id, id, ${newId(now())}::uuid, ${contentOf(crmId, values)}::jsonb,
          ${now()}::timestamptz, ${now()}::timestamptz
        from entities
        where organisation_id = ${organisationId} and id = ${crmId} and kind = 'crm'
        for key share
        returning id, content -> ${crmId}::text as values
      `.execute(db);
      return rows[0];
    },

    link: (card) => linkCard(db, { organisationId, interactionId }, card),
  };
}

const UUID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** One card; `hold` keeps it until the transaction ends. */
export async function readCard(
  db: Db,
  organisationId: string,
  crmId: string,
  id: string,
  { hold = false } = {},
): Promise<Card | undefined> {
  if (!UUID.test(id)) return undefined;
  const { rows } = await sql<Card>`
    select id, content -> ${crmId}::text as values from cards
    where organisation_id = ${organisationId} and crm_id = ${crmId} and id = ${id}
    ${hold ? sql`for key share` : sql``}
  `.execute(db);
  return rows[0];
}

/** Cards of which a field has one of these values. */
export async function findCardsWith(
  db: Db,
  organisationId: string,
  crmId: string,
  {
    fields,
    values,
    limit,
  }: { fields: readonly string[]; values: readonly string[]; limit: number },
): Promise<Card[]> {
  const terms = values.flatMap((value) => fields.map((name) => ({ name, value })));
  if (terms.length === 0) return [];
  const { rows } = await sql<Card>`
    with ${foundRows('cards', crmId, { confirm: 'any', terms })}
    select id, content -> ${crmId}::text as values from found
    where organisation_id = ${organisationId}
    order by position desc limit ${limit}
  `.execute(db);
  return rows;
}

/** Cards of which a value contains the text, without regard to case; the newest first. */
export async function searchCards(
  db: Db,
  organisationId: string,
  crmId: string,
  { search, limit }: { search: string; limit: number },
): Promise<Card[]> {
  const folded = search.toLowerCase();
  const wanted = containing(folded);
  const written = containing(JSON.stringify(folded).slice(1, -1)); // as it is in the text of a document
  const { rows } = await sql<Card>`
    select id, content -> ${crmId}::text as values from cards
    where organisation_id = ${organisationId} and crm_id = ${crmId} and lower(content::text) like ${written}
      and exists (
        select 1 from jsonb_each_text(content -> ${crmId}::text) field where lower(field.value) like ${wanted})
    order by position desc limit ${limit}
  `.execute(db);
  return rows;
}

/**
 * Takes a card away that nobody has changed and no interaction is linked to. True when it is gone.
 */
export async function removeUnusedCard(
  tx: Db,
  organisationId: string,
  crmId: string,
  id: string,
): Promise<boolean> {
  if (!UUID.test(id)) return false;
  const { numAffectedRows } = await sql`
    delete from cards c
    where c.organisation_id = ${organisationId} and c.crm_id = ${crmId} and c.id = ${id}
      and c.updated_at = c.created_at and not exists (
        select 1 from interactions i
        where i.organisation_id = c.organisation_id and i.crm_card ->> 'id' = c.id::text
          and i.crm_card ->> 'crmId' = c.crm_id::text)
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}
