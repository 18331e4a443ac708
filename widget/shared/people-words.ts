import { msg } from '@lit/localize';
import type { PeopleHolder, PeopleKind } from '../../api-client/contract/people/index.ts';

/** Users, teams, roles or profiles: as paths name them, and as people do. */
export interface PeopleKindWords {
  kind: PeopleKind;
  path: string;
  one: string;
  several: string;
}

const words: Record<PeopleKind, () => Omit<PeopleKindWords, 'kind'>> = {
  user: () => ({ path: 'users', one: msg('User'), several: msg('Users') }),
  team: () => ({ path: 'teams', one: msg('Team'), several: msg('Teams') }),
  role: () => ({ path: 'roles', one: msg('Role'), several: msg('Roles') }),
  profile: () => ({ path: 'profiles', one: msg('Profile'), several: msg('Profiles') }),
};

/** Every kind, in the order of a menu. */
export const peopleKindWords = (): PeopleKindWords[] =>
  Object.entries(words).map(([kind, make]) => ({ kind: kind as PeopleKind, ...make() })); // as the object says

export const peopleKindOfPath = (path: string): PeopleKindWords | undefined =>
  peopleKindWords().find((each) => each.path === path);

/** As what one stands on it. */
export function holderWords({ kind, as }: PeopleHolder): string {
  if (kind === 'custom-button') return msg('Custom button');
  if (as === 'member') return msg('is in it');
  return as === 'manager' ? msg('manages it') : msg('User');
}
