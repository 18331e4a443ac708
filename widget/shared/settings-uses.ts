import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { CheckpointUse } from '../../api-client/contract/checkpoint.ts';

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
