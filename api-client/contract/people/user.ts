import { z } from 'zod';
import { entityId } from '../entities/entity-id.ts';
import { Language, UserType } from '../user.ts';
import { setOf } from './set-of.ts';

/** The fewest characters of a password. */
export const SHORTEST_PASSWORD = 12;

/** What somebody signs in by, and what routings name them by. An organisation's provider may give one of many forms. */
const Username = z
  .string()
  .trim()
  .min(1, 'Fill this in.')
  .max(100)
  .regex(/^[^\s\p{C}]*$/u, 'A user name has no blanks in it.')
  .meta({ title: 'User name' });

const Email = z.union([z.literal(''), z.email('This is no e-mail address.').max(254)]);

/** Null leaves the password as it is. It is written and never read. */
const NewPassword = z
  .string()
  .min(SHORTEST_PASSWORD, `Give a password of ${SHORTEST_PASSWORD} characters at least.`)
  .max(200)
  .nullable()
  .default(null)
  .meta({
    title: 'New password',
    description:
      '12 characters at least. Left empty, it stays as it is; another one ends the user’s sessions.',
    secret: true,
  });

const SignIn = z.discriminatedUnion('by', [
  z
    .strictObject({ by: z.literal('password'), password: NewPassword })
    .meta({ title: 'With a password' }),
  z.strictObject({ by: z.literal('provider') }).meta({
    title: 'Without: by the organisation’s provider, or a page that vouches for them',
  }),
]);

/** Who works with Waypost, and as what. */
export const UserDefinition = z.strictObject({
  username: Username,
  email: Email.default('').meta({ title: 'E-mail address' }),
  language: Language.default('en').meta({ title: 'Language' }),
  active: z.boolean().default(true).meta({
    title: 'Active',
    description: 'Who is not cannot sign in; the history goes on to name them.',
  }),
  type: UserType.default('collaborator').meta({
    title: 'Type',
    description:
      'Which interactions they see: collaborators their own, managers those of their teams and queues, administrators those of their queues and all direct ones.',
  }),
  roleId: entityId('role', 'Role'),
  profileIds: setOf(entityId('profile', 'Profile'), {
    title: 'Profiles',
    least: 1,
    most: 100,
  }),
  /** Null: the one that they work with now, or else the first. */
  activeProfileId: entityId('profile', 'Active profile').nullable().default(null),
  teamIds: setOf(entityId('team', 'Team'), { title: 'Teams', most: 100 }).default([]),
  managedTeamIds: setOf(entityId('team', 'Team'), {
    title: 'Teams that they manage',
    description: 'A manager sees the interactions of their members.',
    most: 100,
  }).default([]),
  signIn: SignIn.default({ by: 'password', password: null }).meta({ title: 'Sign-in' }),
});
export type UserDefinition = z.output<typeof UserDefinition>;
