import { sql } from 'kysely';
import type { Customer } from '../routing/conversation.ts';
import type { Outgoing, OutgoingDraft } from '../routing/records/outgoing.ts';
import type { Db } from './database.ts';
import type { NewId } from './ids.ts';

/** The interaction that sends, and its step. */
export interface OutgoingScope {
  /** The step's transaction: it holds the sender's lock, so nobody creates the same at the same time. */
  db: Db;
  organisationId: string;
  interactionId: string;
  customer: Customer;
  newId: NewId;
  now(): Date;
}

/** What goes out of an interaction, as interactions of their own. */
export function createOutgoing(scope: OutgoingScope): Outgoing {
  return {
    create: async (draft) =>
      (await findByKey(scope, draft.key)) ?? (await insertOutgoing(scope, draft)),
  };
}

async function findByKey(
  { db, organisationId, interactionId }: OutgoingScope,
  key: string,
): Promise<string | undefined> {
  const { rows } = await sql<{ id: string }>`
    select id from interactions
    where organisation_id = ${organisationId} and linked_interaction_id = ${interactionId}
      and linked_key = ${key}
  `.execute(db);
  return rows[0]?.id;
}

async function insertOutgoing(scope: OutgoingScope, draft: OutgoingDraft): Promise<string> {
  const { db, organisationId, interactionId } = scope;
  const now = scope.now();
  const [id, messageId] = [scope.newId(now), scope.newId(now)];
  const { contactId, name, phone, email } = recipientOf(scope.customer, draft);
  const status = draft.failure === null ? 'delivered' : 'warning';
  await sql`
    insert into interactions (organisation_id, id, revision, flow, channel_id, status, status_reason, direction,
      original_routing, current_routing, routing_id, routing_version, queue_id, contact_id, contact_name, contact_phone,
      contact_email, contact_digits, contact_folded_email, tags, template_ids, started_at, ended_at,
      linked_interaction_id, linked_key)
    select organisation_id, ${id}, 1, ${draft.flow}, channel_id, ${status}, ${draft.failure}, 'outgoing',
      'smart', 'smart', routing_id, routing_version, ${draft.queueId}::uuid, ${contactId}::uuid, ${name}::text, ${phone}::text,
      ${email}::text, regexp_replace(${phone}::text, '\\D', '', 'g'), lower(${email}::text), '{}',
      ${draft.templateId === null ? [] : [draft.templateId]}::uuid[], ${now}, ${now},
      id, ${draft.key}
    from interactions where organisation_id = ${organisationId} and id = ${interactionId}
  `.execute(db);
  await sql`
    insert into messages (organisation_id, interaction_id, sequence, id, author, text, choices, sent_at)
    values (${organisationId}, ${id}, 1, ${messageId}, 'routing', ${draft.text}, '[]', ${now})
  `.execute(db);
  await sql`
    insert into changes (organisation_id, kind, interaction_id, entity_id)
    values (${organisationId}, 'interaction', ${id}, null), (${organisationId}, 'message', ${id}, ${messageId})
  `.execute(db);
  return id;
}

/** The customer, when it went to an address of theirs; else whoever has the address. */
function recipientOf(customer: Customer, { recipient }: OutgoingDraft): Customer {
  const isCustomer =
    'phone' in recipient
      ? recipient.phone === customer.phone
      : recipient.email.toLowerCase() === customer.email?.toLowerCase();
  if (isCustomer) return customer;
  return { contactId: null, name: null, phone: null, email: null, ...recipient };
}
