import type { Gateway } from '../access/gateway.ts';
import type { Customer } from '../access/identity.ts';
import { receiveIncoming } from '../channels/incoming.ts';
import { invalidField, notFound } from '../refusal.ts';
import { moveConversation } from '../storage/channel-conversations.ts';
import type { Db } from '../storage/database.ts';
import { listMessages, readEnds } from '../storage/messages.ts';
import { limitCalls, limitMessages } from './limits.ts';
import { route } from './route.ts';
import { pageAfter } from './sequence-page.ts';

export const channelRoutes = [
  route('openInteraction', async ({ params, body, gateway, services, address }) => {
    const { engine, tokens } = services;
    const channelId = params.channel;
    if (gateway) {
      const key = demandKey(body.key);
      const within = movingConversation(gateway, body.conversation);
      const request = { ...body, channelId, only: 'webhook' as const, key, within };
      return { interactionId: (await engine.open(request)).interactionId };
    }
    await limitCalls('openChat', address);
    if (body.conversation !== undefined)
      throw invalidField('conversation', 'Only gateways name conversations: leave this out.');
    const opened = await engine.open({ ...body, channelId, only: 'chat' });
    return {
      interactionId: opened.interactionId,
      chatToken: await tokens.chat({ ...opened, channelId }),
    };
  }),

  route('listConversation', async ({ params, query, customer, services: { db } }) => {
    demandOwn(customer, params);
    const { organisationId, interactionId } = customer;
    const ends = await readEnds(db, organisationId, [interactionId]); // first: nothing is said after it
    const page = await pageAfter(query, (range) =>
      listMessages(db, organisationId, interactionId, range),
    );
    return { ...page, endedAt: ends.get(interactionId) ?? null };
  }),

  route('sendCustomerMessage', async ({ params, body, customer, gateway, services }) => {
    demandOwn(customer, params);
    const { organisationId, interactionId } = customer;
    if (gateway) demandKey(body.key);
    else await limitMessages(interactionId);
    const image = 'image' in body ? body.image : undefined;
    return services.engine.receive({
      organisationId,
      interactionId,
      text: image?.address ?? ('text' in body ? body.text : ''),
      choiceId: 'choiceId' in body ? body.choiceId : null,
      key: body.key ?? null,
      contentType: gateway && image?.contentType, // what a browser says of it is no proof
    });
  }),

  route('leaveInteraction', async ({ params, customer, services: { engine } }) => {
    demandOwn(customer, params);
    await engine.customerLeft(customer.organisationId, customer.interactionId);
    return undefined;
  }),

  route('receiveIncoming', async ({ body, gateway, services }) =>
    receiveIncoming(services, gateway, body),
  ),
];

/** A chat token is for its one conversation. */
function demandOwn(customer: Customer, { channel, id }: { channel: string; id: string }): void {
  if (customer.interactionId !== id || customer.channelId !== channel)
    throw notFound('interaction');
}

/** Whoever listens in could send a signed call again: with a key, that changes nothing. */
function demandKey(key: string | undefined): string {
  if (key !== undefined) return key;
  throw invalidField('key', 'A gateway gives every message a key, so that none counts twice.');
}

/** From its opening on, the interaction is where the conversation goes on. */
function movingConversation(
  { organisationId, channelId }: Gateway,
  conversation: string | undefined,
) {
  if (conversation === undefined) return undefined;
  const named = { organisationId, channelId, conversation };
  return async (tx: Db, to: string) => void (await moveConversation(tx, named, { to }));
}
