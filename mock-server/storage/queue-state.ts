import { sql } from 'kysely';
import type { Queues, QueueState } from '../routing/records/queues.ts';
import type { RecordScope } from './create-records.ts';
import { isConnected } from './connected.ts';

type Asked = Parameters<Queues['states']>;

/** The queues as the database has them at this moment of the step. */
export function createQueues(scope: RecordScope): Queues {
  return {
    states: (...asked) => readStates(scope, ...asked),
    reach: (userId) => readReach(scope, userId),
    preferredAdvisor: () => readPreferredAdvisor(scope),
  };
}

async function readStates(
  { db, organisationId, interactionId, now }: RecordScope,
  queues: Asked[0],
  { prioritised, entering }: Asked[1],
): Promise<QueueState[]> {
  // One lock for all queues of the organisation: a step may ask for several, one after the other, in any order.
  if (entering) {
    await sql`select pg_advisory_xact_lock(hashtextextended(${`queues ${organisationId}`}, 0))`.execute(
      db,
    );
  }
  const { rows } = await sql<QueueState>`
    select q.id as "queueId", served.connected::integer, waits.waiting::integer,
      case when waits.ahead = 0 then 0 else
        round(waits.ahead * coalesce(handled.seconds, q.average) / greatest(served.connected, 1))::integer
      end as "estimatedWaitSeconds"
    from unnest(${queues.map(({ id }) => id)}::uuid[],
      ${queues.map(({ averageHandlingSeconds }) => averageHandlingSeconds)}::integer[])
      with ordinality as q (id, average, place),
    lateral (
      select count(*) as connected
      from presence p
      join users u on u.organisation_id = p.organisation_id and u.id = p.user_id and u.active
      join profile_queues s on s.organisation_id = u.organisation_id and s.profile_id = u.active_profile_id
      where p.organisation_id = ${organisationId} and s.queue_id = q.id and ${isConnected(now())}
    ) served,
    lateral (
      select count(*) as waiting, count(*) filter (where d.prioritised or not ${prioritised}::boolean) as ahead
      from desk d
      where d.organisation_id = ${organisationId} and d.advisor_id is null and d.queue_ids @> array[q.id]
        and d.interaction_id <> ${interactionId}
    ) waits
    left join lateral (
      select avg(one) as seconds from queue_handling h, unnest(h.recent) as one
      where h.organisation_id = ${organisationId} and h.queue_id = q.id
    ) handled on true
    order by q.place
  `.execute(db);
  return rows;
}

async function readReach(
  { db, organisationId, interactionId, now }: RecordScope,
  userId: string,
): ReturnType<Queues['reach']> {
  const { rows } = await sql<{
    theirs: boolean;
    connected: boolean | null;
    status: string;
    busy: boolean;
  }>`
    select has.theirs, ${isConnected(now())} as connected, p.status, exists (
      select 1 from desk d
      where d.organisation_id = p.organisation_id and p.user_id in (d.advisor_id, d.ringing_id)
    ) as busy
    from (select exists (
      select 1 from desk d
      where d.organisation_id = ${organisationId} and d.interaction_id = ${interactionId} and d.advisor_id = ${userId}
    ) as theirs) has
    left join presence p on p.organisation_id = ${organisationId} and p.user_id = ${userId}
  `.execute(db);
  const [row] = rows;
  if (row?.theirs) return 'theirs';
  if (!row?.connected) return 'offline';
  if (row.status === 'away') return 'away';
  return row.busy ? 'busy' : 'free';
}

async function readPreferredAdvisor({
  db,
  organisationId,
  customer,
}: RecordScope): Promise<string | undefined> {
  if (customer.contactId === null) return undefined;
  const row = await db
    .selectFrom('contacts')
    .select('advisor_id')
    .where('organisation_id', '=', organisationId)
    .where('id', '=', customer.contactId)
    .executeTakeFirst();
  return row?.advisor_id ?? undefined;
}
