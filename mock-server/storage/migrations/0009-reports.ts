import { sql, type Kysely } from 'kysely';

/*
 * What reports count by, and the history is filtered by for them: the version of an interaction’s routing, and the
 * links of load sharings, which are told by an index alone. It has an entry for each load sharing that was passed, and
 * none for any other event. So are checkpoints that were hit again.
 */
const statements = [
  `alter table interactions add column routing_version integer`,
  `update interactions i set routing_version = (
    select e.routing_version from interaction_events e
    where e.organisation_id = i.organisation_id and e.interaction_id = i.id and e.routing_id = i.routing_id
    order by e.sequence desc limit 1)`,
  // what a routing sent out has no events of its own
  `update interactions i set routing_version = source.routing_version
  from interactions source
  where i.routing_version is null and source.organisation_id = i.organisation_id
    and source.id = i.linked_interaction_id and source.routing_id = i.routing_id`,
  `create index interaction_events_links
    on interaction_events (organisation_id, interaction_id, routing_id, routing_version, action_id, sequence)
    include (branch) where action_type = 'load-sharing'`,
  // what was attached once, as most is, has no entry
  `create index interaction_checkpoints_hits
    on interaction_checkpoints (organisation_id, interaction_id, checkpoint_id) include (hits) where hits > 1`,
];

export const reports0009 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
