/*
 * What the list of interactions is sorted and filtered by, beside what it is shown by. What carries which query is told
 * in list-indexes.ts.
 */
export const listStatements: string[] = [
  // which templates an interaction's e-mails and SMS were made from
  `alter table interactions add column template_ids uuid[] not null default '{}'`,
  `alter table interactions
    add column contact_sort text collate "C"
      generated always as (fold(coalesce(contact_name, contact_phone, contact_email))) stored,
    add column checkpoint_count integer`,
  `update interactions i set checkpoint_count = (
    select nullif(count(*), 0) from interaction_checkpoints c
    where c.organisation_id = i.organisation_id and c.interaction_id = i.id)`,
];
