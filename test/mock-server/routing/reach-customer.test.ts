import { expect, test } from 'vitest';
import type { ActionContext } from '../../../mock-server/routing/action-context.ts';
import { reachCustomer } from '../../../mock-server/routing/reach-customer.ts';

/** As much of a step as telling somebody something needs. */
function contextWith(flow: 'messaging' | 'email' | 'voice', contact: Record<string, string>) {
  const told: unknown[] = [];
  const context = {
    routing: { id: '', flow },
    locale: { timeZone: 'Europe/Paris', region: 'FR', language: 'fr' },
    variables: { get: (path: string) => contact[path.replace('contact.', '')] },
    send: (text: string) => void told.push({ text }),
    later: (kind: string, request: object) => void told.push({ kind, ...request }),
  } as unknown as ActionContext; // what is missing is not asked for
  return { context, told };
}

test.each([
  ['messaging', { email: 'a@example.com' }, { text: 'Hello' }],
  [
    'email',
    { email: 'a@example.com', phone: '0612345678' },
    { kind: 'email', to: ['a@example.com'] },
  ],
  ['voice', { phone: '06 12 34 56 78' }, { kind: 'sms', to: '+33612345678' }],
  ['voice', { email: 'rubbish', phone: '06 12 34 56 78' }, { kind: 'sms' }],
] as const)('in the flow %s, with %j', (flow, contact, expected) => {
  const { context, told } = contextWith(flow, contact);

  expect(reachCustomer(context, { subject: 'S', text: 'Hello' })).toBe(true);
  expect(told).toMatchObject([expected]);
});

test.each([
  ['nothing', {}],
  ['a fixed line', { phone: '01 44 00 00 00' }],
  ['rubbish', { email: 'rubbish', phone: 'rubbish' }],
])('there is no way to whoever has %s', (_, contact) => {
  const { context, told } = contextWith('voice', contact);

  expect(reachCustomer(context, { subject: 'S', text: 'Hello' })).toBe(false);
  expect(told).toEqual([]);
});
