import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { HistorySort } from '../../api-client/contract/history.ts';
import { allColumns } from './history-columns.ts';
import { nextSort, sortingOf } from './history-state.ts';
import { placeMenu } from './menu.ts';

/** Sorting where rows are stacked and have no headers. */
export function sortMenu(
  sort: HistorySort,
  choose: (sort: HistorySort) => void,
): TemplateResult {
  const { column, isDescending } = sortingOf(sort);
  const heading = allColumns.find(({ id }) => id === column)?.heading() ?? column;
  return html`<button class="line drop sorting" popovertarget="sort">
      <span class="unseen">${msg('Sorted by')}</span>
      ${heading} ${isDescending ? '↓' : '↑'}
      <span class="unseen">${isDescending ? msg('downwards') : msg('upwards')}</span>
    </button>
    <div
      id="sort"
      class="menu"
      popover
      role="group"
      aria-labelledby="sort-title"
      @beforetoggle=${placeMenu}
    >
      <p class="title" id="sort-title">${msg('Sort by')}</p>
      ${allColumns.map(
        ({ id, heading }) =>
          html`<button
            class="item"
            aria-pressed=${id === column}
            popovertarget="sort"
            popovertargetaction="hide"
            @click=${() => choose(nextSort(sort, id))}
          >
            ${heading()}
          </button>`,
      )}
      <button
        class="item"
        popovertarget="sort"
        popovertargetaction="hide"
        @click=${() => choose(nextSort(sort, column))}
      >
        ${isDescending ? msg('Turn round: upwards') : msg('Turn round: downwards')}
      </button>
    </div>`;
}
