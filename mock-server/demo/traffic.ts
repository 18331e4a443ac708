import { VersionStore } from '../routing/version-store.ts';
import type { Run } from '../routing/conversation.ts';
import type { Services } from '../services.ts';
import { listMessages } from '../storage/messages.ts';
import { startAdvisors } from './advisors.ts';
import { createChance, type Chance } from './chance.ts';
import { followPayLink, followSurveyLink } from './customer-links.ts';
import { nextReply } from './customer.ts';
import { pause } from './pause.ts';
import { address, mobileNumber, personName } from './people.ts';

/** Conversations at the same time, and how often somebody new comes. */
const MOST_AT_ONCE = 6;
const ARRIVAL_MS: [number, number] = [4_000, 12_000];
const ANSWER_MS: [number, number] = [2_000, 9_000];

const entrances = [
  { channelId: 'chat', routingReference: 'welcome-orders' },
  { channelId: 'whatsapp', routingReference: 'delivery' },
  { channelId: 'messenger', routingReference: 'after-sales' },
];

/** Customers who come by themselves and advisors who serve them, through the same engine as everybody. Resolves once the signal stopped them. */
export async function startTraffic(
  services: Services,
  { seed, signal }: { seed: number; signal: AbortSignal },
): Promise<void> {
  const chance = createChance(seed ^ services.clock.now().getTime());
  const versions = new VersionStore(services.catalogue);
  const underWay = new Set<Promise<void>>();
  const advisors = startAdvisors(services, chance, signal);
  while (!signal.aborted) {
    await pause(chance.between(...ARRIVAL_MS), signal);
    if (signal.aborted || underWay.size >= MOST_AT_ONCE) continue;
    const visit = converse(services, versions, chance, signal).catch((error: unknown) => {
      services.log.warn({ error: (error as Error).message }, 'a demo customer gave up');
    });
    underWay.add(visit);
    void visit.then(() => underWay.delete(visit));
  }
  await Promise.all([...underWay, advisors]);
}

async function converse(
  services: Services,
  versions: VersionStore,
  chance: Chance,
  signal: AbortSignal,
): Promise<void> {
  const { db, engine } = services;
  const index = chance.between(1, 1199);
  const name = personName(chance);
  const { organisationId, interactionId } = await engine.open({
    ...chance.pick(entrances),
    contact: { name, phone: mobileNumber(index), email: address(name, index) },
    variables: {},
  });
  for (;;) {
    await pause(chance.between(...ANSWER_MS), signal);
    if (signal.aborted) return;
    const row = await db
      .selectFrom('runs')
      .select('state')
      .where('organisation_id', '=', organisationId)
      .where('interaction_id', '=', interactionId)
      .executeTakeFirst();
    const run = row?.state as Run | undefined; // written by the engine only
    const messages = await listMessages(db, organisationId, interactionId, {
      after: 0,
      limit: 200,
    });
    const lastText = messages.at(-1)?.text ?? '';
    if (!run || run.state === 'ended') return followSurveyLink(services, lastText, chance);
    if (run.wait?.for === 'payment' && !(await followPayLink(services, lastText, chance)))
      return;
    if (run.wait?.for !== 'customer') continue;
    const version = await versions.read(db, organisationId, run.routingId, run.version);
    const reply = nextReply(run, version, messages.at(-1), chance);
    if (reply.kind === 'silence') return;
    if (reply.kind === 'leaves') return engine.customerLeft(organisationId, interactionId);
    await engine.receive({
      organisationId,
      interactionId,
      text: reply.kind === 'text' ? reply.text : '',
      choiceId: reply.kind === 'choice' ? reply.choiceId : null,
      key: null,
    });
  }
}
