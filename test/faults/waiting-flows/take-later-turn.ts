import { accept, finish } from '../../../mock-server/agents/desk-work.ts';
import { choose } from '../../../mock-server/payments/own-page.ts';
import type { Services } from '../../../mock-server/services.ts';
import { claimEffects } from '../../../mock-server/storage/effect-queue.ts';
import type { Turn } from './journeys.ts';
import { agentsOf } from './later.ts';

type LaterTurn = Extract<Turn, { agent: string } | string>;

interface Flow {
  organisationId: string;
  interactionId: string;
}

/** A turn that programs know since there are effects, agents and payments. */
export async function takeLaterTurn(
  services: Services,
  flow: Flow,
  turn: LaterTurn,
): Promise<void> {
  if (turn === 'effects') return doEffects(services, flow);
  if (turn === 'pays') return pay(services, flow);
  const agents = agentsOf(flow.organisationId);
  for (const agent of agents) await services.presence.choose(agent, 'available');
  if (turn.agent !== 'finishes') await services.dispatcher.dispatch();
  if (turn.agent === 'rings') return;
  const { ringing_id, advisor_id } = await services.db
    .selectFrom('desk')
    .select(['ringing_id', 'advisor_id'])
    .where('interaction_id', '=', flow.interactionId)
    .executeTakeFirstOrThrow();
  const agent = agents.find(({ userId }) => userId === (advisor_id ?? ringing_id));
  if (!agent) throw new Error('It rings at nobody.');
  const act = turn.agent === 'takes' ? accept : finish;
  await act(services, agent, flow.interactionId);
}

async function doEffects(services: Services, { interactionId }: Flow): Promise<void> {
  const which = { limit: 10, leaseMs: 1000, of: interactionId };
  const claimed = await claimEffects(services.db, services.clock.now(), which);
  for (const effect of claimed)
    await services.worker.perform(effect, new AbortController().signal);
}

async function pay(services: Services, { interactionId }: Flow): Promise<void> {
  const payment = await services.db
    .selectFrom('payments')
    .selectAll()
    .where('interaction_id', '=', interactionId)
    .executeTakeFirstOrThrow();
  await choose(services, payment, 'payment-successful');
}
