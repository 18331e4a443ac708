import { z } from 'zod';
import { ChannelLimits } from './channel-limits.ts';
import { InteractionFlow, RoutingFlow } from './flow.ts';
import { DisplayName, Id } from './primitives.ts';

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
  queueId: Id.nullable(),
  /** Opens the conversations that `incoming` begins. */
  routingReference: RoutingReference.nullable(),
  deliverTo: DeliverTo.nullable(),
  limits: ChannelLimits.nullable(),
};

/** A new channel. Its kind and flow never change. */
export const ChannelDraft = z.strictObject({
  kind: z.enum(['chat', 'webhook']).default('webhook'),
  flow: InteractionFlow,
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
});
export type Channel = z.infer<typeof Channel>;

export const Channels = z.strictObject({ items: z.array(Channel) });

/** By what a gateway and the server know each other. Told once: nothing answers it again. */
export const ChannelSecret = z.strictObject({ secret: z.string() });

/** `secret` is null for a chat, which has none. */
export const ChannelCreated = Channel.extend({ secret: z.string().nullable() });
