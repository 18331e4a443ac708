import { z } from 'zod';
import { ChannelLimits } from './channel-limits.ts';
import { entityId } from './entities/entity-id.ts';
import { InteractionFlow, RoutingFlow } from './flow.ts';
import { DisplayName, Id, Instant } from './primitives.ts';

/** By what paths name a channel. */
export const ChannelId = z.string().min(1).max(100);

/** Where a gateway takes messages. Calls into the server's own network are refused unless its operator allows them. */
const DeliverTo = z
  .url({ protocol: /^https?$/, error: 'Write an address that begins with https://.' })
  .max(2000)
  .refine((address) => {
    const url = URL.canParse(address) ? new URL(address) : null;
    return url !== null && url.username === '' && url.password === '' && url.hash === '';
  }, 'The address holds neither a name and password nor a #: messages are signed instead.');

const RoutingReference = z.string().min(1).max(100);

const settings = {
  name: DisplayName,
  queueId: entityId('queue', 'Queue').nullable().meta({
    title: 'Queue',
    description: 'Its interactions belong to this queue from the start.',
  }),
  /** Opens the conversations that `incoming` begins. */
  routingReference: RoutingReference.nullable().meta({
    title: 'Smart routing',
    description: 'What conversations begin with.',
  }),
  deliverTo: DeliverTo.nullable().meta({
    title: 'Messages are taken to',
    description: 'The address of the gateway. A chat has none.',
  }),
  limits: ChannelLimits.nullable().meta({
    title: 'Limits',
    description: 'What it can show, where that differs from its flow.',
  }),
};

/** A new channel. Its kind and flow never change. */
export const ChannelDraft = z.strictObject({
  kind: z.enum(['chat', 'webhook']).default('webhook').meta({
    title: 'Kind',
    description:
      'A chat is open to customers’ browsers, a webhook channel to the gateway that knows its secret.',
  }),
  flow: InteractionFlow.meta({ title: 'Flow' }),
  name: settings.name,
  queueId: settings.queueId.default(null),
  routingReference: settings.routingReference.default(null),
  deliverTo: settings.deliverTo.default(null),
  limits: settings.limits.default(null),
});
export type ChannelDraft = z.input<typeof ChannelDraft>;

export const ChannelPatch = z.strictObject(settings).partial();
export type ChannelPatch = z.infer<typeof ChannelPatch>;

/**
 * A way by which customers come in: `chat` is open to customers' browsers, `webhook` to the gateway that knows its
 * secret, `internal` to this server alone. `limits` are the channel's own; null: those of its flow.
 */
export const Channel = z.strictObject({
  id: z.string(),
  kind: z.enum(['chat', 'webhook', 'internal']),
  flow: InteractionFlow,
  routingFlow: RoutingFlow,
  name: z.string(),
  queueId: Id.nullable(),
  routingReference: z.string().nullable(),
  deliverTo: z.string().nullable(),
  limits: ChannelLimits.nullable(),
  revision: z.int(),
  updatedAt: Instant,
});
export type Channel = z.infer<typeof Channel>;

export const Channels = z.strictObject({ items: z.array(Channel) });

/** By what a gateway and the server know each other. Told once: nothing answers it again. */
export const ChannelSecret = z.strictObject({ secret: z.string() });

/** `secret` is null for a chat, which has none. */
export const ChannelCreated = Channel.extend({ secret: z.string().nullable() });

/** What a channel's form needs: JSON Schemas (draft 2020-12), with titles and defaults, of what is set beside the name. */
export const ChannelForm = z.strictObject({
  /** Of a new one: its kind and flow, too. */
  draft: z.record(z.string(), z.unknown()),
  settings: z.record(z.string(), z.unknown()),
});
export type ChannelForm = z.infer<typeof ChannelForm>;
