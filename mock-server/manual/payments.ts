import type { z } from 'zod';
import type { Done, PaymentCreation } from '../../api-client/contract/interaction-settings.ts';
import { NoCalls } from '../effects/call-now.ts';
import { settlePayment } from '../payments/settle-payment.ts';
import { invalidField, notFound, Refusal } from '../refusal.ts';
import type { FoundEntity } from '../routing/entities.ts';
import { readAmount, sayAmount } from '../routing/money.ts';
import type {
  PaymentDraft,
  PaymentRefusal,
  StartedPayment,
} from '../routing/records/payments.ts';
import type { Services } from '../services.ts';
import { createEntityLookup } from '../storage/entity-lookup.ts';
import { rememberInvoice } from '../storage/found-invoices.ts';
import { readContactInvoice } from '../storage/interaction-invoices.ts';
import { findPaymentOf } from '../storage/interaction-payments.ts';
import { insertAct } from '../storage/manual-acts.ts';
import { recordPaymentAnswer } from '../storage/payment-answer.ts';
import { isUnderWay, readPayment } from '../storage/payment-states.ts';
import { createPayments } from '../storage/payments.ts';
import { act, lookAt, type Act, type Actor } from './act.ts';
import { doneBefore } from './links.ts';
import { handLinkOver, readAddressee, sendInConversation, type Addressee } from './pay-link.ts';

export type Creation = z.output<typeof PaymentCreation>;

/**
 * Has an invoice or an amount paid by the interaction's customer. A provider is asked for its address before the call
 * ends, under a key that a repetition has too. Nothing waits for the outcome: it reaches payment and invoice.
 */
export async function createPayment(
  services: Services,
  who: Actor,
  interactionId: string,
  given: Creation,
): Promise<Done> {
  const { clock, newId } = services;
  const creation = { ...given, key: given.key ?? newId(clock.now()) };
  const begun = await act(services, who, interactionId, (held) => begin(held, creation));
  const done =
    'done' in begun ? begun.done : await ask(services, who, interactionId, creation, begun);
  if (done.payAddress !== null && creation.send === 'conversation')
    await sendInConversation(services, who, interactionId, done);
  services.worker.nudge();
  return done;
}

type Keyed = Creation & { key: string };

interface Begun {
  payment: StartedPayment;
  addressee: Addressee;
}

/** Begins the payment, or finds the one that was begun under this key; done at once where the page is our own. */
async function begin(held: Act, creation: Keyed): Promise<{ done: Done } | Begun> {
  const before = await doneBefore(held, creation.key, 'payment-created');
  if (before) return { done: before };
  const addressee = readAddressee(held, creation);
  const module = await demandModule(held, creation.moduleId);
  const subject = await readSubject(held, creation.subject);
  const { active, currencies, provider, address } = module.definition;
  if (!active)
    throw invalidField('moduleId', `The payment module “${module.name}” is not active.`);
  if (currencies && !currencies.includes(subject.currency))
    throw invalidField(
      'moduleId',
      `The payment module “${module.name}” takes no ${subject.currency}.`,
    );
  const payment = await createPayments(held.scope).start({
    key: `manual:${held.key.interactionId}:${creation.key}`,
    module: { id: module.id, provider },
    ownPage: address === null,
    ...subject.draft,
  });
  if ('refused' in payment) throw refusalOf(payment.refused);
  if ('invoiceId' in subject.draft.subject)
    await rememberInvoice(held.db, held.key, subject.draft.subject.invoiceId, held.now);
  if (payment.payAddress === null) return { payment, addressee };
  return { done: await keep(held, creation, payment, payment.payAddress, addressee) };
}

/** Asks the provider for the address at which the customer pays. */
async function ask(
  services: Services,
  who: Actor,
  interactionId: string,
  creation: Keyed,
  { payment: { id: paymentId, moduleId }, addressee }: Begun,
): Promise<Done> {
  const { organisationId } = who;
  const answer = await services
    .callNow(
      'payment',
      { paymentId, moduleId },
      { organisationId, interactionId, key: paymentId },
    )
    .catch((error: unknown) => {
      if (error instanceof NoCalls) return { ok: false as const, reason: error.message };
      throw error;
    });
  const done = await act(services, who, interactionId, async (held) => {
    const before = await doneBefore(held, creation.key, 'payment-created');
    if (before) return before;
    const key = { organisationId, paymentId };
    await recordPaymentAnswer(held.db, key, answer, held.now);
    if (!answer.ok) return undefined;
    const payment = await createPayments(held.scope).read(paymentId);
    return keep(held, creation, payment, answer.payAddress, addressee);
  });
  if (done) return done;
  throw new Refusal('conflict', answer.ok ? 'The payment is over already.' : answer.reason);
}

