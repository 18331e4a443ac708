import { sql, type RawBuilder } from 'kysely';
import { Temporal } from 'temporal-polyfill';
import type { Case, Cases } from '../routing/records/cases.ts';
import type { RecordScope } from './create-records.ts';
import type { Db } from './database.ts';
import { linkCase } from './interaction-links.ts';
import { containing } from './keyset.ts';

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

    findById: (id) => held(sql`${id}::uuid`),

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

/** A case as a list to choose from shows it. */
export interface ListedCase {
  id: string;
  reference: string;
  title: string;
  status: string;
  typeName: string | null;
  isTheirs: boolean;
  updatedAt: string;
}

/** Cases whose reference or title contains the text; without one, those of the contact. What was touched last comes first. */
export async function searchCases(
  db: Db,
  organisationId: string,
  { search, contactId, limit }: { search: string; contactId: string | null; limit: number },
): Promise<ListedCase[]> {
  if (search === '' && contactId === null) return [];
  const wanted = containing(search.toLowerCase());
  const { rows } = await sql<Omit<ListedCase, 'updatedAt'> & { updated_at: Date }>`
    select c.id, c.reference, c.title, c.status, t.name as "typeName", c.updated_at,
      coalesce(c.contact_id = ${contactId}::uuid, false) as "isTheirs"
    from cases c
    left join entities t on t.organisation_id = c.organisation_id and t.id = c.type_id and t.kind = 'case-type'
    where c.organisation_id = ${organisationId} and ${
      search === ''
        ? sql`c.contact_id = ${contactId}::uuid`
        : sql`(lower(c.reference) like ${wanted} or lower(c.title) like ${wanted})`
    }
    order by "isTheirs" desc, c.updated_at desc, c.linked desc
    limit ${limit}
  `.execute(db);
  return rows.map(({ updated_at, ...row }) => ({
    ...row,
    updatedAt: updated_at.toISOString(),
  }));
}

/** Takes a case away that nobody has changed since it was opened and no interaction is linked to. True when it is gone. */
export async function removeUnusedCase(
  tx: Db,
  organisationId: string,
  id: string,
): Promise<boolean> {
  const { numAffectedRows } = await sql`
    delete from cases c
    where c.organisation_id = ${organisationId} and c.id = ${id} and c.updated_at = c.created_at
      and not exists (
        select 1 from interactions i where i.organisation_id = c.organisation_id and i.case_id = c.id)
  `.execute(tx);
  return (numAffectedRows ?? 0n) > 0n;
}
