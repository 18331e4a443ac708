import { z } from 'zod';
import { CheckpointUse } from '../checkpoint.ts';
import { DisplayName, Id, Instant, Paging } from '../primitives.ts';
import { UserType } from '../user.ts';
import { ProfileDefinition } from './profile.ts';
import { RoleDefinition } from './role.ts';
import { TeamDefinition } from './team.ts';
import { UserDefinition } from './user.ts';

export { SHORTEST_PASSWORD, UserDefinition } from './user.ts';
export { ProfileDefinition } from './profile.ts';
export { RoleDefinition } from './role.ts';
export { TeamDefinition } from './team.ts';

/** Who works with Waypost and what decides on what they may: each kind with the schema of its definition. */
export const peopleDefinitions = {
  user: UserDefinition,
  team: TeamDefinition,
  role: RoleDefinition,
  profile: ProfileDefinition,
} as const satisfies Record<string, z.ZodType>;

export type PeopleKind = keyof typeof peopleDefinitions;
export type PeopleDefinition<Kind extends PeopleKind> = z.output<
  (typeof peopleDefinitions)[Kind]
>;

/** The kinds, in the order in which a menu shows them. */
export const peopleKinds = Object.keys(peopleDefinitions) as PeopleKind[]; // Object.keys forgets them

/** Kinds as paths name them: in the plural. */
export const peoplePaths: Readonly<Record<PeopleKind, string>> = {
  user: 'users',
  team: 'teams',
  role: 'roles',
  profile: 'profiles',
};

/** The kind as a path names it. What is none of the kinds is not found. */
export const PeoplePath = z
  .string()
  .min(1)
  .max(100)
  .meta({ enum: Object.values(peoplePaths) });

const Definition = z.record(z.string(), z.unknown());

/** What an administrator writes. The kind’s own schema checks the definition; what is left out has its default. */
export const PeopleDraft = z.strictObject({
  name: DisplayName,
  definition: Definition.default({}),
});
export type PeopleDraft = z.input<typeof PeopleDraft>;

/** What an edit changes; what is absent stays. A definition is replaced as a whole. */
export const PeoplePatch = z.strictObject({
  name: DisplayName.optional(),
  definition: Definition.optional(),
});
export type PeoplePatch = z.input<typeof PeoplePatch>;

/** A user, team, role or profile as lists show it: without its definition. */
export const PeopleSummary = z.strictObject({
  id: Id,
  kind: z.enum(peopleKinds),
  name: z.string(),
  revision: z.int(),
  createdAt: Instant,
  updatedAt: Instant,
  updatedBy: z.string().nullable(),
  /** What lists show of a user; null for the other kinds. */
  user: z
    .strictObject({
      username: z.string(),
      email: z.string(),
      type: UserType,
      active: z.boolean(),
      role: z.string(),
      /** By their names, as the teams. */
      profiles: z.array(z.string()),
      teams: z.array(z.string()),
    })
    .nullable(),
  /** How many users are in the team, or have the role or the profile; null for a user. */
  users: z.int().nullable(),
});
export type PeopleSummary = z.infer<typeof PeopleSummary>;

/** `revision` is what `ETag` and `If-Match` carry. A definition never holds a password. */
export const PeopleEntry = PeopleSummary.extend({ definition: Definition });
export type PeopleEntry = z.infer<typeof PeopleEntry>;

/** `search` finds a part of the name or of the user name; `-name` sorts downwards. Only users sort by user name. */
export const PeopleQuery = Paging.extend({
  search: z.string().max(100).default(''),
  sort: z.enum(['name', '-name', 'username', '-username']).default('name'),
});

/** An edit's answer. `brokenUses` are the actions that still name a user by the old user name. */
export const PeopleChanged = PeopleEntry.extend({ brokenUses: z.array(CheckpointUse) });
export type PeopleChanged = z.infer<typeof PeopleChanged>;

/** What stands on it: a user by a role, profile or team, a custom button by a user or profile. */
export const PeopleHolder = z.strictObject({
  kind: z.enum(['user', 'custom-button']),
  /** As what a user stands on a team. */
  as: z.enum(['member', 'manager']).nullable(),
  id: Id,
  name: z.string(),
});
export type PeopleHolder = z.infer<typeof PeopleHolder>;

/** `uses` are actions that name a user. `holders` are the first hundred by name, of `holderCount`. */
export const PeopleUsage = z.strictObject({
  entryId: Id,
  uses: z.array(CheckpointUse),
  holders: z.array(PeopleHolder),
  holderCount: z.int(),
  /** Whether a user is named by interactions of the past: who is cannot be deleted. */
  hasPast: z.boolean(),
});
export type PeopleUsage = z.infer<typeof PeopleUsage>;

/**
 * A user whom actions name, and a team with users, is deleted only with `confirmUsed`. The users of a role, of a profile or
 * of a team get the one that `replaceBy` names; those of a role or a profile must get one.
 */
export const PeopleDeletion = z.strictObject({
  confirmUsed: z.stringbool().default(false),
  replaceBy: Id.optional(),
});

/** `uses` are the actions that no longer find the user; `moved` counts the users who got another one. */
export const PeopleDeleted = z.strictObject({
  deleted: z.strictObject({ id: Id, name: z.string() }),
  uses: z.array(CheckpointUse),
  moved: z.int(),
});
export type PeopleDeleted = z.infer<typeof PeopleDeleted>;

/** A kind as data: all that its form needs. `definition` is a JSON Schema (draft 2020-12) with titles and defaults. */
export const PeopleKinds = z.strictObject({
  items: z.array(
    z.strictObject({
      kind: z.enum(peopleKinds),
      path: z.string(),
      definition: z.record(z.string(), z.unknown()),
    }),
  ),
});
export type PeopleKinds = z.infer<typeof PeopleKinds>;
