import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CheckpointUse } from '../../api-client/contract/checkpoint.ts';
import { numberWords } from './count-words.ts';

/** What uses one thing of the settings: actions and, where other things can as well, those, the first few by name. */
export interface SettingsUsage {
  uses: readonly CheckpointUse[];
  holders?: readonly { name: string; words: string }[];
  holderCount?: number;
}

/** All that uses it, to be unfolded. */
export function usageDetails({
  uses,
  holders,
  holderCount = 0,
}: SettingsUsage): TemplateResult {
  if (uses.length + holderCount === 0)
    return html`<p class="quiet">
      ${holders ? msg('Nothing uses it.') : msg('No action uses it.')}
    </p>`;
  return html`${
    uses.length === 0
      ? nothing
      : html`<details>
          <summary>${usesWords(uses.length)}</summary>
          ${usesList(uses)}
        </details>`
  }${
    holderCount === 0
      ? nothing
      : html`<details>
          <summary>${msg(str`It is used by ${numberWords(holderCount)}`)}</summary>
          ${holdersList(holders ?? [], holderCount)}
        </details>`
  }`;
}

/** Users, buttons and so on that stand on one thing, as far as they were told. */
export function holdersList(
  holders: NonNullable<SettingsUsage['holders']>,
  count: number,
): TemplateResult {
  const more = count - holders.length;
  return html`<ul role="list" class="uses" tabindex="0" aria-label=${msg('What uses it')}>
    ${holders.map(
      ({ name, words }) =>
        html`<li>
          <b><bdi>${name}</bdi></b> <span class="quiet">${words}</span>
        </li>`,
    )}
    ${more > 0 ? html`<li class="quiet">${msg(str`and ${numberWords(more)} more`)}</li>` : nothing}
  </ul>`;
}

export const usesWords = (count: number): string =>
  count === 1 ? msg('1 action uses it') : msg(str`${count} actions use it`);

/** The actions that use a checkpoint, by routing and version; many of them are scrolled, by the keyboard, too. */
export function usesList(uses: readonly CheckpointUse[]): TemplateResult {
  return html`<ul
    role="list"
    class="uses"
    tabindex="0"
    aria-label=${msg('Actions that use it')}
  >
    ${uses.map(
      ({ routingName, version, versionState, actionName, by }) =>
        html`<li>
          <b><bdi>${routingName}</bdi></b>
          <span class="quiet">${msg(str`version ${version}`)}, ${states[versionState]()}</span>
          <br /><bdi>${actionName}</bdi>
          <span class="quiet"
            >${by === 'pick' ? msg('picks it') : msg('names its reference')}</span
          >
        </li>`,
    )}
  </ul>`;
}

const states: Record<CheckpointUse['versionState'], () => string> = {
  development: () => msg('in development'),
  testing: () => msg('in testing'),
  production: () => msg('in production'),
  archived: () => msg('archived'),
};
