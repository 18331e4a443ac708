import { createHmac } from 'node:crypto';

/** How a payment ended, in the words of docs/payments.md. */
export interface Outcome {
  payment: string;
  outcome: string;
  amount: number;
  currency: string;
}

/** Tells Waypost how a payment ended. Gives the status: 204 when it was taken, also when it was told before. */
export async function tellOutcome(
  callbackAddress: string,
  secret: string,
  outcome: Outcome,
  now = new Date(),
): Promise<number> {
  const body = JSON.stringify(outcome);
  const timestamp = String(Math.floor(now.getTime() / 1000));
  const { pathname, search } = new URL(callbackAddress);
  const signed = `${timestamp}.POST.${pathname}${search}.${body}`;
  const signature = createHmac('sha256', secret).update(signed).digest('hex');
  const response = await fetch(callbackAddress, {
    method: 'POST',
    headers: {
      'content-type': 'application/json',
      'waypost-timestamp': timestamp,
      'waypost-signature': `v1=${signature}`,
    },
    body,
  });
  return response.status;
}
