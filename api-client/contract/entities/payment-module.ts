import { z } from 'zod';
import { SecretName } from '../secret.ts';

/** Three capital letters, as ISO 4217 has them. */
const Currency = z
  .string()
  .regex(/^[A-Z]{3}$/, 'Write a currency as three capital letters, as EUR.');

const Address = z
  .url({
    protocol: /^https?$/,
    error: 'Write an address that begins with https:// or http://.',
  })
  .max(2000)
  .refine((address) => !/^[a-z]+:\/\/[^/?#]*@/i.test(address), {
    message: 'Leave user and password out of the address: a secret has its own field.',
  });

/**
 * Through whom money is taken: this server itself, a sandbox in which every outcome can be played, or a provider
 * that is called over HTTP. `address` and `secret` are the provider’s; `currencies` null takes all.
 */
export const PaymentModuleDefinition = z
  .strictObject({
    provider: z
      .enum(['internal', 'sandbox', 'http'])
      .default('internal')
      .meta({ title: 'Provider' }),
    active: z.boolean().default(true).meta({ title: 'Active' }),
    address: Address.nullable().default(null).meta({ title: 'Address of the provider' }),
    secret: SecretName.nullable().default(null).meta({ title: 'Secret' }),
    currencies: z
      .array(Currency)
      .min(1)
      .max(200)
      .nullable()
      .default(null)
      .meta({ title: 'Currencies (all when none is named)' }),
  })
  .superRefine(({ provider, address }, context) => {
    const say = (message: string) =>
      context.addIssue({ code: 'custom', path: ['address'], message });
    if (provider === 'internal' && address !== null)
      say('The internal module has no provider and so no address.');
    if (provider === 'http' && address === null) say('Give the address of the provider.');
  });
export type PaymentModuleDefinition = z.output<typeof PaymentModuleDefinition>;
