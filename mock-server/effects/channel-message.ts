import { signatureHeaders } from '../access/signatures.ts';
import { fitMessage, type FittedMessage } from '../channels/fit-message.ts';
import type { ChannelMessageResult } from '../routing/effects.ts';
import {
  readOutgoingMessage,
  recordDelivery,
  type OutgoingMessage,
} from '../storage/gateway-channels.ts';
import type { GuardedHttp } from './guarded-http.ts';
import { NoAnswer } from './no-answer.ts';
import { TryAgain, type Occasion, type Performer } from './performer.ts';

/** Seconds that a gateway may take for one call. */
const PATIENCE = 15;
/** All parts of one message are through by then, or the message is tried again: before it counts as abandoned. */
const WHOLE_MESSAGE_MS = 90_000;

interface Delivery extends OutgoingMessage {
  messageId: string;
  deliverTo: string;
  secret: string;
}

/** Takes messages to the gateways of webhook channels, in as many calls as the channel's limits ask for. */
export function createChannelMessagePerformer(send: GuardedHttp): Performer<'channel-message'> {
  return {
    kind: 'channel-message',
    async perform({ channelId, messageId }, occasion) {
      const { db, organisationId, interactionId } = occasion;
      const names = { channelId, messageId, interactionId };
      const message = await readOutgoingMessage(db, organisationId, names);
      if (!message) return failed('The channel is not there any more.');
      const { deliverTo, secret } = message;
      if (deliverTo === null || secret === null)
        return failed('The channel has no address that messages are taken to.');
      const late = AbortSignal.timeout(WHOLE_MESSAGE_MS);
      const signal = AbortSignal.any([late, occasion.signal]);
      return deliver({ ...message, messageId, deliverTo, secret }, { ...occasion, signal });
    },
    async record(tx, { messageId }, result, { organisationId, interactionId }) {
      const outcome = result.delivered
        ? ({ state: 'sent', reason: null } as const)
        : ({ state: 'failed', reason: result.reason } as const);
      await recordDelivery(tx, organisationId, { interactionId, messageId }, outcome);
    },
    givenUp: failed,
  };

  async function deliver(message: Delivery, occasion: Occasion): Promise<ChannelMessageResult> {
    const parts = fitMessage(message, message.limits);
    if (parts.length === 0) return failed('The message is empty.');
    for (const [index, part] of parts.entries()) {
      const place = { number: index + 1, of: parts.length };
      const refusal = await post(message, part, place, occasion);
      if (refusal !== null) return failed(refusal);
    }
    return { delivered: true };
  }

  /** Null when the gateway took the part, else why it never will. */
  async function post(
    message: Delivery,
    part: FittedMessage,
    { number, of }: { number: number; of: number },
    { interactionId, signal, now }: Occasion,
  ): Promise<string | null> {
    const { messageId, conversation, author, sentAt, deliverTo, secret } = message;
    const address = new URL(deliverTo);
    const id = number === 1 ? messageId : `${messageId}:${number}`;
    const body = JSON.stringify({
      id,
      messageId,
      interactionId,
      conversation,
      author,
      ...part,
      part: number,
      parts: of,
      sentAt: sentAt.toISOString(),
    });
    const call = { method: 'POST', path: address.pathname + address.search, body };
    const headers = {
      'content-type': 'application/json',
      'idempotency-key': id,
      ...(await signatureHeaders(secret, call, now())),
    };
    const { method } = call;
    const limits = { timeoutSeconds: PATIENCE, redirects: 0, readsBody: false, signal };
    try {
      const { status } = await send({ method, address, headers, body, ...limits });
      return refusalOf(status);
    } catch (error) {
      if (!(error instanceof NoAnswer)) throw error;
      // where the address leads is the channel's own fault; that nobody answers there may pass
      if (error.kind === 'inside' || error.kind === 'redirect') return error.message;
      throw new TryAgain(`The channel’s gateway does not answer. ${error.message}`);
    }
  }
}

function refusalOf(status: number): string | null {
  if (status >= 500 || status === 408 || status === 429)
    throw new TryAgain(`The channel’s gateway is busy (status ${status}).`);
  return status < 300 ? null : `The channel’s gateway refused the message (status ${status}).`;
}

function failed(reason: string): ChannelMessageResult {
  return { delivered: false, reason };
}
