import type { Interaction } from '../../../api-client/contract/interaction.ts';
import { filterOf } from '../../../api-client/history-filter.ts';
import { orderOf } from '../../../api-client/history-order.ts';
import { interactionAt } from './many-interactions.ts';
import { tableColumns } from './table-columns.ts';

/* Runs in the page: one table gets all rows, and is scrolled, sorted and filtered. Times are in milliseconds. */

/** What every table can do. All begin with the newest row first. */
export interface TableContender {
  show(frame: HTMLElement, rows: Interaction[]): void;
  /** What it needs once before it sorts and filters, beside showing. */
  prepare?(rows: Interaction[]): void | Promise<void>;
  sort(column: SortColumn | undefined): void;
  filter(filter: TableFilter | undefined): void;
  /** The customers' names in the page, of rows whose other cells are there, too. */
  customers(): HTMLElement[];
  /** How many rows have their chips. */
  chips(): number;
}

export type SortColumn = 'queue' | 'contact';
export type TableFilter = { status: ['processed'] } | { search: string };

export const contenders = {
  Waypost: () => import('../rivals/waypost-table.ts'),
  'AG Grid': () => import('../rivals/ag-grid-table.ts'),
  Tabulator: () => import('../rivals/tabulator-table.ts'),
  'Vaadin Grid': () => import('../rivals/vaadin-table.ts'),
  'painting alone': () => import('../rivals/bare-table.ts'),
};
export type ContenderName = keyof typeof contenders;

export interface TableTimes {
  first: number;
  prepare: number;
  sortQueue: number;
  sortContact: number;
  filterStatus: number;
  filterSearch: number;
  frames: number[];
  /** Of `GAP_FRAMES` of the same scrolling, those in which a row in view was not there. */
  gaps: number;
}

/** So many pixels a frame: about ten rows. */
const STEP = 330;
const FRAMES = 120;
const GAP_FRAMES = 50;

export async function contest(name: ContenderName, count: number): Promise<TableTimes> {
  const rows = Array.from({ length: count }, (_, index) => interactionAt(index));
  const { table }: { table: TableContender } = await contenders[name]();
  const frame = document.querySelector<HTMLElement>('#frame')!;
  // The first format of a language takes as long as a screen of rows: that is no table's doing.
  tableColumns[0]!.words(rows[0]!);
  await calm();
  const race = (act: () => void, expected: Interaction[]) => painted(table, act, expected);

  const first = await race(() => table.show(frame, rows), rows);
  await calm();
  const began = performance.now();
  await table.prepare?.(rows);
  const prepare = performance.now() - began;
  const scroller = scrollerIn(frame);
  const frames = await scroll(scroller);
  const gaps = await countGaps(table, scroller);
  scroller.scrollTop = 0;
  await painted(table, () => undefined, rows);

  const sorted = (column: SortColumn) =>
    race(() => table.sort(column), orderOf(column).sort(rows));
  const filtered = (filter: TableFilter) =>
    race(() => table.filter(filter), rows.filter(filterOf(filter)));
  const undo = async (act: () => void) => {
    await race(act, rows);
    await calm();
  };
  const sortQueue = await sorted('queue');
  await undo(() => table.sort(undefined));
  const sortContact = await sorted('contact');
  await undo(() => table.sort(undefined));
  const filterStatus = await filtered({ status: ['processed'] });
  await undo(() => table.filter(undefined));
  const filterSearch = await filtered({ search: 'customer9' });
  return { first, prepare, sortQueue, sortContact, filterStatus, filterSearch, frames, gaps };
}

/** Until a frame is painted that has the first twenty of these rows, with their chips. */
async function painted(
  table: TableContender,
  act: () => void,
  expected: readonly Interaction[],
): Promise<number> {
  const names = expected.slice(0, 20).map(({ contact }) => contact.name!);
  const isThere = () => {
    const shown = new Set(table.customers().map((each) => each.textContent.trim()));
    return names.every((name) => shown.has(name)) && table.chips() >= names.length;
  };
  const latest = performance.now() + 30_000;
  const began = performance.now();
  act();
  while (performance.now() < latest) {
    await nextFrame();
    if (!isThere()) continue;
    await afterPaint();
    return performance.now() - began;
  }
  throw new Error(`‘${names[0]}’ and the rows after it were not shown.`);
}

/** The time from each frame to the next, when the browser begins them as soon as it can. */
async function scroll(scroller: Element): Promise<number[]> {
  const frames: number[] = [];
  let before = await nextFrame();
  for (let at = 0; at < FRAMES; at++) {
    scroller.scrollTop += STEP;
    const now = await nextFrame();
    frames.push(now - before);
    before = now;
  }
  return frames;
}

async function countGaps(table: TableContender, scroller: Element): Promise<number> {
  const view = scroller.getBoundingClientRect();
  const inView = () =>
    table.customers().filter((each) => {
      const { top, bottom } = each.getBoundingClientRect();
      return bottom > top && top >= view.top && bottom <= view.bottom;
    }).length;
  await calm();
  const usual = inView();
  let gaps = 0;
  for (let at = 0; at < GAP_FRAMES; at++) {
    scroller.scrollTop += STEP;
    await nextFrame();
    await afterPaint();
    // At both edges a row may be cut.
    if (inView() < usual - 2) gaps++;
  }
  return gaps;
}

/** What scrolls within, in whatever shadow tree it lies. */
function scrollerIn(root: Element | ShadowRoot): Element {
  const found = allIn(root).filter(
    (each) =>
      each.scrollHeight > each.clientHeight + 10_000 &&
      /auto|scroll/.test(getComputedStyle(each).overflowY),
  );
  if (!found[0]) throw new Error('Nothing scrolls.');
  return found[0];
}

function allIn(root: Element | ShadowRoot): Element[] {
  return [...root.children].flatMap((child) => [
    child,
    ...allIn(child),
    ...(child.shadowRoot ? allIn(child.shadowRoot) : []),
  ]);
}

const nextFrame = (): Promise<number> => new Promise(requestAnimationFrame);

/** What is sent within a frame arrives once the frame is painted. */
function afterPaint(): Promise<void> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    port1.onmessage = () => resolve();
    port2.postMessage(undefined);
  });
}

/** Until nothing is left to do from before. */
async function calm(): Promise<void> {
  await new Promise((resolve) => setTimeout(resolve, 300));
  await new Promise((resolve) => requestIdleCallback(resolve, { timeout: 2_000 }));
}
