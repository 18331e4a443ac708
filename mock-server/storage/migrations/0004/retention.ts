/** By which upkeep finds what belongs to interactions of dropped months, and whether a case is still linked. */
export const retentionStatements: string[] = [
  `create index payments_interaction on payments (organisation_id, interaction_id)`,
  `create index payment_waiters_interaction on payment_waiters (organisation_id, interaction_id)`,
  `create index campaign_targets_interaction on campaign_targets (organisation_id, interaction_id)`,
  `create index interactions_case on interactions (organisation_id, case_id) where case_id is not null`,
  `drop index survey_invitations_invited_at`,
];
