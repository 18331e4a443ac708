/**
 * What counting a customer's earlier contacts needs. Months of interactions are dropped sooner than the longest period
 * that is counted ends: who was in contact in them stays, and nothing else. The id tells when.
 */
export const contactHistoryStatements = [
  `create index interactions_contact_id on interactions (organisation_id, contact_id, id desc)
    where contact_id is not null`,
  `create table past_contacts (
    organisation_id uuid not null,
    contact_id uuid not null,
    interaction_id uuid not null,
    primary key (organisation_id, contact_id, interaction_id)
  )`,
  `create index past_contacts_age on past_contacts (interaction_id)`,
];
