import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import {
  moveColumn,
  resizeColumn,
  toggleColumn,
  usualLayout,
  widthOf,
  type ColumnLayout,
} from './column-layout.ts';
import { columnOf } from './history-columns.ts';
import { columnsIcon } from './icons.ts';
import { placeMenu } from './menu.ts';

/** So much wider or narrower by a press, in pixels. */
const STEP = 24;

/** Which columns the table has, in which order and how wide: by buttons, so that a keyboard is enough. */
export function columnsMenu(
  layout: ColumnLayout,
  change: (layout: ColumnLayout) => void,
): TemplateResult {
  return html`<button class="line columns" popovertarget="columns">
      ${columnsIcon}<span class="words">${msg('Columns')}</span>
    </button>
    <div
      id="columns"
      class="menu"
      popover
      role="group"
      aria-labelledby="columns-title"
      @beforetoggle=${placeMenu}
    >
      <p class="title" id="columns-title">${msg('Columns')}</p>
      <ul>
        ${layout.order.map((id, index) => {
          const name = columnOf(id).heading();
          const isShown = !layout.hidden.includes(id);
          const step = (
            words: string,
            sign: string,
            isOff: boolean,
            next: () => ColumnLayout,
          ) =>
            html`<button
              class="step"
              aria-label=${words}
              aria-disabled=${isOff}
              @click=${() => isOff || change(next())}
            >
              ${sign}
            </button>`;
          return html`<li class="column">
            <label
              ><input
                type="checkbox"
                .checked=${isShown}
                ?disabled=${id === 'start'}
                @change=${() => change(toggleColumn(layout, id))}
              />
              ${name}</label
            >
            ${step(msg(str`${name}: forward`), '↑', index === 0, () => moveColumn(layout, id, -1))}
            ${step(msg(str`${name}: back`), '↓', index === layout.order.length - 1, () =>
              moveColumn(layout, id, 1),
            )}
            ${step(msg(str`${name}: narrower`), '−', !isShown, () =>
              resizeColumn(layout, id, widthOf(layout, id) - STEP),
            )}
            ${step(msg(str`${name}: wider`), '+', !isShown, () =>
              resizeColumn(layout, id, widthOf(layout, id) + STEP),
            )}
          </li>`;
        })}
      </ul>
      <button class="item" @click=${() => change(usualLayout)}>${msg('As usual')}</button>
    </div>`;
}
