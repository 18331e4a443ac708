import { z } from 'zod';
import { Id, Instant } from './primitives.ts';
import { Me } from './user.ts';

/** Signs in with a demo user's password, or with a short-lived token that a host's server signed. */
export const SessionRequest = z.union([
  z.strictObject({
    username: z.string().min(1).max(200),
    password: z.string().min(1).max(200),
  }),
  z.strictObject({ embedToken: z.string().min(1).max(4000) }),
]);
export type SessionRequest = z.infer<typeof SessionRequest>;

/** A session. `accessToken` is the bearer of every other call until `expiresAt`. */
export const Session = z.strictObject({
  accessToken: z.string(),
  expiresAt: Instant,
  user: Me,
});
export type Session = z.infer<typeof Session>;

export const ProfileChoice = z.strictObject({ profileId: Id });
export type ProfileChoice = z.infer<typeof ProfileChoice>;
