import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Me } from '../../api-client/contract/user.ts';
import type { SubscriptionState } from '../../api-client/waypost.ts';
import { errorWords, nothingKept } from './error-words.ts';
import { phoneWords } from './interaction-words.ts';
import { notice } from './notices.ts';

/** What the panel says besides its content, or in place of it. */

export function withoutClient(): TemplateResult {
  return notice(
    msg('Not connected yet'),
    msg('This page has not said which Waypost server to use, or who you are.'),
  );
}

export function signIn(again: () => void): TemplateResult {
  return notice(
    msg('Sign in to see where this customer has been'),
    msg('This page could not say who you are. Sign in to it, then try again.'),
    html`<button class="line" @click=${again}>${msg('Try again')}</button>`,
  );
}

export function emptyContact(): TemplateResult {
  return notice(
    msg('No interaction with this customer so far'),
    msg('It appears here as soon as the customer writes or calls.'),
  );
}

export function notKept(): TemplateResult {
  return html`<div class="kept">
    ${msg('This browser cannot keep what you see: it is loaded anew each time.')}
  </div>`;
}

/** Why there is nothing to show, as a sentence; '' while there is something, or on its way. */
export function missingWords(state: SubscriptionState<unknown> | undefined): string {
  if (state?.data !== undefined) return '';
  if (state?.status === 'offline') return nothingKept();
  return state?.error && state.status === 'error' ? errorWords(state.error) : '';
}

/** Whether interactions may ring at the user: their active profile serves queues. */
export function servesQueues(me: Me | undefined): boolean {
  const profile = me?.profiles.find(({ id }) => id === me.activeProfileId);
  return (profile?.queues.length ?? 0) > 0;
}

export function listTitle(contact: string | undefined): string {
  return contact ? msg(str`Interactions with ${phoneWords(contact)}`) : msg('Interactions');
}
