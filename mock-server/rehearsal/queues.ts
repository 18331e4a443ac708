import type { Scenario } from '../../api-client/contract/scenario.ts';
import type { Records } from '../routing/records.ts';
import type { Queues } from '../routing/records/queues.ts';
import type { Db } from '../storage/database.ts';

/** The advisor of every rehearsal. */
export const ADVISOR = { userId: '00000000-0000-7000-8000-000000000001', name: 'Advisor' };

/** The queues as the scenario has them, whoever is really there. */
export function stubQueues(
  { queues }: Scenario,
  { db, organisationId }: { db: Db; organisationId: string },
): Pick<Records, 'queues'> {
  const { connectedAdvisors, waiting, estimatedWaitSeconds, preferredAdvisor } = queues;
  const stub: Queues = {
    states: (asked) =>
      Promise.resolve(
        asked.map(({ id }) => ({
          queueId: id,
          connected: connectedAdvisors,
          waiting,
          estimatedWaitSeconds,
        })),
      ),
    reach: () => Promise.resolve(connectedAdvisors > 0 ? 'free' : 'offline'),
    preferredAdvisor: () =>
      preferredAdvisor ? anyUser(db, organisationId) : Promise.resolve(undefined),
  };
  return { queues: stub };
}

/** An advisor whom the action can look up, since it names a user of the organisation. */
async function anyUser(db: Db, organisationId: string): Promise<string | undefined> {
  const row = await db
    .selectFrom('users')
    .select('id')
    .where('organisation_id', '=', organisationId)
    .where('active', '=', true)
    .orderBy('id')
    .limit(1)
    .executeTakeFirst();
  return row?.id;
}
