/*
 * Channels whose customers are reached through a gateway: where messages go, by what secret, and what the gateway can
 * show. Which interaction a gateway's conversation is in, and how the delivery of each message ended.
 */
export const channelStatements: string[] = [
  `alter table channels drop constraint channels_kind_check`,
  `alter table channels
    add constraint channels_kind_check check (kind in ('chat', 'webhook', 'internal')),
    add column secret text,
    add column deliver_to text,
    add column routing_reference text,
    add column limits jsonb,
    add column revision integer not null default 1,
    add column updated_at timestamptz not null default now()`,
  `create index channels_routing on channels (organisation_id, routing_reference)
    where routing_reference is not null`,

  `alter table interactions add column conversation text`,
  `create index interactions_conversation on interactions (organisation_id, channel_id, conversation)
    where conversation is not null`,
  `create table channel_conversations (
    organisation_id uuid not null references organisations,
    channel_id text not null,
    conversation text not null,
    interaction_id uuid not null,
    primary key (organisation_id, channel_id, conversation)
  )`,
  `create index channel_conversations_interaction on channel_conversations (interaction_id)`,

  `alter table messages add column delivery text check (delivery in ('sent', 'failed'))`,
  `alter table messages add column delivery_reason text`,
];
