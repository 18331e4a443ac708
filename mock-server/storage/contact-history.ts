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
  const { organisationId, interactionId } = interaction;
  return {
    async countSince(from) {
      const same = sameCustomer(interaction);
      if (same.length === 0) return 0;
      const each = same.map(
        (condition) => sql`
          select id from interactions
          where organisation_id = ${organisationId} and ${condition} and direction = 'incoming'
            and id >= ${firstIdAt(from)}::uuid and id < ${interactionId}::uuid`,
      );
      const { rows } = await sql<{ count: number }>`
        select count(*) as count from (${sql.join(each, sql` union `)}) earlier
      `.execute(db);
      return Number(rows[0]?.count ?? 0);
    },
  };
}

/** The ways in which another interaction may be of the same customer: one query each, so that each has its index. */
function sameCustomer({
  contactId,
  phone,
  email,
}: ContactOfInteraction): RawBuilder<unknown>[] {
  if (contactId) return [sql`contact_id = ${contactId}`];
  const digits = phone?.replace(/\D/g, '');
  return [
    ...(digits ? [sql`contact_digits = ${digits}`] : []),
    ...(email ? [sql`contact_folded_email = lower(${email})`] : []),
  ];
}
