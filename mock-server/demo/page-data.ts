import { sql } from 'kysely';
import type { UserType } from '../../api-client/contract/user.ts';
import type { Db } from '../storage/database.ts';
import { FIRST_CONTACT } from './organisation.ts';

/** The channel of the demo's chat page; the demo's CRM belongs to the same organisation. */
export const CHAT_CHANNEL = 'chat';
/** The key that the demo's CRM signs its embed tokens with. */
export const CRM_KEY = 'demo-crm';
/** The users that the pages offer. */
export const OFFERED_USERS = ['agent', 'manager', 'admin'];

export interface DemoUser {
  username: string;
  name: string;
  type: UserType;
}

export interface ChatChoices {
  organisation: string;
  routings: { name: string; reference: string }[];
}

export interface DemoContact {
  name: string;
  phone: string;
  email: string | null;
}

/** The users that the pages offer, in this order. */
export async function listDemoUsers(db: Db): Promise<DemoUser[]> {
  const found = await db
    .selectFrom('users')
    .select(['username', 'name', 'type'])
    .where('username', 'in', OFFERED_USERS)
    .execute();
  return OFFERED_USERS.flatMap((name) => found.find(({ username }) => username === name) ?? []);
}

/** What a customer may begin in the chat: the start routings that are in production for it. */
export async function readChatChoices(db: Db): Promise<ChatChoices> {
  const { rows } = await sql<{ organisation: string; name: string; reference: string }>`
    select o.name as organisation, r.name, r.reference
    from channels c
    join organisations o on o.id = c.organisation_id
    join routings r on r.organisation_id = c.organisation_id and r.flow = c.routing_flow and r.kind = 'start'
    where c.id = ${CHAT_CHANNEL} and exists (
      select 1 from routing_versions v
      where v.organisation_id = r.organisation_id and v.routing_id = r.id and v.state = 'production'
    )
    order by r.reference = 'welcome-orders' desc, r.name
  `.execute(db);
  return {
    organisation: rows[0]?.organisation ?? 'Waypost',
    routings: rows.map(({ name, reference }) => ({ name, reference })),
  };
}

/** The CRM's contacts: the first, and those of the same advisor's other customers who were in touch most. */
export async function listCrmContacts(db: Db): Promise<DemoContact[]> {
  const { rows } = await sql<DemoContact>`
    with first as (
      select c.organisation_id, c.advisor_id from contacts c
      join channels on channels.organisation_id = c.organisation_id and channels.id = ${CHAT_CHANNEL}
      where c.phone = ${FIRST_CONTACT.phone}
    )
    select c.name, c.phone, c.email
    from contacts c
    join first on first.organisation_id = c.organisation_id and first.advisor_id = c.advisor_id
    left join lateral (
      select count(*) as interactions from interactions i
      where i.organisation_id = c.organisation_id and i.contact_digits = substr(c.phone, 2)
    ) touch on true
    where c.name is not null and c.phone is not null
    order by c.phone = ${FIRST_CONTACT.phone} desc, touch.interactions desc, c.id
    limit 5
  `.execute(db);
  return rows;
}
