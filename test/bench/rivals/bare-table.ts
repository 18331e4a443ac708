import type { Interaction } from '../../../api-client/contract/interaction.ts';
import { filterOf } from '../../../api-client/history-filter.ts';
import { orderOf } from '../../../api-client/history-order.ts';
import { chips, customer, ROW_HEIGHT, tableColumns } from '../page/table-columns.ts';
import type { SortColumn, TableContender, TableFilter } from '../page/table-contest.ts';

const SORTS: SortColumn[] = ['queue', 'contact'];
const FILTERS: TableFilter[] = [{ status: ['processed'] }, { search: 'customer9' }];

/**
 * No rival, but what no table can be quicker than: the rows in view and nothing else, their words set by hand, and all
 * that is asked for found beforehand. It has no head, no keyboard, and no words for a screen reader.
 */
class BareTable implements TableContender {
  readonly #scroller = document.createElement('div');
  readonly #all = document.createElement('div');
  readonly #found = new Map<string, Interaction[]>();
  #rows: Interaction[] = [];
  #shown: Interaction[] = [];
  #lines: HTMLElement[] = [];

  show(frame: HTMLElement, rows: Interaction[]): void {
    this.#rows = rows;
    this.#scroller.style.cssText = 'block-size: 100%; overflow-y: auto; contain: strict';
    this.#all.style.cssText = 'position: relative; contain: layout style';
    const count = Math.ceil(frame.clientHeight / ROW_HEIGHT) + 1;
    this.#lines = Array.from({ length: count }, newLine);
    this.#all.append(...this.#lines);
    this.#scroller.append(this.#all);
    this.#scroller.addEventListener('scroll', () => this.#fill());
    frame.append(this.#scroller);
    this.#turnTo(rows);
  }

  prepare(rows: Interaction[]): void {
    for (const column of SORTS) this.#found.set(column, orderOf(column).sort(rows));
    for (const filter of FILTERS)
      this.#found.set(JSON.stringify(filter), rows.filter(filterOf(filter)));
  }

  sort(column: SortColumn | undefined): void {
    this.#turnTo(column ? this.#found.get(column)! : this.#rows);
  }

  filter(filter: TableFilter | undefined): void {
    this.#turnTo(filter ? this.#found.get(JSON.stringify(filter))! : this.#rows);
  }

  customers(): HTMLElement[] {
    return [...this.#all.querySelectorAll<HTMLElement>('.customer')];
  }

  chips(): number {
    return this.#all.querySelectorAll('.chips').length;
  }

  #turnTo(rows: Interaction[]): void {
    this.#shown = rows;
    this.#all.style.blockSize = `${rows.length * ROW_HEIGHT}px`;
    this.#scroller.scrollTop = 0;
    this.#fill();
  }

  #fill(): void {
    const first = Math.floor(this.#scroller.scrollTop / ROW_HEIGHT);
    for (const [index, line] of this.#lines.entries()) {
      const row = this.#shown[first + index];
      line.hidden = !row;
      if (!row) continue;
      line.style.translate = `0 ${(first + index) * ROW_HEIGHT}px`;
      for (const [place, { id, words }] of tableColumns.entries()) {
        const cell = line.children[place]!; // one for each column
        if (id === 'contact') cell.replaceChildren(customer(row));
        else if (id === 'checkpoints') cell.replaceChildren(chips(row));
        else cell.textContent = words(row);
      }
    }
  }
}

function newLine(): HTMLElement {
  const line = document.createElement('div');
  line.style.cssText = `position: absolute; inset: 0 0 auto; block-size: ${ROW_HEIGHT}px; display: flex; contain: strict`;
  for (const { width, grow } of tableColumns) {
    const cell = document.createElement('div');
    cell.style.cssText = `flex: ${grow} 0 ${width}px; overflow: hidden; white-space: nowrap; contain: strict`;
    line.append(cell);
  }
  return line;
}

export const table = new BareTable();
