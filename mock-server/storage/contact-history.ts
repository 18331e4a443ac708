import { sql, type RawBuilder } from 'kysely';
import type { Contacts } from '../routing/records/contacts.ts';
import type { Db } from './database.ts';
import { firstIdAt } from './ids.ts';

/** An interaction and its customer, as far as they are known. It may not be stored yet. */
export interface ContactOfInteraction {
  organisationId: string;
  interactionId: string;
  contactId: string | null;
  phone: string | null;
  email: string | null;
}

/**
 * The customer's earlier contacts. They are told by their entry in the directory; without one, by phone or address.
 * Ids sort by the time of the start: of two interactions that begin in the same millisecond, one is the earlier.
 */
export function createContacts(db: Db, interaction: ContactOfInteraction): Contacts {
  return {
    async countSince(from) {
      const each = earlierContacts(interaction, from);
      if (each.length === 0) return 0;
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from (${sql.join(each, sql` union `)}) earlier
      `.execute(db);
      return Number(rows[0]?.count ?? 0);
    },
  };
}

/** One query for each way in which another interaction may be of the same customer, so that each has its index. */
function earlierContacts(
  { organisationId, interactionId, contactId, phone, email }: ContactOfInteraction,
  from: Date,
): RawBuilder<unknown>[] {
  const first = firstIdAt(from);
  const present = (condition: RawBuilder<unknown>) => sql`
    select id from interactions
    where organisation_id = ${organisationId} and ${condition} and direction = 'incoming'
      and id >= ${first}::uuid and id < ${interactionId}::uuid`;
  const past = (contact: string) => sql`
    select interaction_id from past_contacts
    where organisation_id = ${organisationId} and contact_id = ${contact}::uuid
      and interaction_id >= ${first}::uuid and interaction_id < ${interactionId}::uuid`;
  if (contactId) return [present(sql`contact_id = ${contactId}::uuid`), past(contactId)];
  const digits = phone?.replace(/\D/g, '');
  return [
    ...(digits ? [present(sql`contact_digits = ${digits}`)] : []),
    ...(email ? [present(sql`contact_folded_email = lower(${email})`)] : []),
  ];
}

/** Keeps of a month of interactions, before it is dropped, who was in contact in it. */
export async function keepPastContacts(db: Db, partition: string): Promise<void> {
  await sql`
    insert into past_contacts (organisation_id, contact_id, interaction_id)
    select organisation_id, contact_id, id from ${sql.table(partition)}
    where contact_id is not null and direction = 'incoming'
    on conflict do nothing
  `.execute(db);
}

/** The longest period that is counted, and a day or two more for zones and changes of the clock. */
const DAYS_KEPT = 368;
const DAY_MS = 86_400_000;

/** Forgets contacts that no period reaches any more. */
export async function dropOldContacts(db: Db, now: Date): Promise<void> {
  const oldest = firstIdAt(new Date(now.getTime() - DAYS_KEPT * DAY_MS));
  await sql`delete from past_contacts where interaction_id < ${oldest}::uuid`.execute(db);
}
