import { sql } from 'kysely';
import { v7 } from 'uuid';
import type { Db } from '../../../mock-server/storage/database.ts';
import { ensurePartitions } from '../../../mock-server/storage/partitions.ts';

const DAYS = 90;
/** The setting that tells what was made. */
const MADE = 'bench';
/** Rows of one statement. */
const TOGETHER = 50_000;

/** An organisation with three months of interactions, made by the database itself: the same every time. */
export interface Made {
  organisationId: string;
  users: string[];
  queues: string[];
  routings: string[];
  checkpoints: string[];
  templates: string[];
}

/**
 * 40 users in 5 teams, 10 queues, 25 checkpoints; 5 checkpoints on each interaction, and six actions that it passed.
 * Where the database has them already, they are left as they are.
 */
export async function generateHistory(db: Db, now: Date, count: number): Promise<Made> {
  const kept = await db
    .selectFrom('settings')
    .select('value')
    .where('name', '=', MADE)
    .executeTakeFirst();
  if (kept) return JSON.parse(kept.value) as Made; // written below
  await ensurePartitions(db, now);
  const made = await makeOrganisation(db);
  for (let from = 0; from < count; from += TOGETHER)
    await insert(db, made, now, { from, to: Math.min(from + TOGETHER, count), count });
  await insertEvents(db, made);
  // As after a while in service: the first time, what came last may still count as seen by not everybody.
  for (let round = 0; round < 2; round++)
    await sql`vacuum (analyze) interactions, participants, interaction_checkpoints, interaction_events`.execute(
      db,
    );
  const value = JSON.stringify(made);
  await db.insertInto('settings').values({ name: MADE, value }).execute();
  return made;
}

