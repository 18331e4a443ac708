import { z } from 'zod';
import { InteractionFlow } from './flow.ts';
import { Id } from './primitives.ts';
import { Rights } from './rights.ts';

/** Decides, with teams and the active profile, which interactions a user sees. */
export const UserType = z.enum(['collaborator', 'manager', 'administrator']);
export type UserType = z.infer<typeof UserType>;

export const Language = z.enum(['en', 'fr']);
export type Language = z.infer<typeof Language>;

/** The organisation whose data a user works with. `timeZone` is an IANA name, `region` an ISO 3166 code. */
export const Organisation = z.strictObject({
  id: Id,
  name: z.string(),
  timeZone: z.string(),
  region: z.string(),
  currency: z.string(),
  languages: z.array(Language),
});
export type Organisation = z.infer<typeof Organisation>;

/** What a user works as: which queues and flows, and whether the history is open to them. */
export const Profile = z.strictObject({
  id: Id,
  name: z.string(),
  historyOfInteractions: z.boolean(),
  flows: z.array(InteractionFlow),
  queues: z.array(z.strictObject({ id: Id, name: z.string() })),
});
export type Profile = z.infer<typeof Profile>;

/** The signed-in user, with everything a page needs to show only what they can do. */
export const Me = z.strictObject({
  id: Id,
  username: z.string(),
  name: z.string(),
  type: UserType,
  language: Language,
  organisation: Organisation,
  role: z.strictObject({ id: Id, name: z.string() }),
  rights: Rights,
  profiles: z.array(Profile),
  activeProfileId: Id,
});
export type Me = z.infer<typeof Me>;
