import { fold } from '../../api-client/contract/fold.ts';
import type { Services } from '../services.ts';
import type { Db } from '../storage/database.ts';
import { writeUses } from '../storage/routing-uses.ts';
import type { DemoRouting } from './routings/index.ts';

/** Each routing with what it was, what is in production since, and a version in development. */
export async function makeRoutings(
  tx: Db,
  services: Services,
  organisationId: string,
  routings: readonly DemoRouting[],
  newId: () => string,
  made: Date,
) {
  let endRoutingId: string | null = null;
  for (const routing of routings) {
    const { name, reference, kind } = routing;
    const id = newId();
    await tx
      .insertInto('routings')
      .values({
        organisation_id: organisationId,
        id,
        name,
        reference,
        folded: `${fold(name)}\n${fold(reference)}`,
        flow: 'messaging',
        kind,
        end_routing_id: kind === 'start' ? endRoutingId : null,
        created_at: made,
        updated_at: made,
      })
      .execute();
    if (kind === 'end') endRoutingId = id;
    for (const [index, version] of versionsOf(routing, made, services.clock.now()).entries()) {
      const { tree, since, state, note } = version;
      const number = index + 1;
      await tx
        .insertInto('routing_versions')
        .values({
          organisation_id: organisationId,
          routing_id: id,
          number,
          state,
          note,
          tree: JSON.stringify(tree),
          action_count: Object.keys(tree.actions).length,
          created_at: since,
          updated_at: since,
          published_at: state === 'development' ? null : since,
        })
        .execute();
      await writeUses(tx, { organisationId, routingId: id, number }, tree, services.catalogue);
    }
  }
}

/** Oldest first. The past was played by the first two; what sends and keeps things is in production from now on. */
function versionsOf({ tree, former = tree }: DemoRouting, made: Date, now: Date) {
  const first = { tree: former, since: made, note: 'First version' };
  const second = { ...first, note: 'Opened to everybody' };
  const ideas = { tree, since: now, state: 'development', note: 'Ideas for the next season' };
  const versions =
    former === tree
      ? [{ ...first, state: 'archived' }, { ...second, state: 'production' }, ideas]
      : [
          { ...first, state: 'archived' },
          { ...second, state: 'archived' },
          {
            tree,
            since: now,
            state: 'production',
            note: 'E-mails, cases, payments and surveys',
          },
          ideas,
        ];
  return versions as (typeof first & { state: 'archived' | 'production' | 'development' })[];
}
