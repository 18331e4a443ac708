/*
 * What carries the list of interactions: each index answers a filter or a sort that would otherwise read most of three
 * months. docs/history.md says how they are used. An interaction is written more often than it is sorted: columns that
 * a search may combine share an index of GIN.
 */
export const listIndexStatements: string[] = [
  `create extension if not exists pg_trgm`,
  `create index interactions_flow on interactions (organisation_id, flow, id desc)`,
  `create index interactions_status on interactions (organisation_id, status, id desc)`,
  // the other value is what nearly all have: they are found by going through all of them
  `create index interactions_outgoing on interactions (organisation_id, id desc) where direction = 'outgoing'`,
  `create index interactions_began_direct on interactions (organisation_id, id desc)
    where original_routing = 'direct'`,
  `create index interactions_ended on interactions (organisation_id, ended_at, id desc)`,
  `create index interactions_advisor on interactions (organisation_id, advisor_id, id desc)`,
  `create index interactions_routing on interactions (organisation_id, routing_id, id desc)`,
  `create index interactions_contact_sort on interactions (organisation_id, contact_sort, id desc)`,
  `create index interactions_checkpoint_count on interactions (organisation_id, checkpoint_count, id desc)`,
  // with what tells whether one checkpoint came after another, so that it is told by the index alone
  `drop index interaction_checkpoints_checkpoint`,
  `create index interaction_checkpoints_checkpoint
    on interaction_checkpoints (organisation_id, checkpoint_id, interaction_id desc) include (attached_at, sequence)`,
  `create index interactions_voice_campaign on interactions (organisation_id, voice_campaign, id desc)
    where voice_campaign is not null`,
  `create index interactions_marks on interactions using gin (tags, template_ids)`,
  `create index interactions_contact_parts on interactions
    using gin (contact_digits gin_trgm_ops, contact_folded_email gin_trgm_ops)`,
];
