import { RateLimiterMemory } from 'rate-limiter-flexible';
import { Refusal } from '../refusal.ts';

/** Calls a minute from one address, by what is called without being signed in. Each process counts by itself. */
const calls = {
  signIn: new RateLimiterMemory({ points: 1200, duration: 60 }),
  signInPage: new RateLimiterMemory({ points: 6000, duration: 60 }),
  openChat: new RateLimiterMemory({ points: 6000, duration: 60 }),
  customerPage: new RateLimiterMemory({ points: 1200, duration: 60 }),
};

/** Messages a minute in one conversation: each is a step that holds the run, and is kept. */
const messages = new RateLimiterMemory({ points: 120, duration: 60 });

/**
 * Wrong passwords a minute for one name: few from one address, so that guessing is slow, and more from all
 * together, so that nobody is kept out by somebody else's guesses.
 */
const wrongPasswords = {
  fromOne: new RateLimiterMemory({ points: 10, duration: 60 }),
  fromAll: new RateLimiterMemory({ points: 100, duration: 60 }),
};

export async function limitCalls(what: keyof typeof calls, address: string): Promise<void> {
  try {
    await calls[what].consume(address);
  } catch {
    throw new Refusal('too-many-requests', 'Too many calls from your address; wait a minute.');
  }
}

/** Wrong signatures a minute from one address. */
const wrongSignatures = new RateLimiterMemory({ points: 600, duration: 60 });

/** Counts a wrong signature; after too many, says so instead. */
export async function limitWrongSignatures(address: string): Promise<void> {
  try {
    await wrongSignatures.consume(address);
  } catch {
    throw new Refusal(
      'too-many-requests',
      'Too many wrong signatures from your address; wait a minute.',
    );
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
export async function limitGuesses(username: string, address: string): Promise<void> {
  const { fromOne, fromAll } = wrongPasswords;
  const tried = [
    { limiter: fromOne, found: await fromOne.get(`${username} ${address}`) },
    { limiter: fromAll, found: await fromAll.get(username) },
  ];
  if (tried.some(({ limiter, found }) => (found?.consumedPoints ?? 0) >= limiter.points)) {
    throw new Refusal(
      'too-many-requests',
      'Too many wrong passwords for this name; wait a minute.',
    );
  }
}

export async function countWrongPassword(username: string, address: string): Promise<void> {
  await wrongPasswords.fromOne.penalty(`${username} ${address}`, 1);
  await wrongPasswords.fromAll.penalty(username, 1);
}
