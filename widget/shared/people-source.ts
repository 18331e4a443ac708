import type { Waypost } from '../../api-client/waypost.ts';
import type { EntityFound, EntitySource } from './schema-types.ts';

/** Users of one call. */
const PAGE = 200;
/** So many are offered at a time. */
const OFFERED = 20;

/** For who configures users: all of them can be picked, also those whom no history names, and are called by their names. */
export function peopleSource({ people }: Waypost, others: EntitySource): EntitySource {
  let everybody: Promise<ReadonlyMap<string, EntityFound>> | undefined;
  return {
    ...others,
    search: async (kind, search) =>
      kind === 'user'
        ? (await people.list('users', { search, limit: OFFERED })).items
        : others.search(kind, search),
    find: async (kind, id) =>
      kind === 'user'
        ? (await (everybody ??= readAll(people))).get(id) // one by one would be a call for each member
        : others.find(kind, id),
  };
}

async function readAll(people: Waypost['people']): Promise<ReadonlyMap<string, EntityFound>> {
  const all = new Map<string, EntityFound>();
  let cursor: string | null = null;
  do {
    const page: Awaited<ReturnType<typeof people.list>> = await people.list('users', {
      limit: PAGE,
      ...(cursor === null ? {} : { cursor }),
    });
    for (const user of page.items) all.set(user.id, user);
    cursor = page.nextCursor;
  } while (cursor !== null);
  return all;
}
