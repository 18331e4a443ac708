import type { Customer } from '../access/identity.ts';
import { notFound } from '../refusal.ts';
import { listMessages } from '../storage/messages.ts';
import { limitCalls, limitMessages } from './limits.ts';
import { route } from './route.ts';
import { pageAfter } from './sequence-page.ts';

export const channelRoutes = [
  route('openInteraction', async ({ params, body, services, address }) => {
    await limitCalls('openChat', address);
    const { engine, tokens } = services;
    const channelId = params.channel;
    const opened = await engine.open({ ...body, channelId, only: 'chat' });
    return {
      interactionId: opened.interactionId,
      chatToken: await tokens.chat({ ...opened, channelId }),
    };
  }),

  route('listConversation', async ({ params, query, customer, services: { db } }) => {
    demandOwn(customer, params);
    return pageAfter(query, (range) =>
      listMessages(db, customer.organisationId, customer.interactionId, range),
    );
  }),

  route('sendCustomerMessage', async ({ params, body, customer, services: { engine } }) => {
    demandOwn(customer, params);
    await limitMessages(customer.interactionId);
    return engine.receive({
      organisationId: customer.organisationId,
      interactionId: customer.interactionId,
      text: 'text' in body ? body.text : '',
      choiceId: 'choiceId' in body ? body.choiceId : null,
      key: body.key ?? null,
    });
  }),

  route('leaveInteraction', async ({ params, customer, services: { engine } }) => {
    demandOwn(customer, params);
    await engine.customerLeft(customer.organisationId, customer.interactionId);
    return undefined;
  }),
];

/** A chat token is for its one conversation. */
function demandOwn(customer: Customer, { channel, id }: { channel: string; id: string }): void {
  if (customer.interactionId !== id || customer.channelId !== channel)
    throw notFound('interaction');
}
