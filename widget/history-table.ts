import { msg } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { HistoryCount, HistorySort } from '../api-client/contract/history.ts';
import type { HistoryColumn } from '../api-client/contract/history-columns.ts';
import type { Interaction } from '../api-client/contract/interaction.ts';
import { chipStyles } from './shared/chip-styles.ts';
import { ClockController } from './shared/clock.ts';
import {
  gridOf,
  shownColumns,
  usualLayout,
  widthIn,
  widthOf,
  type ColumnLayout,
} from './shared/column-layout.ts';
import { shownLanguage } from './localization/locale.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { chipsIn, type Column } from './shared/history-columns.ts';
import {
  ColumnWidthWantedEvent,
  OlderWantedEvent,
  SortWantedEvent,
} from './shared/history-events.ts';
import { HistoryRow, type RowLook, type RowState } from './shared/history-row.ts';
import { nextSort, sortingOf } from './shared/history-state.ts';
import { historyTableStyles } from './shared/history-table-styles.ts';
import { InteractionOpenEvent } from './shared/panel-events.ts';
import { followEdge } from './shared/follow-edge.ts';
import { moveFocus } from './shared/roving.ts';
import { RowFocus } from './shared/row-focus.ts';
import { RowSlots } from './shared/row-slots.ts';
import { browserZone } from './shared/time.ts';
import { TooltipController } from './shared/tooltip.ts';
import { VirtualRows } from './shared/virtual-rows.ts';

export { ColumnWidthWantedEvent, SortWantedEvent } from './shared/history-events.ts';

/** Narrower than this, in pixels, rows are stacked. */
const WIDE = 1000;
/** So many rows before the end, the next ones are asked for. */
const AHEAD = 30;
/** How high stacked rows are thought to be before they are seen, in pixels. */
const STACKED = 112;
/** The room of a scrollbar, at most, in pixels. */
const SCROLLBAR = 20;

/**
 * The rows of a history: a table where there is room, stacked rows where there is not. Only rows in view are in the
 * page; for those who listen it stays a table of all its rows.
 *
 * @fires {InteractionOpenEvent} waypost-interaction-open - a row was opened
 * @fires {OlderWantedEvent} waypost-older-wanted - the end of what is loaded comes near
 * @fires {SortWantedEvent} waypost-sort-wanted - a header was pressed
 * @fires {ColumnWidthWantedEvent} waypost-column-width-wanted - a header's edge was drawn
 * @fires {ContactActionEvent} waypost-contact-action - somebody wants to call or write to a customer
 * @fires {CardOpenEvent} waypost-card-open - the CRM's card of a row is opened
 * @csspart root - everything
 * @csspart row - one interaction
 * @csspart chip - one chip
 * @csspart more - the button that shows the rest of the chips
 */
export class WaypostHistoryTable extends WaypostElement {
  static override styles = [...WaypostElement.styles, chipStyles, historyTableStyles];

  /** The interactions, in their order. */
  @property({ attribute: false }) rows: readonly Interaction[] = [];

  /** Whether all rows are loaded. */
  @property({ type: Boolean }) complete = false;

  /** How many rows there are in all, as far as it is known. */
  @property({ attribute: false }) total: HistoryCount | undefined;

  @property({ attribute: false }) sort: HistorySort = '-start';

  @property({ attribute: false }) layout: ColumnLayout = usualLayout;

  /** Whether other rows are on their way, and these are those of before. */
  @property({ type: Boolean }) busy = false;

  /** Whether all rows began on one day. */
  @property({ type: Boolean, attribute: 'one-day' }) oneDay = false;

