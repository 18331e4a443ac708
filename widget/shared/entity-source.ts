import { fold } from '../../api-client/contract/fold.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import { entityKindWords } from './entity-words.ts';
import { peopleKindWords } from './people-words.ts';
import type { EntityFound, EntitySource } from './schema-types.ts';

/** So many are offered at a time. */
const OFFERED = 20;

type Asked = Pick<
  Waypost,
  'checkpoints' | 'entities' | 'people' | 'routings' | 'historyChoices'
>;

/** What a client's user can pick, by kind: checkpoints, routings, people, and the Maker's entities. */
export function entitySource(client: Asked): EntitySource {
  return {
    async search(kind, text): Promise<readonly EntityFound[]> {
      const query = { search: text, limit: OFFERED, sort: 'name' as const };
      if (kind === 'checkpoint') return (await client.checkpoints.list(query)).items;
      if (kind === 'routing')
        return (await client.routings.list({ search: text, limit: OFFERED })).items;
      if (kind === 'user') return (await advisorsLike(client, text)).slice(0, OFFERED);
      const people = peoplePathOf(kind);
      if (people) return (await client.people.list(people, query)).items;
      const path = pathOf(kind);
      return path === undefined ? [] : (await client.entities.list(path, query)).items;
    },
    async find(kind, id): Promise<EntityFound | undefined> {
      const path = pathOf(kind);
      const people = peoplePathOf(kind);
      try {
        if (kind === 'checkpoint') return await client.checkpoints.read(id);
        if (kind === 'routing') return await client.routings.read(id);
        if (kind === 'user') return await findAdvisor(client, id);
        if (people) return await client.people.read(people, id);
        return path === undefined ? { id, name: id } : await client.entities.read(path, id);
      } catch (error) {
        if ((error as { kind?: string }).kind === 'not-found') return undefined;
        throw error;
      }
    },
  };
}

/** Those whom the user may know of. */
async function advisorsLike(client: Asked, text: string): Promise<EntityFound[]> {
  const { advisors } = await client.historyChoices();
  const wanted = fold(text.trim());
  return advisors.filter(({ name }) => fold(name).includes(wanted));
}

/** Who is not among them may be there all the same. */
async function findAdvisor(client: Asked, id: string): Promise<EntityFound> {
  const { advisors } = await client.historyChoices();
  return advisors.find((each) => each.id === id) ?? { id, name: id };
}

const peoplePathOf = (kind: string): string | undefined =>
  peopleKindWords().find((each) => each.kind === kind)?.path;

const pathOf = (kind: string): string | undefined =>
  entityKindWords().find((each) => each.kind === kind)?.path;
