import { flushCompileCache } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { CrowdCommand, CrowdNews, CrowdFlow, CrowdTime } from './flow-crowd.ts';
import { FlowDriver } from './flow-driver.ts';
import { agentOf, BEGINNING, layGround } from './flow-ground.ts';
import { flowOf, openProgram, ports, tellEnd } from './flow-program.ts';

/*
 * The program as a process that is killed at any moment: many flows at once, and everything that a server does by
 * itself. Time passes as the flows are looked at, and goes on where the process before was killed: on a machine that
 * is busy with something else, it passes as slowly as they get on.
 */

const BETWEEN_LOOKS = 25;
/** What passes for the flows, in milliseconds, while each of them is looked at once. */
const ROUND_MS = 1000;

let passed = Number(process.env['PASSED']);
let told = passed;
let last = 0;
const running = new Set<string>();
const clock = {
  now: () => {
    last = Math.max(last + 1, BEGINNING.getTime() + Math.round(passed)); // no two things happen at the same moment
    return new Date(last);
  },
};
const { services, faults } = await openProgram(clock, () => undefined, 12);
flushCompileCache();

const time = { passes: true as const, pause: () => pause(BETWEEN_LOOKS).finally(looked) };
const during = <Answer>(work: () => Promise<Answer>) => work().finally(looked);

function looked(): void {
  passed += ROUND_MS / Math.max(running.size, 1);
  if (passed - told < ROUND_MS) return;
  told = passed;
  process.send?.({ passed: Math.max(passed, last - BEGINNING.getTime()) } satisfies CrowdTime);
}

async function prepare({ action, organisationId }: CrowdFlow): Promise<void> {
  await layGround(services.db, flowOf(action), { organisationId, ports });
  const agent = agentOf({ organisationId });
  await services.presence.choose(agent, 'available');
  // an open page: who is there is seen again at every dispatch, however busy this process is
  const who = { kind: 'user' as const, ...agent, sessionId: '' };
  await services.hub.add({ who, scopes: new Set<never>(), send() {}, close() {} });
}

async function take({ action, organisationId }: CrowdFlow): Promise<CrowdNews> {
  const place = { organisationId, ports };
  running.add(organisationId);
  await new FlowDriver({ services, during, time }, flowOf(action), place).drive();
  running.delete(organisationId);
  const end = await tellEnd(services, organisationId, action);
  return { organisationId, ...end, faults: faults.splice(0) };
}

const tell = (news: CrowdNews) => process.send?.(news);

/** First come the flows that another process left; the program goes on with them when their agents are back. */
process.on('message', ({ flows, goesOn }: CrowdCommand) => {
  void (async () => {
    await Promise.all(flows.map(prepare));
    if (goesOn)
      for (const one of [services.timers, services.worker, services.dispatcher]) one.start();
    for (const flow of flows)
      take(flow).then(tell, (error: unknown) =>
        tell({
          organisationId: flow.organisationId,
          error: error instanceof Error ? (error.stack ?? error.message) : 'unknown',
        }),
      );
  })();
});
process.once('disconnect', () => process.exit());
process.send?.('ready');
