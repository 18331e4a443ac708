import { msg, str } from '@lit/localize';
import type { Rehearsal } from '../../api-client/contract/scenario.ts';
import { browserZone, clockTime } from './time.ts';
import type { PaymentOutcome } from './trial.ts';

/** What the run waits for. */
export function waitWords({
  for: kind,
  until,
  isAccepted,
}: NonNullable<Rehearsal['wait']>): string {
  const end = until ? ` ${msg(str`Until ${clockTime(until, browserZone())}.`)}` : '';
  switch (kind) {
    case 'customer':
      return msg('It waits for the customer.') + end;
    case 'advisor':
      return isAccepted
        ? msg('An advisor has the interaction.')
        : msg('It rings at the advisors.') + end;
    case 'payment':
      return msg('It waits for the payment.') + end;
    case 'time':
      return msg('It pauses.') + end;
    case 'effect':
      return msg('It waits for what is done outside.');
  }
}

/** How it ended. */
export function outcomeWords(outcome: Rehearsal['outcome']): string {
  switch (outcome) {
    case 'completed':
      return msg('The routing came to its end.');
    case 'abandoned':
      return msg('The customer left.');
    case 'branch_unwired':
      return msg('It ended at a branch that leads nowhere.');
    case 'loop_guard':
      return msg('It was stopped: it went round without ever waiting.');
    case 'fault':
      return msg('It ended by a fault.');
    default:
      return msg('It is over.');
  }
}

/** The ways in which a payment ends. */
export const paymentChoices = (): [PaymentOutcome, string][] => [
  ['payment-successful', msg('The payment succeeds')],
  ['failed-payment', msg('The payment fails')],
  ['payment-stopped', msg('The payment is stopped')],
  ['bank-transfer-error', msg('The bank transfer fails')],
  ['fraudulent-payment', msg('The payment is taken for fraud')],
  ['invoice-not-found', msg('The invoice is not found')],
  ['payment-error', msg('Another error of the payment')],
];

const effects: Readonly<Record<string, () => string>> = {
  email: () => msg('E-mail'),
  sms: () => msg('SMS'),
  'web-service': () => msg('Web service'),
  crm: () => msg('CRM'),
  payment: () => msg('Payment'),
  'channel-message': () => msg('Message'),
};

/** What kind of thing is done outside; one that is newer than this version by its name. */
export const effectWords = (kind: string): string => effects[kind]?.() ?? kind;
