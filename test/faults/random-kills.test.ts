import { afterAll, beforeAll, expect, it } from 'vitest';
import { randomFrom } from './customer.ts';
import { openFaultPlace, type FaultPlace } from './fault-place.ts';
import { FlowCrowd } from './flow-crowd.ts';
import { FlowLane, type FlowAnswer } from './flow-lane.ts';
import { flows } from './flows.ts';
import { plain, withoutIds } from './outcome.ts';

/* `npm run faults` makes the numbers ten and twenty times as large. */

const FLOWS = Number(process.env['FLOWS'] ?? 500);
const KILLS = Number(process.env['KILLS'] ?? 50);
const seed = Number(process.env['SEED'] ?? Date.now() % 1_000_000);
const actions = Array.from(
  { length: FLOWS },
  (_, index) => flows[index % flows.length]!.action,
);

let place: FaultPlace;
let crowd: FlowCrowd;
const undisturbed = new Map<string, FlowAnswer>();

beforeAll(async () => {
  place = await openFaultPlace(2);
  const [quietUrl = '', databaseUrl = ''] = place.databaseUrls;
  const lane = new FlowLane(quietUrl, place);
  for (const action of new Set(actions)) undisturbed.set(action, await lane.run(action));
  await lane.close();
  const told = (line: string) => console.log(`random kills: SEED=${seed}, ${line}`);
  told(`${FLOWS} flows, ${KILLS} kills`);
  const random = randomFrom(seed);
  crowd = new FlowCrowd({
    databaseUrl,
    place,
    actions,
    kills: KILLS,
    random,
    told,
  });
  const began = performance.now();
  await crowd.run();
  told(`${crowd.kills} kills, ${Math.round((performance.now() - began) / 1000)} s`);
}, 7_200_000);
afterAll(() => place.close());

it(`ends ${FLOWS} flows although their processes are killed ${KILLS} times`, () => {
  expect(crowd.ends.size).toBe(FLOWS);
  expect(crowd.kills).toBe(KILLS);
});

it.each(flows)('ends every “$action” as if nobody had been killed', ({ action, branches }) => {
  const whole = undisturbed.get(action)!; // every action had its turn
  expect(whole.branches).toEqual(branches);
  const ends = [...crowd.ends.values()].filter((end) => end.action === action);
  for (const { outcome, deeds } of ends) {
    expect(plain(deeds)).toEqual(plain(whole.deeds));
    expect(plain(lasting(outcome))).toEqual(plain(lasting(whole.outcome)));
    expect(withoutIds(lasting(outcome))).toEqual(withoutIds(lasting(whole.outcome)));
  }
});

/** Time passes here: that it rings anew when nobody answered in time is told on the feed, and changes nothing. */
function lasting(outcome: readonly string[]): string[] {
  return outcome.filter((row) => !/^changes .*"kind":"offer".*"interaction_id":null/.test(row));
}

it('met no fault', () => {
  expect([...crowd.ends.values()].flatMap(({ faults }) => faults)).toEqual([]);
});
