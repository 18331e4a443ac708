/** Where the time comes from: the machine's clock, or one that a test or the demo's data moves. */
export interface Clock {
  now(): Date;
}

export const systemClock: Clock = { now: () => new Date() };
