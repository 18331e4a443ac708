import type { HistoryQuery } from '../../../api-client/waypost.ts';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import { KeptRows } from '../../../api-client/kept-rows.ts';
import '../../../widget/history-table.ts';
import { ZONE } from '../page/table-columns.ts';
import type { TableContender } from '../page/table-contest.ts';

/** Our table over what the client's cache has in memory, which sorts and filters as in `<waypost-history>`. */
class WaypostTable implements TableContender {
  readonly #table = document.createElement('waypost-history-table');
  readonly #kept = new KeptRows();

  show(frame: HTMLElement, rows: Interaction[]): void {
    this.#table.timeZone = ZONE;
    this.#table.complete = true;
    this.#table.rows = rows;
    frame.append(this.#table);
  }

  prepare(rows: Interaction[]): Promise<void> {
    for (const row of rows) this.#kept.put(row);
    return this.#kept.prepare();
  }

  #find(query: HistoryQuery): void {
    this.#table.scrollToTop();
    this.#table.sort = query.sort ?? '-start';
    this.#table.rows = this.#kept.find(query);
  }

  sort(column: 'queue' | 'contact' | undefined): void {
    this.#find({ sort: column ?? '-start' });
  }

  filter(filter: HistoryQuery | undefined): void {
    this.#find(filter ?? {});
  }

  customers(): HTMLElement[] {
    return [...this.#table.renderRoot.querySelectorAll<HTMLElement>('.who')];
  }

  chips(): number {
    return this.#table.renderRoot.querySelectorAll('.chips:has(.chip)').length;
  }
}

export const table = new WaypostTable();
