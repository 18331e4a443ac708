/** As much of Tabulator as the contest needs: it brings no types of its own. */
declare module 'tabulator-tables' {
  export class TabulatorFull<Row> {
    constructor(element: HTMLElement, options: Record<string, unknown>);
    on(event: 'tableBuilt', listener: () => void): void;
    setSort(column: string, direction: 'asc' | 'desc'): void;
    clearSort(): void;
    setFilter(test: (row: Row) => boolean): void;
    clearFilter(): void;
  }
}
