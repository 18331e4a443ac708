import { sql } from 'kysely';
import type { Card, Cards } from '../routing/records/cards.ts';
import type { RecordScope } from './create-records.ts';
import { linkCard } from './interaction-links.ts';
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
