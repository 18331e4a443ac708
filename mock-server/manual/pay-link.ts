import type { Done } from '../../api-client/contract/interaction-settings.ts';
import { invalidField } from '../refusal.ts';
import { addMessage } from '../routing/conversation.ts';
import type { EffectKind, EffectRequest } from '../routing/effects.ts';
import { singleLine } from '../routing/fill-template.ts';
import { isEmailAddress } from '../routing/mail-addresses.ts';
import { paymentNotice } from '../routing/payment-notice.ts';
import { readPhoneKind } from '../routing/phone-kind.ts';
import type { StartedPayment } from '../routing/records/payments.ts';
import type { Services } from '../services.ts';
import { findMessageByKey } from '../storage/conversations.ts';
import { createPayments } from '../storage/payments.ts';
import type { Act, Actor, Sight } from './act.ts';
import type { Creation } from './payments.ts';

/** Where the link goes; null where nobody sends it by SMS or e-mail. */
export type Addressee = string | null;

/** Whether there is a conversation in which a customer can be told something. */
export function hasConversation({ held: { run } }: Pick<Sight, 'held'>): boolean {
  return run !== null && run.state !== 'ended' && !run.customerLeft;
}

/** Where the link goes. Refuses an address that takes no such message. */
export function readAddressee(
  held: Pick<Sight, 'held'>,
  { send, to }: Pick<Creation, 'send' | 'to'>,
): Addressee {
  const { customer, locale } = held.held;
  switch (send) {
    case 'none':
      return null;
    case 'conversation':
      if (hasConversation(held)) return null;
      throw invalidField('send', 'The conversation is over: nobody reads it any more.');
    case 'email': {
      const address = to ?? customer.email ?? '';
      if (isEmailAddress(address)) return address;
      throw invalidField('to', 'Give an e-mail address: the contact has none.');
    }
    case 'sms': {
      const read = readPhoneKind(to ?? customer.phone ?? '', locale.region);
      if (!read) throw invalidField('to', 'Give a mobile number: the contact has none.');
      if (!read.isFixedLine) return read.number;
      throw invalidField('to', `${read.number} is a fixed line, to which no SMS can be sent.`);
    }
  }
}

/** Has the link sent by SMS or e-mail, in the transaction that keeps the payment. */
export async function handLinkOver(
  held: Act,
  send: Creation['send'],
  to: Addressee,
  payment: StartedPayment,
  payAddress: string,
): Promise<void> {
  if (to === null) return;
  const { subject, text } = paymentNotice(payment, payAddress, held.held.locale.language);
  if (send === 'sms') await setOff(held, 'sms', { from: '', to, text });
  else {
    const empty = { mailbox: null, cc: [], bcc: [], html: '' };
    await setOff(held, 'email', { ...empty, to: [to], subject: singleLine(subject), text });
  }
  await createPayments(held.scope).noteSent(payment.id);
}

async function setOff<Kind extends EffectKind>(
  { db, key, now, newId }: Act,
  kind: Kind,
  request: EffectRequest<Kind>,
): Promise<void> {
  const id = newId();
  await db
    .insertInto('effects')
    .values({
      organisation_id: key.organisationId,
      id,
      interaction_id: key.interactionId,
      key: id,
      kind,
      request: JSON.stringify(request),
      awaited: false,
      lane: null,
      due_at: now,
    })
    .execute();
}

/** Writes the link into the conversation, once for each payment. Where it ended meanwhile, the advisor has the link. */
export async function sendInConversation(
  { steps, clock, newId }: Services,
  { organisationId }: Actor,
  interactionId: string,
  { recordId, label, payAddress }: Done,
): Promise<void> {
  await steps.take(organisationId, interactionId, async (tx, conversation) => {
    const isWritten = await findMessageByKey(tx, organisationId, interactionId, recordId);
    if (isWritten || conversation.run.state === 'ended') return { answer: undefined };
    const now = clock.now();
    const what =
      conversation.locale.language === 'fr'
        ? `Pour payer ${label}, ouvrez cette adresse : ${payAddress}`
        : `To pay ${label}, open this address: ${payAddress}`;
    addMessage(conversation, {
      id: newId(now),
      author: 'advisor',
      text: what,
      choices: [],
      choiceId: null,
      key: recordId,
      sentAt: now.toISOString(),
    });
    return { answer: undefined, write: true };
  });
}
