import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { FilterChip } from './filter-words.ts';
import type { Filter } from './history-state.ts';

/** What is filtered by, each with a button that takes it away. */
export function filterChips(
  chips: readonly FilterChip[],
  change: (filter: Filter) => void,
  clear: () => void,
): TemplateResult | typeof nothing {
  if (chips.length === 0) return nothing;
  return html`<ul class="bar chips" aria-label=${msg('Filtered by')}>
    ${chips.map(
      ({ words, without }) =>
        html`<li>
          <button
            class="set"
            aria-label=${msg(str`Take away: ${words}`)}
            @click=${() => change(without)}
          >
            <bdi>${words}</bdi> <span aria-hidden="true">✕</span>
          </button>
        </li>`,
    )}
    <li><button class="link" @click=${clear}>${msg('Clear all')}</button></li>
  </ul>`;
}