  /** The IANA zone that instants are shown in; the browser's when empty. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  @state() private isNarrow = false;
  /** How wide this is, in pixels. */
  @state() private room = Infinity;
  /** How high a row of one line is, in pixels. */
  @state() private lineHeight = 32;
  #askedAt: readonly Interaction[] | undefined;
  #look: (RowLook & { language: string; layout: ColumnLayout }) | undefined;
  /** The rows all of whose chips show. */
  readonly #open = new Set<string>();
  /** The chip of a row that the Tab key goes to. */
  #chip: { id: string; index: number } | undefined;
  /** The row that is pointed at. */
  #pointed: string | undefined;
  /** Where nothing can be pointed at, all of a row is seen at once. */
  readonly #hover = matchMedia('(hover: hover)');
  readonly #clock = new ClockController(this, () => 'minute');
  readonly #virtual: VirtualRows = new VirtualRows(this, {
    kept: () => this.#focus.keptIndex,
    covered: () => (this.isNarrow ? 0 : 36),
    draw: (isScrolling) => this.#drawRows(isScrolling),
  });
  readonly #slots = new RowSlots(
    () =>
      new HistoryRow(
        () => this.#look!, // rows are drawn once it is there
        (id) => this.#stateOf(id),
      ),
  );
  readonly #focus: RowFocus = new RowFocus(this, this.#virtual, () => this.rows);
  /** As wide as this, and as high as one line. */
  readonly #ruler = document.createElement('div');
  readonly #size = new ResizeObserver(([entry]) => this.#measure(entry!));
  readonly #rowSizes = new ResizeObserver(() => requestAnimationFrame(() => this.#remeasure()));

  constructor() {
    super();
    new TooltipController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#size.observe(this.#ruler);
  }

  protected override createRenderRoot(): HTMLElement {
    const root = super.createRenderRoot();
    this.#ruler.className = 'ruler';
    root.before(this.#ruler);
    return root;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#size.disconnect();
  }

  /** Puts the focus on the row of an interaction, or on the current one, or on the first, and brings it into view. */
  focusRow(interactionId?: string): Promise<void> {
    return this.#focus.go(interactionId);
  }

  scrollToTop(): void {
    this.#virtual.scrollToTop();
    this.requestUpdate();
  }

  get isAtTop(): boolean {
    return this.#virtual.isAtTop;
  }

  /** Whether the pointer or the focus is inside the rows, or a keyboard on its way through the headers. */
  get isUnderHand(): boolean {
    return !!this.find('tbody:is(:hover, :focus-within), thead:has(:focus-visible)');
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('isNarrow') || changed.has('lineHeight'))
      this.#virtual.setUsualHeight(this.isNarrow ? STACKED : this.lineHeight);
    this.#virtual.setRows(this.rows);
    this.#look = this.#lookNow();
  }

  /** The one of before, as long as nothing in it is another. */
  #lookNow(): RowLook & { language: string; layout: ColumnLayout } {
    const look = {
      timeZone: this.timeZone || browserZone(),
      now: this.#clock.now,
      isOneDay: this.oneDay,
      isOneLine: !this.isNarrow,
      chips: this.#chips,
      language: shownLanguage(),
      layout: this.layout,
    };
    const before: Record<string, unknown> | undefined = this.#look && { ...this.#look };
    const isSame =
      before && Object.entries(look).every(([key, value]) => before[key] === value);
    return isSame ? this.#look! : { ...look, columns: shownColumns(this.layout) };
  }

  /** Stacked, a row is as wide as all of them. */
  get #chips(): number {
    const { room, layout, oneDay } = this;
    return this.isNarrow
      ? 2
      : chipsIn(widthIn(room - SCROLLBAR, layout, oneDay, 'checkpoints'));
  }

  protected override update(changed: PropertyValues): void {
    super.update(changed);
    this.#drawRows(false);
  }

  protected override render(): TemplateResult {
    const columns = shownColumns(this.layout);
    const { template, width } = gridOf(this.layout, this.oneDay);
    const isSideways = width + SCROLLBAR > this.room;
    return html`<div
      class="scroller ${this.isNarrow ? 'narrow' : 'wide'} ${isSideways ? 'sideways' : ''} ${this.busy ? 'busy' : ''}"
    >
      <table
        role="table"
        aria-label=${msg('Interactions')}
        aria-rowcount=${this.#rowCount}
        aria-busy=${this.busy}
        .style=${`--_columns: ${template}; --_width: ${width}px; --_line-height: ${this.lineHeight}px`}
      >
        <thead role="rowgroup">
          <tr role="row" aria-rowindex="1">
            ${columns.map(this.#heading)}
            <th role="columnheader" scope="col" class="end-of-row">
              <span class="unseen">${msg('Open')}</span>
            </th>
          </tr>
        </thead>
        <tbody
          role="rowgroup"
          @keydown=${this.#press}
          @focusin=${this.#focus.note}
          @click=${this.#click}
          @pointerover=${this.#point}
          @pointerleave=${this.#point}
        ></tbody>
      </table>
      ${
        this.complete || this.rows.length === 0
          ? nothing
          : html`<div class="loading-more">${msg('Loading more…')}</div>`
      }
    </div>`;
  }

  /** With its head; -1 as long as nobody knows how many there are. */
  get #rowCount(): number {
    if (this.complete) return this.rows.length + 1;
    return this.total?.isExact ? this.total.count + 1 : -1;
  }

  #heading = ({ id, heading }: Column): TemplateResult => {
    const { column, isDescending } = sortingOf(this.sort);
    const sorted = column === id ? (isDescending ? 'descending' : 'ascending') : nothing;
    return html`<th role="columnheader" scope="col" class=${id} aria-sort=${sorted}>
      ${
        this.isNarrow
          ? heading()
          : html`<button
                class="sort"
                @click=${() => this.dispatchEvent(new SortWantedEvent(nextSort(this.sort, id)))}
              >
                <span>${heading()}</span></button
              ><span
                class="edge"
                @pointerdown=${(event: PointerEvent) => this.#draw(event, id)}
              ></span>`
      }
    </th>`;
  };

  #stateOf(id: string): RowState {
    const isCurrent = this.rows[this.#focus.index]?.id === id;
    const isSeenWhole = this.isNarrow || !this.#hover.matches;
    return {
      isCurrent,
      isOpen: this.#open.has(id),
      chip: this.#chip?.id === id ? this.#chip.index : 0,
      isWhole: isSeenWhole || !this.#virtual.isFresh,
      hasActions: isSeenWhole || isCurrent || id === this.#pointed,
    };
  }

  #point = ({ type, target }: PointerEvent): void => {
    const pointed = type === 'pointerover' ? this.#rowOf(target as Element)?.id : undefined;
    if (pointed === this.#pointed) return;
    this.#pointed = pointed;
    this.#drawRows(true); // the pointer comes upon rows while they are scrolled, too
  };

  #drawRows(isScrolling: boolean): void {
    const body = this.find('tbody');
    const scroller = this.find('.scroller');
    if (!body || !scroller) return;
    this.#virtual.setScroller(scroller);
    this.#virtual.update(() => {
      this.#slots.show(body, this.rows, this.#virtual.items, isScrolling);
      const isNews = this.#measureRows();
      body.style.blockSize = `${this.#virtual.height}px`;
      return isNews;
    });
    this.#wantMore();
  }

  /** Of rows of one line the height is known; of others only the page knows it. Answers whether one was another. */
  #measureRows(): boolean {
    if (this.#virtual.isHidden) return false;
    const rows = this.#slots.all.filter(({ isToMeasure }) => isToMeasure);
    const heights = rows.map(({ element }) => element.getBoundingClientRect().height);
    let isNews = false;
    for (const [at, row] of rows.entries()) {
      row.isToMeasure = false;
      if (row.isUneven) this.#rowSizes.observe(row.element);
      else this.#rowSizes.unobserve(row.element);
      isNews = this.#virtual.setHeight(row.index, heights[at]!) || isNews;
    }
    return isNews;
  }

  /** The page has changed the height of rows. Not in the observer's own turn: there, none may come to be observed. */
  #remeasure(): void {
    for (const row of this.#slots.all) row.isToMeasure ||= row.isUneven;
    this.#drawRows(true);
  }

  #measure({ contentRect, borderBoxSize }: ResizeObserverEntry): void {
    // Hidden, it has no size: what is known of its rows stays.
    if (!contentRect.width) return;
    this.room = contentRect.width;
    this.isNarrow = contentRect.width < WIDE;
    this.lineHeight = borderBoxSize[0]?.blockSize ?? this.lineHeight;
  }

  #wantMore(): void {
    const { length } = this.rows;
    const isNear = length > 0 && this.#virtual.lastInView >= length - AHEAD;
    if (this.complete || this.busy || !isNear || this.#askedAt === this.rows) return;
    this.#askedAt = this.rows;
    this.dispatchEvent(new OlderWantedEvent());
  }

  /** Asks again, after a page could not be loaded. */
  askAgain(): void {
    this.#askedAt = undefined;
    this.requestUpdate();
  }

  #draw(event: PointerEvent, id: HistoryColumn): void {
    const cell = (event.target as Element).closest('th');
    if (!cell) return;
    const from = cell.getBoundingClientRect().width || widthOf(this.layout, id);
    followEdge(event, from, (width) =>
      this.dispatchEvent(new ColumnWidthWantedEvent(id, width)),
    );
  }

  #press = (event: KeyboardEvent): void => {
    if (!event.key.endsWith('Down') && !event.key.endsWith('Up')) this.#moveInChips(event);
    this.#focus.move(event);
  };

  /** A row's chips are one stop of the Tab key; the arrow keys go from chip to chip. */
  #moveInChips(event: KeyboardEvent): void {
    const target = event.target as Element;
    const index = moveFocus(event, [
      ...(target.closest('.chips')?.querySelectorAll('button') ?? []),
    ]);
    const row = this.#rowOf(target);
    if (index < 0 || !row) return;
    this.#chip = { id: row.id, index };
    this.#drawRows(false);
  }

  #rowOf(target: Element): Interaction | undefined {
    return this.rows[Number(target.closest<HTMLElement>('[data-index]')?.dataset.index)];
  }

  /** A click anywhere in a row opens it, but not one on a control of its own, nor one that selects text. */
  #click = (event: Event): void => {
    const target = event.target as Element;
    const row = this.#rowOf(target);
    if (!row) return;
    if (target.closest('.more')) return this.#toggleChips(row, target);
    if (target.closest('a, button:not(.open, .arrow), .chips')) return;
    if (document.getSelection()?.type === 'Range' && !target.closest('.open, .arrow')) return;
    this.dispatchEvent(new InteractionOpenEvent(row.id));
  };

  #toggleChips({ id }: Interaction, target: Element): void {
    const chips = target.closest('.chips');
    const isOpen = !this.#open.delete(id);
    if (isOpen) this.#open.add(id);
    this.#chip = { id, index: isOpen ? this.#chips : 0 };
    this.#drawRows(false);
    chips?.querySelectorAll('button')[this.#chip.index]?.focus();
  }
}

define('waypost-history-table', WaypostHistoryTable);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-history-table': WaypostHistoryTable;
  }
}
