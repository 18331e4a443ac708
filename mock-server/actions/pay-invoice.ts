import { z } from 'zod';
import type { ActionContext } from '../routing/action-context.ts';
import {
  awaitEffect,
  awaitPayment,
  defineAction,
  keepWaiting,
  leave,
} from '../routing/define-action.ts';
import type { PaymentAnswer } from '../routing/effects.ts';
import type { FoundEntity } from '../routing/entities.ts';
import { entityChoice, responseWait } from '../routing/fields.ts';
import { missingEntity } from '../routing/missing-entity.ts';
import { paymentNotice } from '../routing/payment-notice.ts';
import { PaymentSubject, readSubject, type ReadSubject } from '../routing/payment-subject.ts';
import { readPhoneKind } from '../routing/phone-kind.ts';
import { reachCustomer, sendEmailNotice } from '../routing/reach-customer.ts';
import type { PaymentOutcome } from '../routing/payments.ts';
import type { PaymentRefusal, StartedPayment } from '../routing/records/payments.ts';

const Parameters = z.strictObject({
  subject: PaymentSubject,
  module: entityChoice('payment-module', 'Payment module'),
  mode: z.enum(['sms', 'email', 'routing']).meta({ title: 'Mode' }),
  maximumWait: responseWait
    .default(1800)
    .meta({ title: 'Maximum wait for the payment in the smart routing (seconds)' }),
});
type Parameters = z.output<typeof Parameters>;

/** What is needed again when something comes of it. */
interface Memory {
  paymentId: string;
  /** To whom the link goes; null where the customer is in the routing. */
  to: string | null;
}

/** 11.2: has an invoice or an amount paid. */
export const payInvoice = defineAction({
  type: 'pay-invoice',
  title: 'Pay an invoice',
  group: 'payment',
  flows: ['messaging', 'email', 'voice'],
  summary:
    'Gives the customer a link by which they pay, and in the routing waits for the payment.',
  parameters: Parameters,
  branches: {
    'payment-stopped': 'Payment stopped',
    'bank-transfer-error': 'Bank transfer error',
    'invoice-not-found': 'Invoice not found',
    'fraudulent-payment': 'Fraudulent payment',
    'failed-payment': 'Failed payment',
    'payment-error': 'Payment error',
    'payment-successful': 'Payment successful',
    'notification-sent': 'Notification successfully sent',
  },
  general: 'payment-error',
  branchesUsed: ({ mode, subject }) => {
    const missing = subject.type === 'invoice' ? (['invoice-not-found'] as const) : [];
    if (mode !== 'routing') return [...missing, 'payment-error', 'notification-sent'];
    return [
      'payment-stopped',
      'bank-transfer-error',
      'invoice-not-found',
      'fraudulent-payment',
      'failed-payment',
      'payment-error',
      'payment-successful',
    ];
  },
  endsLoops: ({ mode }, branch) =>
    mode === 'routing' && branch !== 'payment-error' && branch !== 'invoice-not-found',

  async run(parameters, context) {
    const read = await readSubject(parameters.subject, context);
    if ('branch' in read) return leave(read.branch, read.reason);
    const module = await context.find('payment-module', parameters.module);
    if (!module)
      return leave('payment-error', missingEntity('payment-module', parameters.module));
    const unfit = unfitness(module, parameters, read.currency);
    if (unfit) return leave('payment-error', unfit);
    const to = readAddressee(parameters.mode, read.details, context);
    if (to !== null && 'wrong' in to) return leave('payment-error', to.wrong);
    const { provider, address } = module.definition;
    const { subject, name, reference, details } = read;
    const started = await context.records.payments.start({
      key: context.key,
      module: { id: module.id, provider },
      ownPage: address === null,
      subject,
      name,
      reference,
      details,
    });
    if ('refused' in started) return refuse(started.refused);
    if (parameters.mode === 'routing' && started.provider === 'http')
      return refuse('under-way');
    const memory: Memory = { paymentId: started.id, to: to?.address ?? null };
    if (started.payAddress === null) {
      const request = { paymentId: started.id, moduleId: started.moduleId };
      return awaitEffect('payment', request, memory);
    }
    return handOver(parameters, context, started, memory);
  },

  async resume(parameters, context, happening, remembered) {
    const memory = remembered as Memory; // written above
    const { payments } = context.records;
    if (happening.kind === 'payment') return ended(happening.outcome);
    if (happening.kind === 'time-over') {
      const state = await payments.stopWaiting(memory.paymentId);
      if (state !== 'created' && state !== 'pending' && state !== 'payment-stopped')
        return ended(state);
      return leave('payment-stopped', 'The time to pay was over.');
    }
    if (happening.kind !== 'effect') return keepWaiting;
    const answer = happening.result as PaymentAnswer; // of the kind that was asked for
    if (!answer.ok) return leave('payment-error', answer.reason);
    return handOver(parameters, context, await payments.read(memory.paymentId), memory);
  },
});

