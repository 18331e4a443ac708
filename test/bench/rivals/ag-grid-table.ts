import {
  ClientSideRowModelModule,
  ColumnApiModule,
  createGrid,
  ExternalFilterModule,
  ModuleRegistry,
  type ColDef,
  type GridApi,
} from 'ag-grid-community';
import type { Interaction } from '../../../api-client/contract/interaction.ts';
import { filterOf } from '../../../api-client/history-filter.ts';
import { chips, customer, ROW_HEIGHT, tableColumns } from '../page/table-columns.ts';
import type { SortColumn, TableContender, TableFilter } from '../page/table-contest.ts';

/** AG Grid with only the modules it needs, no animation, and the filter that its documentation has for tests of one's own. */
class AgGridTable implements TableContender {
  #grid!: GridApi<Interaction>;
  #frame!: HTMLElement;
  #test: ((row: Interaction) => boolean | undefined) | undefined;

  show(frame: HTMLElement, rows: Interaction[]): void {
    ModuleRegistry.registerModules([
      ClientSideRowModelModule,
      ColumnApiModule,
      ExternalFilterModule,
    ]);
    this.#frame = frame;
    this.#grid = createGrid<Interaction>(frame, {
      rowData: rows,
      columnDefs: tableColumns.map(columnOf),
      getRowId: ({ data }) => data.id,
      rowHeight: ROW_HEIGHT,
      headerHeight: ROW_HEIGHT,
      animateRows: false,
      isExternalFilterPresent: () => this.#test !== undefined,
      doesExternalFilterPass: ({ data }) => this.#test!(data!) === true,
    });
  }

  sort(column: SortColumn | undefined): void {
    this.#grid.applyColumnState({
      state: column ? [{ colId: column, sort: 'asc' }] : [],
      defaultState: { sort: null },
    });
  }

  filter(filter: TableFilter | undefined): void {
    this.#test = filter && filterOf(filter);
    this.#grid.onFilterChanged();
  }

  customers(): HTMLElement[] {
    return [...this.#frame.querySelectorAll<HTMLElement>('.customer')];
  }

  chips(): number {
    return this.#frame.querySelectorAll('.chips').length;
  }
}

function columnOf({ id, title, width, grow, words }: (typeof tableColumns)[number]) {
  const column: ColDef<Interaction> = {
    colId: id,
    headerName: title,
    valueGetter: ({ data }) => words(data!),
    width,
    minWidth: width,
    ...(grow ? { flex: grow } : {}),
  };
  if (id === 'contact')
    column.cellRenderer = ({ data }: { data: Interaction }) => customer(data);
  if (id === 'checkpoints')
    column.cellRenderer = ({ data }: { data: Interaction }) => chips(data);
  return column;
}

export const table = new AgGridTable();
