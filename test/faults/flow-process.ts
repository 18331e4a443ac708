import { flushCompileCache } from 'node:module';
import { FlowDriver } from './flow-driver.ts';
import { BEGINNING, layGround } from './flow-ground.ts';
import type { FlowAnswer, FlowCommand } from './flow-lane.ts';
import { flowOf, openProgram, ports, tellEnd } from './flow-program.ts';
import { PersistencePoints } from './persistence-points.ts';

/*
 * The program as a process that kills itself at a persistence point. It takes one flow at a time through its turns,
 * as it is told, and says what became of it.
 */

let points = new PersistencePoints();
let now = BEGINNING.getTime();
const clock = { now: () => new Date(now++) }; // no two things happen at the same moment
const time = {
  passes: false as const,
  moveTo: (moment: Date) => (now = Math.max(now, moment.getTime())),
};
const { services, faults } = await openProgram(clock, () => points, 4);
flushCompileCache(); // the next process of this program starts sooner

async function take(command: FlowCommand): Promise<FlowAnswer> {
  const { action, organisationId, begins, killAt } = command;
  const flow = flowOf(action);
  const place = { organisationId, ports };
  if (begins) await layGround(services.db, flow, place);
  points = new PersistencePoints(killAt);
  now = BEGINNING.getTime();
  const during = <Answer>(work: () => Promise<Answer>) => points.during(work);
  await new FlowDriver({ services, during, time }, flow, place).drive();
  const end = await tellEnd(services, organisationId, action);
  return { points: points.passed, faults: faults.splice(0), ...end };
}

process.on('message', (command: FlowCommand) => {
  take(command).then(
    (answer) => process.send?.(answer),
    (error: unknown) =>
      process.send?.({ error: error instanceof Error ? error.stack : 'unknown' }),
  );
});
process.once('disconnect', () => process.exit());
process.send?.('ready');