async function insert(
  db: Db,
  { organisationId, users, queues, routings, checkpoints, templates }: Made,
  now: Date,
  { from, to, count }: { from: number; to: number; count: number },
): Promise<void> {
  const period = DAYS * 86_400_000;
  const start = now.getTime() - period;
  await sql`
    with numbered as (
      select n, hash(n, 0) as h, to_timestamp((${start}::float8 + ${period}::float8 * n / ${count}) / 1000) as at
      from generate_series(${from}::bigint, ${to - 1}::bigint) n
    ),
    drawn as (
      select *, case when h % 1000 < 350 then 'chat-messaging' when h % 1000 < 550 then 'voice'
          when h % 1000 < 750 then 'whatsapp-messaging' when h % 1000 < 850 then 'email-messaging'
          when h % 1000 < 930 then 'sms-messaging' when h % 1000 < 980 then 'messenger-messaging'
          when h % 1000 < 995 then 'whatsapp-campaign' else 'telegram-messaging' end as flow,
        (${users}::uuid[])[1 + hash(n, 1) % 30] as advisor,
        (lpad(to_hex((extract(epoch from at) * 1000)::bigint), 12, '0') || '7' || substr(md5(n::text), 1, 3) || '8'
          || substr(md5(n::text), 4, 15))::uuid as id,
        array(select (${checkpoints}::uuid[])[1 + (hash(n, 24) + k * (1 + hash(n, 25) % 4)) % 25]
          from generate_series(1, 5) k) as attached,
        array(select at + make_interval(secs => k * (10 + hash(n, 26) % 300)) from generate_series(1, 5) k) as attached_at
      from numbered
    ),
    joined as (
      select *, array(select distinct who from unnest(array[
          case when hash(n, 9) % 8 > 0 then advisor end,
          case when hash(n, 22) % 5 = 0 then (${users}::uuid[])[1 + hash(n, 23) % 36] end
        ]) who where who is not null) as took_part
      from drawn
    ),
    written as (
      insert into interactions (organisation_id, id, revision, flow, channel_id, status, direction, original_routing,
        current_routing, routing_id, routing_version, queue_id, advisor_id, contact_name, contact_phone, contact_email, contact_digits,
        contact_folded_email, voice_campaign, crm_card, tags, template_ids, started_at, ended_at,
        participant_ids, checkpoint_ids, checkpoint_times)
      select ${organisationId}::uuid, id, 1, flow, 'chat',
        case when n > ${count - 200} then (array['waiting', 'in-progress'])[1 + h % 2]
          when hash(n, 2) % 1000 < 700 then 'processed' when hash(n, 2) % 1000 < 800 then 'delivered'
          when hash(n, 2) % 1000 < 900 then 'aborted' when hash(n, 2) % 1000 < 999 then 'dissuaded' else 'warning' end,
        case when hash(n, 3) % 10 < 8 then 'incoming' else 'outgoing' end,
        case when hash(n, 4) % 10 < 9 then 'smart' else 'direct' end,
        case when hash(n, 5) % 10 < 8 then 'smart' else 'direct' end,
        (${routings}::uuid[])[1 + hash(n, 6) % 5], 1 + hash(n, 27) % 3,
        case when hash(n, 7) % 20 > 0 then (${queues}::uuid[])[1 + hash(n, 8) % 10] end,
        case when hash(n, 9) % 8 > 0 then advisor end,
        case when hash(n, 10) % 3 > 0 then 'Customer ' || hash(n, 11) % 20000 end, phone,
        case when flow = 'email-messaging' then email end, substr(phone, 2),
        case when flow = 'email-messaging' then email end,
        case when flow = 'voice' and hash(n, 12) % 3 = 0 then 'Campaign ' || hash(n, 13) % 8 end,
        case when hash(n, 14) % 10 = 0 then '{"crmId": "x", "id": "1", "label": "Card", "address": null}'::jsonb end,
        case when hash(n, 15) % 2000 = 0 then array['rare'] when hash(n, 15) % 3 = 0 then
          array['tag ' || hash(n, 16) % 12] else '{}' end,
        case when hash(n, 17) % 20 = 0 then array[(${templates}::uuid[])[1 + hash(n, 18) % 10]] else '{}' end,
        at, case when n <= ${count - 200} then at + make_interval(secs => hash(n, 19) % 1800) end,
        took_part, attached, attached_at
      from joined, lateral (select '+336' || lpad((hash(n, 20) % 200000 * 499)::text, 8, '0') as phone,
        'customer' || hash(n, 20) % 200000 || '@example' || hash(n, 21) % 30 || '.com' as email) contact
    ),
    written_participants as (
      insert into participants (organisation_id, interaction_id, user_id, joined_at)
      select ${organisationId}::uuid, id, who, at from joined, unnest(took_part) who
    )
    insert into interaction_checkpoints (organisation_id, interaction_id, checkpoint_id, sequence, name, reference,
      attached_at, routing_id, routing_version, action_id, action_name, hits)
    select ${organisationId}::uuid, id, checkpoint, k,
      'Checkpoint', 'CHECKPOINT', one.attached_at, (${routings}::uuid[])[1], 1,
      'action', 'Action', 1
    from joined, unnest(attached, joined.attached_at) with ordinality as one (checkpoint, attached_at, k)
  `.execute(db);
}

/**
 * What each passed in the version of its routing: a load sharing with two links of the same weight, and five actions
 * that attached its checkpoints. One in eight came to each of these a second time.
 */
async function insertEvents(db: Db, { organisationId }: Made): Promise<void> {
  await sql`
    insert into interaction_events (organisation_id, interaction_id, sequence, at, kind, routing_id, routing_version,
      action_id, action_type, action_name, branch, duration_ms)
    select organisation_id, id, sequence, started_at, 'action', routing_id, routing_version,
      case passed when 1 then 'share' else 'attach-' || passed end,
      case passed when 1 then 'load-sharing' else 'add-checkpoint' end,
      case passed when 1 then 'Share' else 'Attach' end,
      case when passed > 1 then 'ok' when hashtext(id::text) % 2 = 0 then 'link-1' else 'link-2' end, 0
    from interactions,
      generate_series(1, case when hashtext(id::text) % 8 = 0 then 11 else 6 end) sequence,
      lateral (select case when sequence > 6 then sequence - 5 else sequence end) as place (passed)
    where organisation_id = ${organisationId}
  `.execute(db);
}

