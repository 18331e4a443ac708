import { sql, type Kysely } from 'kysely';

/*
 * Who took part in an interaction, and which checkpoints it has since when, stand on its row, too: who sees it, and what
 * the history is filtered and reports are counted by, is told by the row alone, without a look into another table for each
 * of a million. The index of what a search may combine has them, so that it is combined before a row is read.
 *
 * The index of what was passed has an entry for each action that was left by a branch, in the order of what a version
 * counts: it is counted without its events being read.
 */
const statements = [
  `alter table interactions
    add column participant_ids uuid[] not null default '{}',
    add column checkpoint_ids uuid[] not null default '{}',
    add column checkpoint_times timestamptz[] not null default '{}'`,
  `update interactions i set
    participant_ids = array(
      select p.user_id from participants p
      where p.organisation_id = i.organisation_id and p.interaction_id = i.id order by p.joined_at, p.user_id),
    checkpoint_ids = array(
      select c.checkpoint_id from interaction_checkpoints c
      where c.organisation_id = i.organisation_id and c.interaction_id = i.id order by c.attached_at, c.sequence),
    checkpoint_times = array(
      select c.attached_at from interaction_checkpoints c
      where c.organisation_id = i.organisation_id and c.interaction_id = i.id order by c.attached_at, c.sequence)`,
  // the rows are written anew here: what the update left of the old ones goes
  `alter table interactions
    drop column checkpoint_count,
    add column checkpoint_count integer generated always as (nullif(cardinality(checkpoint_ids), 0)) stored`,
  `create index interactions_checkpoint_count on interactions (organisation_id, checkpoint_count, id desc)`,
  `drop index interactions_marks`,
  `create index interactions_marks on interactions using gin (tags, template_ids, participant_ids, checkpoint_ids)`,
  `create index interaction_events_passed
    on interaction_events (organisation_id, routing_id, routing_version, interaction_id, action_id, branch)
    where kind = 'action' and branch is not null`,
];

export const rowSight0011 = {
  async up(db: Kysely<unknown>): Promise<void> {
    for (const statement of statements) await sql.raw(statement).execute(db);
  },
};
