/*
 * The targets of campaigns. Of the targets with the same number in a campaign one is the first: the index lets only
 * one of two writers of the same moment have that place. Targets go with their campaign.
 */
export const campaignStatements: string[] = [
  `create table campaign_targets (
    organisation_id uuid not null,
    campaign_id uuid not null,
    id uuid not null,
    phone text not null,
    first boolean not null,
    starts_at timestamptz not null,
    priority integer not null,
    layout_id text,
    fields jsonb not null,
    interaction_id uuid not null,
    created_at timestamptz not null,
    primary key (organisation_id, campaign_id, id),
    foreign key (organisation_id, campaign_id) references entities on delete cascade
  )`,
  `create unique index campaign_targets_first on campaign_targets (organisation_id, campaign_id, phone)
    where first`,
];
