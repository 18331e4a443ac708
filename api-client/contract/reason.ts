import { z } from 'zod';

/** Why something cannot be done, or is not there: the key is for pages in other languages, the words are English. */
export const Reason = z.strictObject({
  key: z.enum([
    'role',
    'none-linked',
    'no-crm',
    'no-object',
    'no-search',
    'no-case-type',
    'no-payment-module',
    'no-qualification',
    'value-missing',
    'wrong-address',
    'card-gone',
    'crm-gone',
    'crm-unreadable',
    'crm-silent',
  ]),
  words: z.string(),
});
export type Reason = z.infer<typeof Reason>;
