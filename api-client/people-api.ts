import type { z } from 'zod';
import type {
  PeopleChanged,
  PeopleDeleted,
  PeopleDraft,
  PeopleEntry,
  PeopleKinds,
  PeoplePatch,
  PeopleQuery,
  PeopleSummary,
  PeopleUsage,
} from './contract/people/index.ts';
import type { Page } from './contract/primitives.ts';

/** Users, teams, roles and profiles. `kind` is as paths name it, as `users`. */
export interface PeopleApi {
  /** Every kind with the JSON Schema of its definition. */
  kinds(): Promise<PeopleKinds['items']>;
  /** Without their definitions. */
  list(kind: string, query?: z.input<typeof PeopleQuery>): Promise<Page<PeopleSummary>>;
  read(kind: string, id: string): Promise<PeopleEntry>;
  create(kind: string, draft: PeopleDraft): Promise<PeopleEntry>;
  /** Fails with a `precondition-failed` problem when someone else changed it since `revision`. */
  change(
    kind: string,
    id: string,
    revision: number,
    patch: PeoplePatch,
  ): Promise<PeopleChanged>;
  /** `replaceBy` is the id of the team, role or profile that the users get. */
  delete(
    kind: string,
    id: string,
    options?: { confirmUsed?: boolean; replaceBy?: string },
  ): Promise<PeopleDeleted>;
  usage(kind: string, id: string): Promise<PeopleUsage>;
}
