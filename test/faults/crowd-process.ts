import { flushCompileCache } from 'node:module';
import { setTimeout as pause } from 'node:timers/promises';
import type { CrowdCommand, CrowdNews, CrowdFlow } from './flow-crowd.ts';
import { FlowDriver } from './flow-driver.ts';
import { agentOf, BEGINNING, layGround } from './flow-ground.ts';
import { flowOf, openProgram, ports, tellEnd } from './flow-program.ts';

/*
 * The program as a process that is killed at any moment: many flows at once, and everything that a server does by
 * itself. Time runs faster than the clock on the wall, and is the same for all processes that follow each other.
 */

const BETWEEN_LOOKS = 25;

const passed = Number(process.env['PASSED']);
const speed = Number(process.env['SPEED']);
/** When it was told what to do: until then, no time passes. */
let began: number | undefined;
let last = 0;
const clock = {
  now: () => {
    const since = began === undefined ? 0 : (Date.now() - began) * speed;
    last = Math.max(last + 1, BEGINNING.getTime() + Math.round(passed + since)); // no two things happen at the same moment
    return new Date(last);
  },
};
const { services, faults } = await openProgram(clock, () => undefined, 12);
flushCompileCache();

const time = { passes: true as const, pause: () => pause(BETWEEN_LOOKS) };
const during = <Answer>(work: () => Promise<Answer>) => work();

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
  await new FlowDriver({ services, during, time }, flowOf(action), place).drive();
  const end = await tellEnd(services, organisationId, action);
  return { organisationId, ...end, faults: faults.splice(0) };
}

const tell = (news: CrowdNews) => process.send?.(news);

/** First come the flows that another process left; the program goes on with them when their agents are back. */
process.on('message', ({ flows, goesOn }: CrowdCommand) => {
  began ??= Date.now();
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
