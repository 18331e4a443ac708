import type { PeopleKind } from '../../../api-client/contract/people/index.ts';

/** The table of each kind. */
export const peopleTables = {
  user: 'users',
  team: 'teams',
  role: 'roles',
  profile: 'profiles',
} as const satisfies Record<PeopleKind, string>;

/** Which one: of one organisation and one kind. */
export interface PeopleKey {
  organisationId: string;
  kind: PeopleKind;
  id: string;
}
