import { msg } from '@lit/localize';
import type { Reason } from '../../api-client/contract/reason.ts';
import { serverWords } from '../localization/locale.ts';

const sentences: Record<Reason['key'], () => string> = {
  role: () => msg('Your role does not allow this. Ask your administrator.'),
  'none-linked': () => msg('Nothing is linked that could be taken away.'),
  'no-crm': () => msg('No CRM is set up that could be used.'),
  'no-object': () => msg('The CRM lets nothing be created from here.'),
  'no-search': () => msg('The CRM cannot be searched from here.'),
  'no-case-type': () => msg('No case type is set up.'),
  'no-payment-module': () => msg('No payment module is set up.'),
  'no-qualification': () => msg('No qualification is set up.'),
  'value-missing': () => msg('A value that the address needs is missing.'),
  'wrong-address': () => msg('The address that comes out is not one that can be opened.'),
  'card-gone': () => msg('The card was deleted.'),
  'crm-gone': () => msg('The CRM is not set up any more.'),
  'crm-unreadable': () => msg('The CRM does not tell what is on its cards.'),
  'crm-silent': () => msg('The CRM does not answer.'),
};

/** Why something cannot be done or is not there; a reason that this version does not know says the server's words. */
export const reasonWords = ({ key, words }: Reason): string =>
  (sentences[key] as (() => string) | undefined)?.() ?? serverWords(words);
