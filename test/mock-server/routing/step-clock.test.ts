import { describe, expect, test } from 'vitest';
import { StepClock } from '../../../mock-server/routing/step-clock.ts';

/** A clock that goes on by a second at every look. */
function tickingClock(): StepClock {
  let seconds = 0;
  return new StepClock({ now: () => new Date(seconds++ * 1000) });
}

const secondsOf = (at: Date) => at.getTime() / 1000;

describe('the time within a step', () => {
  test('stays while nothing is waited for', () => {
    const clock = tickingClock();
    expect([clock.moment, clock.moment].map(secondsOf)).toEqual([0, 0]);
  });

  test('is never earlier than what an action was told', () => {
    const clock = tickingClock();
    secondsOf(clock.moment);
    expect([clock.read(), clock.moment].map(secondsOf)).toEqual([1, 1]);
  });

  test('goes on when something was waited for', () => {
    const clock = tickingClock();
    secondsOf(clock.moment);
    clock.forget();
    expect(secondsOf(clock.moment)).toBe(1);
  });
});