async function makeOrganisation(db: Db): Promise<Made> {
  const ids = (count: number) => Array.from({ length: count }, () => v7());
  const made: Made = {
    organisationId: v7(),
    users: ids(40),
    queues: ids(10),
    routings: ids(5),
    checkpoints: ids(25),
    templates: ids(10),
  };
  const { organisationId, users, queues, routings, checkpoints } = made;
  const [role, profile, narrow] = ids(3);
  const teams = ids(5);
  await sql`create or replace function hash(n bigint, salt integer) returns bigint language sql immutable
    return (hashint8extended(n, salt) & 1073741823)`.execute(db);
  await sql`insert into organisations values (${organisationId}, 'Bench', 'Europe/Paris', 'FR', 'EUR', '{en}')`.execute(
    db,
  );
  await sql`insert into roles values (${organisationId}, ${role}, 'Any', '{"routings": ["read"]}')`.execute(
    db,
  );
  await sql`insert into entities (organisation_id, id, kind, name, reference, folded, definition, created_at, updated_at)
    select ${organisationId}::uuid, id, 'queue', 'Queue ' || n, 'Q' || n, '', '{}', now(), now()
    from unnest(${queues}::uuid[]) with ordinality q (id, n)`.execute(db);
  await sql`insert into routings (organisation_id, id, name, reference, folded, flow, kind, created_at, updated_at)
    select ${organisationId}::uuid, id, 'Routing ' || n, 'R' || n, '', 'messaging', 'start', now(), now()
    from unnest(${routings}::uuid[]) with ordinality r (id, n)`.execute(db);
  await sql`insert into checkpoints (organisation_id, id, name, reference, folded, created_at, updated_at)
    select ${organisationId}::uuid, id, 'Checkpoint ' || n, 'C' || n, '', now(), now()
    from unnest(${checkpoints}::uuid[]) with ordinality c (id, n)`.execute(db);
  await sql`insert into profiles values
    (${organisationId}, ${profile}, 'Everything', true, ${['chat-messaging', 'voice', 'whatsapp-messaging', 'email-messaging', 'sms-messaging']}),
    (${organisationId}, ${narrow}, 'Two queues', true, ${['chat-messaging']})`.execute(db);
  await sql`insert into profile_queues
    select ${organisationId}::uuid, ${profile}::uuid, id from unnest(${queues.slice(0, 7)}::uuid[]) id
    union all select ${organisationId}::uuid, ${narrow}::uuid, id from unnest(${queues.slice(0, 2)}::uuid[]) id`.execute(
    db,
  );
  await sql`insert into users (organisation_id, id, username, name, email, type, role_id, active_profile_id, language)
    select ${organisationId}::uuid, id, 'user-' || n, 'Advisor ' || n, 'a@example.com',
      case when n <= 30 then 'collaborator' when n <= 36 then 'manager' else 'administrator' end, ${role}::uuid,
      case when n <= 36 then ${narrow}::uuid else ${profile}::uuid end, 'en'
    from unnest(${users}::uuid[]) with ordinality u (id, n)`.execute(db);
  for (const [index, team] of teams.entries()) {
    await sql`insert into teams values (${organisationId}, ${team}, ${`Team ${index}`})`.execute(
      db,
    );
    await sql`insert into team_members select ${organisationId}::uuid, ${team}::uuid, id
      from unnest(${users.slice(index * 6, index * 6 + 6)}::uuid[]) id`.execute(db);
    const managers = index < 3 ? [users[30]!, users[31]!] : [users[31]!];
    await sql`insert into team_managers select ${organisationId}::uuid, ${team}::uuid, id
      from unnest(${index < 3 ? managers.slice(0, 1) : managers}::uuid[]) id`.execute(db);
  }
  return made;
}
