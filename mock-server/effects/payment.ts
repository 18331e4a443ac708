import { z } from 'zod';
import { PaymentModuleDefinition } from '../../api-client/contract/entities/payment-module.ts';
import { signatureHeaders } from '../access/signatures.ts';
import type { PaymentAnswer } from '../routing/effects.ts';
import {
  readPayment,
  recordPayAddress,
  settlePaymentRow,
  type PaymentRow,
} from '../storage/payment-states.ts';

import type { GuardedHttp } from './guarded-http.ts';
import { NoAnswer } from './no-answer.ts';
import { readJson } from './json-answer.ts';
import { TryAgain, type Occasion, type Performer } from './performer.ts';
import { MissingSecret, readSecrets } from './secrets.ts';

/** Seconds that a provider may take. */
const PATIENCE = 15;
/** A customer waits for the link: after so many tries there is none. */
const TRIES = 3;

const Answer = z.object({
  payAddress: z
    .url({ protocol: /^https?$/ })
    .max(2000)
    .refine((address) => !/[\0-\x20\x7f]/.test(address) && address.isWellFormed()), // it is stored, and sent as text
});

/** Asks a payment provider for the address at which the customer pays, by the protocol of docs/payments.md. */
export function createPaymentPerformer(
  send: GuardedHttp,
  publicUrl: string,
  now: () => Date = () => new Date(),
): Performer<'payment'> {
  return {
    kind: 'payment',

    async perform({ paymentId, moduleId }, occasion) {
      const { db, organisationId, attempt, signal } = occasion;
      const payment = await readPayment(db, { organisationId, paymentId });
      if (!payment) return refused('The payment is not there any more.');
      if (payment.pay_address) return { ok: true, payAddress: payment.pay_address };
      const module = await readModule(occasion, moduleId);
      if ('reason' in module) return refused(module.reason);
      try {
        const callbackAddress = `${publicUrl}/api/payments/${moduleId}/callbacks`;
        const body = JSON.stringify(requestOf(payment, callbackAddress));
        const address = new URL(`${module.address.replace(/\/+$/, '')}/payments`);
        const path = address.pathname + address.search;
        const signed = { method: 'POST', path, body };
        const { status, body: answer } = await send({
          method: 'POST',
          address,
          headers: {
            accept: 'application/json',
            'content-type': 'application/json',
            'idempotency-key': paymentId, // whoever asks for the same payment gets the same
            ...(await signatureHeaders(module.secret, signed, occasion.now())),
          },
          body,
          timeoutSeconds: PATIENCE,
          redirects: 0,
          signal,
        });
        return readAnswer(status, answer);
      } catch (error) {
        if (error instanceof TryAgain && attempt < TRIES) throw error;
        if (error instanceof TryAgain) return refused(error.message);
        if (!(error instanceof NoAnswer)) throw error;
        const mayCome = !['inside', 'redirect', 'too-large'].includes(error.kind);
        if (signal.aborted || (mayCome && attempt < TRIES)) throw new TryAgain(error.message);
        return refused(error.message);
      }
    },

    async record(tx, { paymentId }, result, { organisationId }) {
      const key = { organisationId, paymentId };
      if (result.ok) await recordPayAddress(tx, key, result.payAddress, now());
      else await settlePaymentRow(tx, key, 'payment-error', now());
    },

    givenUp: refused,
  };
}

function refused(reason: string): PaymentAnswer {
  return { ok: false, reason };
}

/** The provider's address and the secret that it shares with us. */
async function readModule(
  { db, organisationId }: Occasion,
  id: string,
): Promise<{ address: string; secret: string } | { reason: string }> {
  const gone = { reason: 'The payment module is not there any more.' };
  const row = await db
    .selectFrom('entities')
    .select(['name', 'definition'])
    .where('organisation_id', '=', organisationId)
    .where('kind', '=', 'payment-module')
    .where('id', '=', id)
    .executeTakeFirst();
  const module = PaymentModuleDefinition.safeParse(row?.definition);
  if (!row || !module.success) return gone;
  const { address, secret } = module.data;
  if (address === null) return { reason: `The payment module “${row.name}” has no address.` };
  if (secret === null) return { reason: `The payment module “${row.name}” names no secret.` };
  try {
    const secrets = await readSecrets(db, organisationId, [secret]);
    return { address, secret: secrets.get(secret) };
  } catch (error) {
    if (error instanceof MissingSecret) return { reason: error.message };
    throw error;
  }
}

function requestOf(payment: PaymentRow, callbackAddress: string): object {
  const { id, amount, currency, name, reference, details } = payment;
  const { customerReference, comment, customData } = details;
  return {
    payment: id,
    amount,
    currency,
    description: name,
    reference,
    customerReference,
    comment,
    customData,
    callbackAddress,
  };
}

function readAnswer(status: number, body: Uint8Array): PaymentAnswer {
  if (status >= 500 || status === 429 || status === 408)
    throw new TryAgain(`The payment provider is busy (status ${status}).`);
  if (status >= 300)
    return refused(`The payment provider refused the payment (status ${status}).`);
  const answer = Answer.safeParse(readJson(body));
  return answer.success
    ? { ok: true, payAddress: answer.data.payAddress }
    : refused('The payment provider’s answer has no address to pay at.');
}
