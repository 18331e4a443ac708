import { notFound, Refusal } from '../refusal.ts';
import type { Services } from '../services.ts';
import { readGatewayChannel, type GatewayChannel } from '../storage/gateway-channels.ts';
import { isInteractionOf } from '../storage/channel-conversations.ts';
import type { Customer } from './identity.ts';
import { isSignedBy, type SignedCall } from './signatures.ts';

/** The gateway of one webhook channel, known by its signature. */
export type Gateway = Omit<GatewayChannel, 'secret'>;

/** Nobody’s secret: a channel that is not there takes as long to refuse as one that is. */
const NOBODY = 'x'.repeat(64);

/** Reads who signed. One sentence for every reason, so that nobody learns which channels there are. */
export async function readGateway(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  channelId: string,
  signature: string,
  call: SignedCall,
): Promise<Gateway> {
  const channel = await readGatewayChannel(db, channelId);
  const signed = await isSignedBy(channel?.secret ?? NOBODY, signature, call, clock.now());
  if (!channel || !signed) {
    throw new Refusal(
      'signed-out',
      'The call is not signed with this channel’s secret, or its timestamp is more than five minutes off.',
    );
  }
  const { secret, ...gateway } = channel;
  return gateway;
}

/** What a gateway may do for the customers of its own channel. */
export async function actForCustomer(
  { db, clock }: Pick<Services, 'db' | 'clock'>,
  { organisationId, channelId }: Gateway,
  interactionId: string,
): Promise<Customer> {
  const interaction = { organisationId, channelId, interactionId };
  if (!(await isInteractionOf(db, interaction))) throw notFound('interaction');
  return { ...interaction, expiresAt: clock.now() };
}
