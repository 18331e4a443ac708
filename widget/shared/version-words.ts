import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import type {
  RoutingKind,
  RoutingVersion,
  VersionState,
} from '../../api-client/contract/routing.ts';
import { errorWords, needsSignIn } from './error-words.ts';
import type { EditedVersion } from './edited-version.ts';
import { unkeptWords } from './kept-drafts.ts';
import { browserZone, clockTime } from './time.ts';

const states: Readonly<Record<VersionState, () => string>> = {
  development: () => msg('In development'),
  testing: () => msg('In testing'),
  production: () => msg('In production'),
  archived: () => msg('Archived'),
};

export const stateWords = (state: VersionState): string => states[state]();

const flows: Readonly<Record<RoutingFlow, () => string>> = {
  messaging: () => msg('Messaging'),
  email: () => msg('E-mail'),
  voice: () => msg('Voice'),
};

export const flowWords = (flow: RoutingFlow): string => flows[flow]();

export const kindWords = (kind: RoutingKind): string =>
  kind === 'start' ? msg('When an interaction starts') : msg('When an interaction ends');

export const publishedWords = ({ number, state }: RoutingVersion): string =>
  state === 'production'
    ? msg(str`Version ${number} is in production now.`)
    : msg(str`Version ${number} is in testing now.`);

/** Whether what is on show is saved, and what to do where it is not. */
export function savingWords(edited: EditedVersion): TemplateResult {
  const { saving, isKept } = edited;
  const lost = isKept ? nothing : html`<span class="bad">${unkeptWords()}</span>`;
  switch (saving.is) {
    case 'saved':
      return html`<span class="quiet"
        >${msg(str`Saved at ${clockTime(saving.at, browserZone())}`)}</span
      >`;
    case 'changed':
    case 'saving':
      return html`<span class="quiet">${msg('Saving…')}</span>`;
    case 'incomplete':
      return html`<span class="warn">${msg('Not saved yet: mend what is marked')}</span>
        ${lost}`;
    case 'conflict':
    case 'read-only':
      return html`<span class="bad">${msg('Not saved')}</span> ${lost}`;
    case 'failed':
      return html`<span class="bad"
          >${
            needsSignIn(saving.error) && isKept
              ? msg('Not saved: you are signed out. What you did is kept in this tab.')
              : msg(str`Not saved. ${errorWords(saving.error)}`)
          }</span
        >
        ${lost}
        <button class="bare link" @click=${() => void edited.settle()}>
          ${msg('Try now')}
        </button>`;
    default:
      return html`${nothing}`;
  }
}
