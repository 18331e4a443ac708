import '@vaadin/grid/vaadin-grid.js';
import '@vaadin/grid/vaadin-grid-sort-column.js';
import type { Grid } from '@vaadin/grid/vaadin-grid.js';
import type { GridSortColumn } from '@vaadin/grid/vaadin-grid-sort-column.js';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import { filterOf } from '../../../api-client/history-filter.ts';
import { chips, customer, tableColumns } from '../page/table-columns.ts';
import type { SortColumn, TableContender, TableFilter } from '../page/table-contest.ts';

/** Vaadin Grid with its items in memory: they are filtered before it gets them, and sorted by its own columns. */
class VaadinTable implements TableContender {
  readonly #grid = document.createElement('vaadin-grid') as Grid<Interaction>;
  readonly #columns = new Map<string, GridSortColumn<Interaction>>();
  #rows: Interaction[] = [];

  show(frame: HTMLElement, rows: Interaction[]): void {
    this.#rows = rows;
    for (const column of tableColumns) this.#columns.set(column.id, columnOf(column));
    this.#grid.append(...this.#columns.values());
    this.#grid.items = rows;
    frame.append(this.#grid);
  }

  sort(column: SortColumn | undefined): void {
    for (const [id, each] of this.#columns) each.direction = id === column ? 'asc' : null;
  }

  filter(filter: TableFilter | undefined): void {
    const test = filter && filterOf(filter);
    this.#grid.items = test ? this.#rows.filter((row) => test(row)) : this.#rows;
  }

  customers(): HTMLElement[] {
    return [...this.#grid.querySelectorAll<HTMLElement>('.customer')];
  }

  chips(): number {
    return this.#grid.querySelectorAll('.chips').length;
  }
}

const paths: Record<string, string> = {
  start: 'startedAt',
  end: 'endedAt',
  'original-routing': 'originalRouting',
  'current-routing': 'currentRouting',
  advisor: 'advisor.name',
  queue: 'queue.name',
  contact: 'contact.name',
  'voice-campaign': 'voiceCampaign',
};

function columnOf({ id, title, width, grow, words }: (typeof tableColumns)[number]) {
  const column = document.createElement(
    'vaadin-grid-sort-column',
  ) as GridSortColumn<Interaction>;
  column.path = paths[id] ?? id;
  column.header = title;
  column.width = `${width}px`;
  column.flexGrow = grow;
  column.renderer = (root, _, { item }) => {
    if (id === 'contact') root.replaceChildren(customer(item));
    else if (id === 'checkpoints') root.replaceChildren(chips(item));
    else root.textContent = words(item);
  };
  return column;
}

export const table = new VaadinTable();
