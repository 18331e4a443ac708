import { afterAll, beforeAll, expect, it } from 'vitest';
import { actionList } from '../../mock-server/actions/index.ts';
import { openFaultPlace, type FaultPlace } from './fault-place.ts';
import { FlowLane, type FlowAnswer } from './flow-lane.ts';
import { flows } from './flows.ts';
import { plain, withoutIds } from './outcome.ts';

/*
 * Each flow is gone through once without harm; then again for each of its persistence points, at which its process
 * is killed, and another one takes over. `ACTION=send-sms` does so for one of them.
 */

const LANES = 2;
const chosen = process.env['ACTION'];
const todo = flows.filter(({ action }) => !chosen || action === chosen);

interface Killed {
  action: string;
  /** Where the process was killed. */
  point: string;
  answer: FlowAnswer;
}

let place: FaultPlace;
let lanes: FlowLane[];
const undisturbed = new Map<string, FlowAnswer>();
const killed: Killed[] = [];
/** Flows that could not be taken through. */
const troubles = new Map<string, unknown>();

beforeAll(async () => {
  place = await openFaultPlace(LANES);
  lanes = place.databaseUrls.map((url) => new FlowLane(url, place));
  const began = performance.now();
  const waiting = todo.map(({ action }) => action);
  const work = async (lane: FlowLane) => {
    for (let action = waiting.shift(); action; action = waiting.shift()) {
      const name = action;
      await killEverywhere(lane, name).catch((error: unknown) => troubles.set(name, error));
    }
  };
  await Promise.all(lanes.map(work));
  const seconds = Math.round((performance.now() - began) / 1000);
  console.log(`crash points: ${killed.length} kills in ${todo.length} flows, ${seconds} s`);
}, 1_800_000);
afterAll(async () => {
  await Promise.all(lanes.map((lane) => lane.close()));
  await place.close();
});

async function killEverywhere(lane: FlowLane, action: string): Promise<void> {
  const whole = await lane.run(action);
  undisturbed.set(action, whole);
  for (const [index, point] of whole.points.entries()) {
    const answer = await lane.runKilled(action, index + 1).catch((error: unknown) => {
      throw new Error(`“${action}”, killed ${point}`, { cause: error });
    });
    killed.push({ action, point, answer });
  }
}

it('has a flow for every action', () => {
  const types = actionList.map(({ type }) => type);
  expect(flows.map(({ action }) => action).sort()).toEqual(types.sort());
});

it.each(todo)(
  'ends “$action” as if nobody had been killed, with everything done once outside',
  ({ action, branches }) => {
    expect(troubles.get(action)).toBeUndefined();
    const whole = undisturbed.get(action)!; // there was no trouble with it
    expect(whole.branches).toEqual(branches);
    expect(whole.faults).toEqual([]);
    const kills = killed.filter((one) => one.action === action);
    expect(kills.length).toBeGreaterThan(0);
    for (const { point, answer } of kills) {
      const { deeds, outcome, faults } = answer;
      expect({ point, faults }).toEqual({ point, faults: [] });
      for (const read of [plain, withoutIds]) {
        expect({ point, deeds: read(deeds) }).toEqual({ point, deeds: read(whole.deeds) });
        expect({ point, rows: read(outcome) }).toEqual({ point, rows: read(whole.outcome) });
      }
    }
  },
);