/** Why this module cannot take this payment. */
function unfitness(
  { name, definition }: FoundEntity<'payment-module'>,
  { mode }: Parameters,
  currency: string,
): string | undefined {
  const { active, currencies, provider } = definition;
  if (!active) return `The payment module “${name}” is not active.`;
  if (currencies && !currencies.includes(currency))
    return `The payment module “${name}” takes no ${currency}.`;
  if (mode === 'routing' && provider === 'http')
    return `The payment module “${name}” cannot be used in the smart routing: its pay page is not our own.`;
  return undefined;
}

/** Where the link goes, in the modes that send it. */
function readAddressee(
  mode: Parameters['mode'],
  { mobile, email }: ReadSubject['details'],
  { locale }: ActionContext,
): { address: string } | { wrong: string } | null {
  if (mode === 'routing') return null;
  if (mode === 'email')
    return email
      ? { address: email }
      : { wrong: 'There is no e-mail address to send the link to.' };
  const read = readPhoneKind(mobile ?? '', locale.region);
  if (!read) return { wrong: 'There is no mobile number to send the link to.' };
  return read.isFixedLine
    ? { wrong: `${read.number} is a fixed line, to which no SMS can be sent.` }
    : { address: read.number };
}

/** The customer gets the link. In the routing, the run then waits for what they do with it. */
async function handOver(
  { mode, maximumWait }: Parameters,
  context: ActionContext,
  payment: StartedPayment,
  memory: Memory,
) {
  const { state, payAddress } = payment;
  if (state !== 'pending' || payAddress === null) return settledAlready(mode, state);
  const notice = paymentNotice(payment, payAddress, context.locale.language);
  if (mode === 'sms')
    context.later('sms', { from: '', to: memory.to ?? '', text: notice.text });
  if (mode === 'email') sendEmailNotice(context, memory.to ?? '', notice);
  if (mode !== 'routing') {
    await context.records.payments.noteSent(payment.id);
    return 'notification-sent';
  }
  if (!reachCustomer(context, notice))
    return leave('payment-error', 'There is no way to give the customer the link.');
  await context.records.payments.addWaiter(payment.id);
  return awaitPayment(payment.id, maximumWait, memory);
}

/** Somebody else, with the same link, was faster. */
function settledAlready(mode: Parameters['mode'], state: StartedPayment['state']) {
  if (mode === 'routing' && state !== 'created' && state !== 'pending') return ended(state);
  return leave('payment-error', 'The payment came to its end before the link was sent.');
}

function ended(outcome: PaymentOutcome) {
  return outcome === 'payment-successful' ? outcome : leave(outcome, failures[outcome]);
}

const failures: Record<Exclude<PaymentOutcome, 'payment-successful'>, string> = {
  'payment-stopped': 'The payment was stopped.',
  'bank-transfer-error': 'The bank transfer failed.',
  'invoice-not-found': 'The payment module found no such invoice.',
  'fraudulent-payment': 'The payment module took the payment for a fraud.',
  'failed-payment': 'The payment failed.',
  'payment-error': 'The payment module met an error.',
};

function refuse(refusal: PaymentRefusal) {
  if (refusal === 'gone') return leave('invoice-not-found', refusals[refusal]);
  return leave('payment-error', refusals[refusal]);
}

const refusals: Record<PaymentRefusal, string> = {
  gone: 'The invoice is not there any more.',
  paid: 'The invoice is paid already.',
  cancelled: 'The invoice has been cancelled.',
  'under-way': 'Another payment of the invoice is under way elsewhere.',
};
