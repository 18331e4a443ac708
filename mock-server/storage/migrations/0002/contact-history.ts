/** What counting a customer's earlier contacts needs. */
export const contactHistoryStatements = [
  `create index interactions_contact_id on interactions (organisation_id, contact_id, id desc)
    where contact_id is not null`,
];
