import { z } from 'zod';
import type { EndpointSchema } from './endpoint-schemas.ts';
import type { EndpointName } from './endpoints.ts';
import {
  PeopleChanged,
  PeopleDeleted,
  PeopleDeletion,
  PeopleDraft,
  PeopleEntry,
  PeopleKinds,
  PeoplePatch,
  PeoplePath,
  PeopleQuery,
  PeopleSummary,
  PeopleUsage,
} from './people/index.ts';
import { Id, pageOf } from './primitives.ts';

const byKind = z.strictObject({ kind: PeoplePath });
const byEntry = z.strictObject({ kind: PeoplePath, id: Id });

/** The endpoints of users, teams, roles and profiles. */
export const peopleEndpoints = {
  listPeopleKinds: {
    summary: 'Users, teams, roles and profiles, each with the data of its form',
    access: ['users', 'read'],
    answer: PeopleKinds,
  },
  listPeople: {
    summary: 'List and search users, teams, roles or profiles',
    access: ['users', 'read'],
    params: byKind,
    query: PeopleQuery,
    answer: pageOf(PeopleSummary),
  },
  createPeopleEntry: {
    summary: 'Create a user, team, role or profile; nobody gives rights that they lack',
    access: ['users', 'create'],
    params: byKind,
    body: PeopleDraft,
    answer: PeopleEntry,
    status: 201,
  },
  readPeopleEntry: {
    summary: 'Read a user, team, role or profile with its definition',
    access: ['users', 'read'],
    params: byEntry,
    answer: PeopleEntry,
  },
  changePeopleEntry: {
    summary: 'Change a user, team, role or profile; it takes effect at once',
    access: ['users', 'modify'],
    params: byEntry,
    body: PeoplePatch,
    answer: PeopleChanged,
    ifMatch: true,
  },
  deletePeopleEntry: {
    summary:
      'Delete a user without a past, or a team, role or profile with another in its place',
    access: ['users', 'delete'],
    params: byEntry,
    query: PeopleDeletion,
    answer: PeopleDeleted,
  },
  readPeopleUsage: {
    summary: 'What names a user, or who has a role or profile or is in a team',
    access: ['users', 'read'],
    params: byEntry,
    answer: PeopleUsage,
  },
} as const satisfies Partial<Record<EndpointName, EndpointSchema>>;
