import { msg } from '@lit/localize';
import type { InteractionData, SubscriptionState } from '../../api-client/waypost.ts';
import { errorWords, needsSignIn } from './error-words.ts';
import { awayNotice, failedNotice, loadingNotice, nextTry, notice } from './notices.ts';
import { signIn } from './panel-notices.ts';

/** What is said in place of an interaction that an element follows by itself. */
export function missingInteraction(
  state: SubscriptionState<InteractionData> | undefined,
  now: number,
  retry: () => void,
): unknown {
  const failed = msg('Could not load the interaction');
  if (state?.status === 'offline') return awayNotice();
  if (!state?.error || state.status !== 'error')
    return loadingNotice(msg('Loading the interaction…'));
  if (needsSignIn(state.error)) return signIn(retry);
  const reason = errorWords(state.error);
  return state.error.kind === 'not-found'
    ? notice(msg('There is no such interaction'), reason)
    : failedNotice(failed, reason, retry, nextTry(state.retryAt, now));
}
