import type { Scenario } from '../../api-client/contract/scenario.ts';
import type { Records } from '../routing/records.ts';
import type { Queues } from '../routing/records/queues.ts';

/** The advisor of every rehearsal. */
export const ADVISOR = { userId: '00000000-0000-7000-8000-000000000001', name: 'Advisor' };

/** The queues as the scenario has them, whoever is really there. */
export function stubQueues({ queues }: Scenario): Pick<Records, 'queues'> {
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
    preferredAdvisor: () => Promise.resolve(preferredAdvisor ? ADVISOR.userId : undefined),
  };
  return { queues: stub };
}
