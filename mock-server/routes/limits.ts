import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Refusal } from '../refusal.ts';

/** Calls a minute from one address, by what is called without being signed in. Each process counts by itself. */
const calls = {
  signIn: new RateLimiterMemory({ points: 1200, duration: 60 }),
  openChat: new RateLimiterMemory({ points: 6000, duration: 60 }),
};

/** Messages a minute in one conversation: each is a step that holds the run, and is kept. */
const messages = new RateLimiterMemory({ points: 120, duration: 60 });

/** Wrong passwords a minute for one name: guessing is slow, whatever the number of addresses. */
const WRONG_PASSWORDS = 10;
const wrongPasswords = new RateLimiterMemory({ points: WRONG_PASSWORDS, duration: 60 });

export async function limitCalls(what: keyof typeof calls, address: string): Promise<void> {
  try {
    await calls[what].consume(address);
  } catch {
    throw new Refusal('too-many-requests', 'Too many calls from your address; wait a minute.');
  }
}

export async function limitMessages(interactionId: string): Promise<void> {
  try {
    await messages.consume(interactionId);
  } catch {
    throw new Refusal('too-many-requests', 'Too many messages at once; wait a minute.');
  }
}

/** Refuses a name that was tried too often with wrong passwords. */
export async function limitGuesses(username: string): Promise<void> {
  const tried = await wrongPasswords.get(username);
  if ((tried?.consumedPoints ?? 0) >= WRONG_PASSWORDS) {
    throw new Refusal(
      'too-many-requests',
      'Too many wrong passwords for this name; wait a minute.',
    );
  }
}

export async function countWrongPassword(username: string): Promise<void> {
  await wrongPasswords.penalty(username, 1);
}
