import type { Waypost } from '../../api-client/waypost.ts';
import { findAll } from './find-all.ts';
import type { EntityFound, EntitySource } from './schema-types.ts';

/** So many are offered at a time. */
const OFFERED = 20;

/** For who configures users: all of them can be picked, also those whom no history names, and are called by their names. */
export function peopleSource({ people }: Waypost, others: EntitySource): EntitySource {
  let everybody: Promise<ReadonlyMap<string, EntityFound>> | undefined;
  const know = () =>
    (everybody ??= readAll(people).catch((error: unknown) => {
      everybody = undefined; // another time it may be answered
      throw error;
    }));
  return {
    ...others,
    search: async (kind, search) =>
      kind === 'user'
        ? (await people.list('users', { search, limit: OFFERED })).items
        : others.search(kind, search),
    find: async (kind, id) =>
      kind === 'user'
        ? (await know()).get(id) // one by one would be a call for each member
        : others.find(kind, id),
  };
}

async function readAll(people: Waypost['people']): Promise<ReadonlyMap<string, EntityFound>> {
  const all = await findAll((page) => people.list('users', page));
  return new Map(all.map((user) => [user.id, user]));
}
