import { sql } from 'kysely';
import type { InteractionFlow, RoutingFlow } from '../../api-client/contract/flow.ts';
import type { Contact } from '../../api-client/contract/interaction.ts';
import type { Locale } from '../routing/action-context.ts';
import type { Db } from './database.ts';

/** A way by which customers come in. */
export interface Channel {
  organisationId: string;
  id: string;
  /** `chat` is open to customers' browsers, `webhook` to a gateway that signs; `internal` only to this server itself. */
  kind: 'chat' | 'webhook' | 'internal';
  flow: InteractionFlow;
  routingFlow: RoutingFlow;
  queueId: string | null;
  locale: Locale;
}

/** A channel as the database has it, with its organisation's locale. */
export interface ChannelRow extends Omit<Channel, 'locale'> {
  time_zone: string;
  region: string;
  languages: readonly string[];
}

export function toChannel(row: ChannelRow): Channel {
  const { organisationId, id, kind, flow, routingFlow, queueId, languages } = row;
  const locale = {
    timeZone: row.time_zone,
    region: row.region,
    language: languages[0] ?? 'en',
  };
  return { organisationId, id, kind, flow, routingFlow, queueId, locale };
}

export interface KnownContact {
  id: string;
  name: string | null;
  /** The user who looks after this customer: takes part in the customer's interactions from their start. */
  advisorId: string | null;
}

/** The customer's entry in the directory, made when there is a phone or an address to know them by. */
export async function findOrAddContact(
  db: Db,
  organisationId: string,
  contact: Contact,
  newId: () => string,
): Promise<KnownContact | undefined> {
  if (!contact.phone && !contact.email) return undefined;
  const found = await findContact(db, organisationId, contact);
  if (found) return found;
  await db
    .insertInto('contacts')
    .values({ organisation_id: organisationId, id: newId(), advisor_id: null, ...contact })
    .onConflict((conflict) => conflict.doNothing())
    .execute();
  return findContact(db, organisationId, contact);
}

async function findContact(db: Db, organisationId: string, { phone, email }: Contact) {
  const { rows } = await sql<KnownContact>`
    select id, name, advisor_id as "advisorId" from contacts
    where organisation_id = ${organisationId} and phone = ${phone}
    union all
    select id, name, advisor_id from contacts
    where organisation_id = ${organisationId} and lower(email) = lower(${email})
    limit 1
  `.execute(db);
  return rows[0];
}
