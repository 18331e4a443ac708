import { msg } from '@lit/localize';
import type { InteractionFlow } from '../../api-client/contract/flow.ts';
import type {
  Contact,
  Interaction,
  InteractionStatus,
} from '../../api-client/contract/interaction.ts';

/** The words for what an interaction's fields hold, in the language of the page. */
const flows: Record<InteractionFlow, () => string> = {
  voice: () => msg('Voice'),
  'email-messaging': () => msg('Email messaging'),
  'sms-messaging': () => msg('SMS messaging'),
  'whatsapp-messaging': () => msg('WhatsApp messaging'),
  'whatsapp-campaign': () => msg('WhatsApp campaign'),
  'telegram-messaging': () => msg('Telegram messaging'),
  'chat-messaging': () => msg('Chat messaging'),
  'messenger-messaging': () => msg('Messenger messaging'),
};

const statuses: Record<InteractionStatus, () => string> = {
  waiting: () => msg('Waiting'),
  'in-progress': () => msg('In progress'),
  processed: () => msg('Processed'),
  delivered: () => msg('Delivered'),
  warning: () => msg('Warning'),
  aborted: () => msg('Aborted'),
  dissuaded: () => msg('Dissuaded'),
};

const tones: Record<InteractionStatus, string> = {
  waiting: 'warn',
  'in-progress': 'live',
  processed: 'good',
  delivered: 'good',
  warning: 'warn',
  aborted: 'bad',
  dissuaded: 'bad',
};

export const flowCodes = Object.keys(flows) as InteractionFlow[]; // a record of all

export const statusCodes = Object.keys(statuses) as InteractionStatus[];

export const flowWords = (flow: InteractionFlow): string => flows[flow]();

export const statusWords = (status: InteractionStatus): string => statuses[status]();

/** The class of theme.ts that a status is coloured by; its word always stands beside. */
export const statusTone = (status: InteractionStatus): string => tones[status];

export const directionWords = (direction: Interaction['direction']): string =>
  direction === 'incoming' ? msg('Incoming') : msg('Outgoing');

export const routingWords = (routing: Interaction['originalRouting']): string =>
  routing === 'smart' ? msg('Smart') : msg('Direct');

/** An interaction that goes on: its customer waits or talks. */
export const isLive = (interaction: Interaction): boolean =>
  interaction.status === 'waiting' || interaction.status === 'in-progress';

/** What a customer is called: the name, or else the phone number, or else the address. */
export const contactWords = (contact: Contact): string =>
  contact.name ??
  (contact.phone ? phoneWords(contact.phone) : (contact.email ?? msg('Unknown customer')));

/** A phone number in the groups that its country writes; one of an unknown plan stays as it is. */
export function phoneWords(phone: string): string {
  return phone
    .replace(/^(\+33)(\d)(\d\d)(\d\d)(\d\d)(\d\d)$/, '$1 $2 $3 $4 $5 $6')
    .replace(/^(\+1)(\d{3})(\d{3})(\d{4})$/, '$1 $2 $3 $4');
}

/** Up to two letters for a face: of the first and the last word of a name. */
export function initials(contact: Contact): string {
  const words = (contact.name ?? contact.email ?? '').match(/[\p{L}\p{N}][^\s@.]*/gu) ?? [];
  const letters = words.length > 1 ? [words[0], words.at(-1)] : words;
  return letters
    .map((word) => [...(word ?? '')][0] ?? '')
    .join('')
    .toLocaleUpperCase();
}
