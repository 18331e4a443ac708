import type { Scenario } from '../../api-client/contract/scenario.ts';
import type { Records } from '../routing/records.ts';

/** The queues as the scenario has them, whoever is really there. */
export function stubQueues(_scenario: Scenario): Partial<Records> {
  return {};
}
