/** Interactions that another one sent out: which one, and by which of its actions. */
export const outgoingStatements = [
  `alter table interactions add column linked_interaction_id uuid`,
  `alter table interactions add column linked_key text`,
  `create index interactions_linked on interactions (organisation_id, linked_interaction_id, linked_key)
    where linked_interaction_id is not null`,
];
