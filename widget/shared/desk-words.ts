import { msg, str } from '@lit/localize';
import type { Offer, PresenceStatus } from '../../api-client/contract/desk.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import { errorWords } from './error-words.ts';
import { flowWords } from './interaction-words.ts';

const presences: Record<PresenceStatus, () => string> = {
  available: () => msg('Available'),
  away: () => msg('Away'),
  offline: () => msg('Offline'),
};

export const presenceWords = (status: PresenceStatus): string => presences[status]();

/** What a person who has nothing to take may wonder about. */
const hints: Record<PresenceStatus, () => string> = {
  available: () => msg('Nobody waits for you. The next one rings here.'),
  away: () => msg('Nothing rings while you are away.'),
  offline: () => msg('Nothing rings until you are available.'),
};

export const hintWords = (status: PresenceStatus): string => hints[status]();

export const customerWords = ({ contactName }: Offer): string =>
  contactName ?? msg('Unknown customer');

/** Which channel and queue: `Chat messaging · Orders`. */
export const channelWords = ({ flow, queue }: Offer): string =>
  `${flowWords(flow)} · ${queue?.name ?? msg('to you directly')}`;

/** What is announced when it begins to ring. */
export const ringWords = (offer: Offer, seconds: number): string =>
  msg(
    str`${customerWords(offer)} rings: ${channelWords(offer)}. ${seconds} seconds to accept.`,
  );

/** Why something could not be done with an interaction that others may have taken meanwhile. */
export function tooLateWords(error: WaypostError, sentence: string): string {
  return error.kind === 'conflict' || error.kind === 'not-found' ? sentence : errorWords(error);
}
