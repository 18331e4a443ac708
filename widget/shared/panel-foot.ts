import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { currentLanguage } from '../localization/locale.ts';
import type { Preferences } from './preferences.ts';

/** The panel's foot: how fresh the data is, and what a person may choose. */
export function panelFoot(
  fresh: unknown,
  density: Preferences['density'],
  choose: (preferences: Preferences) => void,
): TemplateResult {
  const isRoomy = density === 'roomy';
  const other = currentLanguage() === 'fr' ? 'en' : 'fr';
  return html`<div class="foot" part="foot">
    <span class="state" role="status">${fresh}</span>
    <span>
      <button lang=${other} @click=${() => choose({ language: other })}>
        ${other === 'fr' ? 'Français' : 'English'}
      </button>
      <button
        aria-pressed=${isRoomy}
        @click=${() => choose({ density: isRoomy ? 'compact' : 'roomy' })}
      >
        ${msg('Roomy')}
      </button>
    </span>
  </div>`;
}