/** Notes that the payment was begun, and sends its link. */
async function keep(
  held: Act,
  { key, send }: Keyed,
  payment: StartedPayment,
  payAddress: string,
  addressee: Addressee,
): Promise<Done> {
  const { language } = held.held.locale;
  const sum = sayAmount(payment.amount, payment.currency, language);
  const done: Done = {
    kind: 'payment-created',
    recordId: payment.id,
    label: payment.name ? `${sum} (${payment.name})` : sum,
    former: null,
    made:
      (await findPaymentOf(held.db, held.key, payment.id))?.interaction_id ===
      held.key.interactionId,
    undo: null,
    payAddress,
    at: held.now.toISOString(),
  };
  await handLinkOver(held, send, addressee, payment, payAddress);
  held.note('payment-created', done.label);
  const id = held.newId();
  await insertAct(held.db, held.key, {
    id,
    userId: held.who.userId,
    key,
    done,
    answer: null,
    before: null,
    after: null,
  });
  return done;
}

async function demandModule(
  { db, key }: Act,
  id: string,
): Promise<FoundEntity<'payment-module'>> {
  const found = await createEntityLookup(db, key.organisationId).find('payment-module', { id });
  if (found) return found;
  throw invalidField('moduleId', `There is no payment module with the id ${id}.`);
}

interface Subject {
  currency: string;
  draft: Pick<PaymentDraft, 'subject' | 'name' | 'reference' | 'details'>;
}

async function readSubject(
  { db, key, held }: Act,
  given: Creation['subject'],
): Promise<Subject> {
  const { customer, locale } = held;
  if (given.type === 'invoice') {
    const invoice = await readContactInvoice(db, key, customer, given.invoiceId);
    if (!invoice)
      throw invalidField(
        'subject.invoiceId',
        'This is no invoice of the interaction’s customer.',
      );
    const { currency, number, name, reference, customerNumber } = invoice;
    const { mobile, landline, email } = invoice;
    const details = { customerReference: customerNumber ?? '', comment: '', customData: '' };
    return {
      currency,
      draft: {
        subject: { invoiceId: invoice.id },
        name: name || number,
        reference: reference || number,
        details: { ...details, mobile, landline, email },
      },
    };
  }
  const { currency, name, reference, comment } = given;
  const amount = readAmount(given.amount, currency, locale, { mostDecimals: 2 });
  if (amount === undefined)
    throw invalidField(
      'subject.amount',
      `Write an amount above 0 in ${currency}, with the decimals that it has, at most 2.`,
    );
  const { phone: mobile, email } = customer;
  const details = { customerReference: '', comment, customData: '', landline: null };
  return {
    currency,
    draft: {
      subject: { amount, currency },
      name,
      reference,
      details: { ...details, mobile, email },
    },
  };
}

function refusalOf(refused: PaymentRefusal): Refusal {
  return new Refusal('conflict', refusals[refused], [
    { path: 'subject.invoiceId', message: refusals[refused] },
  ]);
}

const refusals: Record<PaymentRefusal, string> = {
  gone: 'The invoice is not there any more.',
  paid: 'The invoice is paid already.',
  cancelled: 'The invoice has been cancelled.',
  'under-way': 'Another payment of this invoice is under way elsewhere.',
};

/** Calls a payment off: its link is good for nothing any more, and a routing that waits for it goes on. */
export async function cancelPayment(
  services: Services,
  who: Actor,
  interactionId: string,
  paymentId: string,
): Promise<Done> {
  const { db } = services;
  const { key } = await lookAt(services, who, interactionId);
  const payment = await findPaymentOf(db, key, paymentId);
  if (!payment) throw notFound('payment');
  if (!isUnderWay(payment.state))
    throw new Refusal('conflict', 'This payment is over already.');
  if (!payment.own_page)
    throw new Refusal(
      'conflict',
      'A provider takes this payment, and so it cannot be called off from here.',
    );
  const paymentKey = { organisationId: who.organisationId, paymentId };
  const outcome = await settlePayment(services, paymentKey, 'payment-stopped');
  if (outcome !== 'payment-stopped')
    throw new Refusal('conflict', 'This payment came to its end at this very moment.');
  return act(services, who, interactionId, async (held) => {
    const row = await readPayment(held.db, paymentKey);
    const { amount, currency, name } = row ?? payment;
    const sum = sayAmount(amount, currency, held.held.locale.language);
    const label = name ? `${sum} (${name})` : sum;
    held.note('payment-cancelled', label);
    return {
      kind: 'payment-cancelled',
      recordId: paymentId,
      label,
      former: null,
      made: false,
      undo: null,
      payAddress: null,
      at: held.now.toISOString(),
    };
  });
}
