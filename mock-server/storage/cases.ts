import { sql, type RawBuilder } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Case, Cases } from '../routing/records/cases.ts';
import type { RecordScope } from './create-records.ts';
import { linkCase } from './interaction-links.ts';

/** What a new case's status is. */
export const OPEN = 'open';
/** Of so many of a customer's cases, the most recently updated is taken for the one that is meant. */
const LAST_CASES = 3;

/** The organisation's cases, as one interaction uses them. */
export function createCases(scope: RecordScope): Cases {
  const { db, organisationId, interactionId, customer, locale, newId, now } = scope;

  const held = async (id: RawBuilder<unknown>): Promise<Case | undefined> => {
    const { rows } = await sql<Case>`
      select id, reference, title, status, type_id as "typeId", fields from cases
      where organisation_id = ${organisationId} and id = (${id})
      for update
    `.execute(db);
    return rows[0];
  };

  return {
    find: (reference) =>
      held(sql`
        select id from cases where organisation_id = ${organisationId} and reference = ${reference}
      `),

    async findLatest() {
      if (customer.contactId === null) return undefined;
      return held(sql`
        select id from (
          select id, linked, updated_at from cases
          where organisation_id = ${organisationId} and contact_id = ${customer.contactId}
          order by linked desc limit ${LAST_CASES}
        ) last
        order by updated_at desc, linked desc limit 1
      `);
    },

    findLinked: () =>
      held(sql`
        select case_id from interactions where organisation_id = ${organisationId} and id = ${interactionId}
      `),

    async create({ title, typeId }) {
      const created = {
        id: newId(now()),
        reference: await nextReference(scope),
        title,
        status: OPEN,
        typeId,
        fields: {},
      };
      await db
        .insertInto('cases')
        .values({
          organisation_id: organisationId,
          id: created.id,
          reference: created.reference,
          title,
          type_id: typeId,
          contact_id: customer.contactId,
          status: OPEN,
          fields: '{}',
          created_at: now(),
          updated_at: now(),
        })
        .execute();
      return created;
    },

    async change({ id, title, status, fields }) {
      await db
        .updateTable('cases')
        .set({ title, status, fields: JSON.stringify(fields), updated_at: now() })
        .where('organisation_id', '=', organisationId)
        .where('id', '=', id)
        .execute();
    },

    async link(caseId) {
      await linkCase(db, { organisationId, interactionId }, caseId);
      await db
        .updateTable('cases')
        .set({ linked: sql<number>`nextval('case_links')` })
        .where('organisation_id', '=', organisationId)
        .where('id', '=', caseId)
        .execute();
    },

    unlink: () => linkCase(db, { organisationId, interactionId }, null),
  };

  /** `C-2026-000123`: the year in the organisation's zone, and a number that the organisation gives once. */
  async function nextReference({ db: tx }: RecordScope): Promise<string> {
    const { rows } = await sql<{ last: number }>`
      insert into case_counters as counter (organisation_id, last) values (${organisationId}, 1)
      on conflict (organisation_id) do update set last = counter.last + 1
      returning last
    `.execute(tx);
    const { year } = Temporal.Instant.fromEpochMilliseconds(now().getTime()).toZonedDateTimeISO(
      locale.timeZone,
    );
    return `C-${year}-${String(rows[0]?.last).padStart(6, '0')}`;
  }
}
