import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Refusal } from '../refusal.ts';

/** Calls a minute from one address, by what is called without being signed in. Each process counts by itself. */
const limiters = {
  signIn: new RateLimiterMemory({ points: 120, duration: 60 }),
  openChat: new RateLimiterMemory({ points: 600, duration: 60 }),
};

export async function limitCalls(what: keyof typeof limiters, address: string): Promise<void> {
  try {
    await limiters[what].consume(address);
  } catch {
    throw new Refusal('too-many-requests', 'Too many calls from your address; wait a minute.');
  }
}
