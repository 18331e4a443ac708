import { signatureHeaders } from '../access/signatures.ts';
import type { SmsResult } from '../routing/effects.ts';
import { createGuardedHttp } from './guarded-http.ts';
import { NoAnswer } from './no-answer.ts';
import { NetworkGuard } from './network-guard.ts';
import { TryAgain, type Performer } from './performer.ts';

/** The operator's gateway for text messages. */
export interface SmsGateway {
  address: string;
  /** Signs what is sent. */
  secret: string;
}

/** Seconds that the gateway may take. */
const PATIENCE = 15;

/** Sends text messages through the operator's HTTP gateway. */
export function createSmsPerformer(gateway: SmsGateway | null): Performer<'sms'> {
  const allowedHosts = gateway ? [new URL(gateway.address).hostname] : [];
  const send = createGuardedHttp(new NetworkGuard({ allowedHosts }));
  return {
    kind: 'sms',
    async perform({ from, to, text }, { key, signal, now }) {
      if (!gateway) return { accepted: false, reason: 'No gateway for SMS is set up.' };
      const address = new URL(gateway.address);
      const body = JSON.stringify({ key, from, to, text });
      const call = { method: 'POST', path: address.pathname + address.search, body };
      try {
        const { status } = await send({
          method: 'POST',
          address,
          headers: {
            'content-type': 'application/json',
            'idempotency-key': key,
            ...(await signatureHeaders(gateway.secret, call, now())),
          },
          body,
          timeoutSeconds: PATIENCE,
          redirects: 0,
          signal,
        });
        return resultOf(status);
      } catch (error) {
        if (error instanceof NoAnswer && error.kind !== 'redirect')
          throw new TryAgain('The gateway for SMS cannot be reached.');
        if (error instanceof NoAnswer) return { accepted: false, reason: error.message };
        throw error;
      }
    },
    givenUp: (reason) => ({ accepted: false, reason }),
  };
}

function resultOf(status: number): SmsResult {
  if (status < 300) return { accepted: true };
  if (status >= 500 || status === 429 || status === 408)
    throw new TryAgain(`The gateway for SMS is busy (status ${status}).`);
  return {
    accepted: false,
    reason: `The gateway for SMS refused the message (status ${status}).`,
  };
}
