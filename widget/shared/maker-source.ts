import type { ProtectedEntity } from '../../api-client/contract/rights.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import { entitySource } from './entity-source.ts';
import { entityKindWords } from './entity-words.ts';
import type { EntitySource } from './schema-types.ts';

/**
 * What a user of the Maker can pick; and another checkpoint or entity is made over the form that is to pick it, where the
 * user may. `place` is where dialogs stand.
 */
export function makerSource(
  client: Waypost,
  place: () => Element | null | undefined,
): EntitySource {
  const me = () => client.me.state?.data;
  return {
    ...entitySource(client),
    canCreate: (kind) => {
      const protects = protectorOf(kind);
      return protects !== undefined && (me()?.rights[protects]?.includes('create') ?? false);
    },
    create: async (kind) => {
      const [root, user] = [place(), me()];
      if (!root || !user) return undefined;
      const { makeEntity } = await import('./new-entity.ts');
      return makeEntity(root, { client, kind, userId: user.id });
    },
  };
}

/** Which rights hold for a kind; undefined where none is made over a form. */
function protectorOf(kind: string): ProtectedEntity | undefined {
  if (kind === 'checkpoint') return 'checkpoints';
  return entityKindWords().some((each) => each.kind === kind) ? 'entities' : undefined;
}
