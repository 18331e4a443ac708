import { TabulatorFull } from 'tabulator-tables';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import { filterOf } from '../../../api-client/history-filter.ts';
import { chips, customer, ROW_HEIGHT, tableColumns } from '../page/table-columns.ts';
import type { SortColumn, TableContender, TableFilter } from '../page/table-contest.ts';

/** Tabulator with its virtual DOM, and a fixed height of rows, which spares it to measure them. */
class TabulatorTable implements TableContender {
  #table!: TabulatorFull<Interaction>;
  #frame!: HTMLElement;

  show(frame: HTMLElement, rows: Interaction[]): void {
    this.#frame = frame;
    this.#table = new TabulatorFull<Interaction>(frame, {
      data: rows,
      index: 'id',
      height: frame.clientHeight,
      rowHeight: ROW_HEIGHT,
      layout: 'fitColumns',
      renderVertical: 'virtual',
      columns: tableColumns.map(columnOf),
    });
  }

  sort(column: SortColumn | undefined): void {
    if (column) return this.#table.setSort(fields[column]!, 'asc');
    this.#table.clearSort();
    // What is sorted stays so: the order of before is that of the start.
    this.#table.setSort('startedAt', 'desc');
  }

  filter(filter: TableFilter | undefined): void {
    if (!filter) return this.#table.clearFilter();
    const test = filterOf(filter);
    this.#table.setFilter((row) => test(row) === true);
  }

  customers(): HTMLElement[] {
    return [...this.#frame.querySelectorAll<HTMLElement>('.customer')];
  }

  chips(): number {
    return this.#frame.querySelectorAll('.chips').length;
  }
}

const fields: Record<string, string> = {
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
  const content = id === 'contact' ? customer : id === 'checkpoints' ? chips : words;
  return {
    title,
    field: fields[id] ?? id,
    sorter: 'string',
    formatter: (cell: { getData(): Interaction }) => content(cell.getData()),
    minWidth: width,
    ...(grow ? { widthGrow: grow } : { width }),
  };
}

export const table = new TabulatorTable();
