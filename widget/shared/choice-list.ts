import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { fold } from '../../api-client/contract/fold.ts';
import type { Choice } from './filter-words.ts';

/** From so many choices on, there is a field to find one. */
const MANY = 9;

export interface ChoiceList {
  title: string;
  choices: readonly Choice[];
  chosen: readonly string[];
  /** What of the choices is looked for. */
  wanted: string;
  want(words: string): void;
  choose(chosen: string[]): void;
}

/** A group of choices that opens and closes; closed, it says how many are chosen. */
export function choiceList(list: ChoiceList): TemplateResult {
  const { title, choices, chosen, wanted } = list;
  const folded = fold(wanted.trim());
  const shown = choices.filter(({ words }) => fold(words).includes(folded));
  return html`<details ?open=${chosen.length > 0}>
    <summary>
      ${title} ${chosen.length ? html`<span class="count">${chosen.length}</span>` : nothing}
    </summary>
    <fieldset>
      <legend class="unseen">${title}</legend>
      ${
        choices.length >= MANY
          ? html`<input
              type="search"
              aria-label=${msg(str`Find in ${title}`)}
              placeholder=${msg('Find')}
              .value=${wanted}
              @input=${(event: Event) => list.want((event.target as HTMLInputElement).value)}
            />`
          : nothing
      }
      ${choices.length === 0 ? html`<p class="quiet">${msg('There is nothing to choose.')}</p>` : nothing}
      ${
        choices.length > 0 && shown.length === 0
          ? html`<p class="quiet" role="status">${msg('Nothing is called so.')}</p>`
          : nothing
      }
      <div class="choices">
        ${shown.map(
          ({ value, words }) =>
            html`<label class="check"
              ><input
                type="checkbox"
                .checked=${chosen.includes(value)}
                @change=${() => list.choose(toggled(chosen, value))}
              /><bdi>${words}</bdi></label
            >`,
        )}
      </div>
    </fieldset>
  </details>`;
}

const toggled = (list: readonly string[], value: string): string[] =>
  list.includes(value) ? list.filter((one) => one !== value) : [...list, value];
