import { msg } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { HistoryCount, HistorySort } from '../api-client/contract/history.ts';
import type { HistoryColumn } from '../api-client/contract/history-columns.ts';
import type { Interaction } from '../api-client/contract/interaction.ts';
import './checkpoint-chips.ts';
import { cardLink } from './shared/card-link.ts';
import { ClockController } from './shared/clock.ts';
import {
  gridOf,
  shownColumns,
  usualLayout,
  widthOf,
  type ColumnLayout,
} from './shared/column-layout.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import type { CellContext, Column } from './shared/history-columns.ts';
import {
  ColumnWidthWantedEvent,
  OlderWantedEvent,
  SortWantedEvent,
} from './shared/history-events.ts';
import { nextSort, sortingOf } from './shared/history-state.ts';
import { historyTableStyles } from './shared/history-table-styles.ts';
import { InteractionOpenEvent } from './shared/panel-events.ts';
import { RowFocus } from './shared/row-focus.ts';
import { browserZone } from './shared/time.ts';
import { TooltipController } from './shared/tooltip.ts';
import { VirtualRows } from './shared/virtual-rows.ts';

export { ColumnWidthWantedEvent, SortWantedEvent } from './shared/history-events.ts';

/** Narrower than this, in pixels, rows are stacked. */
const WIDE = 1000;
/** So many rows before the end, the next ones are asked for. */
const AHEAD = 30;

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
 */
export class WaypostHistoryTable extends WaypostElement {
  static override styles = [...WaypostElement.styles, historyTableStyles];

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
  #keys: readonly string[] = [];
  #askedAt: readonly Interaction[] | undefined;

  readonly #clock = new ClockController(this, () => 'minute');
  readonly #virtual = new VirtualRows(this, {
    scroller: () => this.find('.scroller'),
    estimate: () => (this.isNarrow ? 112 : 32),
    kept: () => this.#focus.keptIndex,
    covered: () => (this.isNarrow ? 0 : 36),
  });
  readonly #focus = new RowFocus(this, this.#virtual, () => this.#keys);
  /** As wide as this, and without a height that follows from what the width brings. */
  readonly #ruler = document.createElement('div');
  readonly #width = new ResizeObserver(([entry]) => {
    // Hidden, it has no width: what is known of its rows stays.
    if (entry?.contentRect.width) this.isNarrow = entry.contentRect.width < WIDE;
  });

  constructor() {
    super();
    new TooltipController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#width.observe(this.#ruler);
  }

  protected override createRenderRoot(): HTMLElement {
    const root = super.createRenderRoot();
    root.before(this.#ruler);
    return root;
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#width.disconnect();
  }

  /** Puts the focus on the row of an interaction, or on the current one, or on the first, and brings it into view. */
  focusRow(interactionId?: string): Promise<void> {
    return this.#focus.go(interactionId);
  }

  scrollToTop(): void {
    if (this.rows.length) this.#virtual.scrollTo(0, 'start');
    this.find('.scroller')?.scrollTo({ top: 0 });
  }

  get isAtTop(): boolean {
    return this.#virtual.isAtTop;
  }

  /** Whether the pointer or the focus is inside the rows, or a keyboard on its way through the headers. */
  get isUnderHand(): boolean {
    return !!this.find('tbody:is(:hover, :focus-within), thead:has(:focus-visible)');
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has('rows')) this.#keys = this.rows.map(({ id }) => id);
    if (changed.has('isNarrow')) this.#virtual.forgetHeights();
    this.#virtual.setKeys(this.#keys);
  }

  protected override updated(): void {
    this.#wantMore();
  }

  protected override render(): TemplateResult {
    const columns = shownColumns(this.layout);
    const { template, width } = gridOf(this.layout, this.oneDay);
    const context = {
      timeZone: this.timeZone || browserZone(),
      now: this.#clock.now,
      isOneDay: this.oneDay,
      isOneLine: !this.isNarrow,
    };
    return html`<div
      class="scroller ${this.isNarrow ? 'narrow' : 'wide'} ${this.busy ? 'busy' : ''}"
    >
      <table
        role="table"
        aria-label=${msg('Interactions')}
        aria-rowcount=${this.#rowCount}
        aria-busy=${this.busy}
        .style=${`--_columns: ${template}; --_width: ${width}px`}
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
          .style=${`block-size: ${this.#virtual.height}px`}
          @keydown=${this.#focus.move}
          @focusin=${this.#focus.note}
        >
          ${repeat(
            this.#virtual.items,
            ({ key }) => key,
            ({ index, start }) => this.#row(index, start, columns, context),
          )}
        </tbody>
      </table>
      ${
        this.complete || this.rows.length === 0
          ? nothing
          : html`<div class="more">${msg('Loading more…')}</div>`
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
          : html`<button class="sort" @click=${() => this.#sortBy(id)}>
                <span>${heading()}</span></button
              ><span
                class="edge"
                @pointerdown=${(event: PointerEvent) => this.#draw(event, id)}
              ></span>`
      }
    </th>`;
  };

  #row(
    index: number,
    start: number,
    columns: readonly Column[],
    context: Omit<CellContext, 'tabIndex'>,
  ): TemplateResult | typeof nothing {
    const row = this.rows[index];
    if (!row) return nothing;
    const isCurrent = index === this.#focus.index;
    const tabIndex = isCurrent ? 0 : -1;
    return html`<tr
      role="row"
      part="row"
      class=${isCurrent ? 'current' : ''}
      aria-rowindex=${index + 2}
      data-index=${index}
      .style=${`transform: translateY(${start}px)`}
      @click=${(event: Event) => this.#clickRow(event, row.id)}
    >
      ${columns.map(({ id, cell }) => {
        const content = cell(row, { ...context, tabIndex });
        return content === undefined
          ? html`<td role="cell" class="${id} none quiet">–</td>`
          : html`<td role="cell" class=${id}>${content}</td>`;
      })}
      <td role="cell" class="end-of-row">
        ${cardLink(row, tabIndex)}<button
          class="arrow"
          tabindex=${tabIndex}
          aria-label=${msg('Open the interaction')}
          data-tip=${msg('Open the interaction')}
        ></button>
      </td>
    </tr>`;
  }

  #wantMore(): void {
    const isNear = this.#virtual.lastInView >= this.rows.length - AHEAD;
    if (this.complete || this.busy || !isNear || !this.rows.length) return;
    if (this.#askedAt === this.rows) return;
    this.#askedAt = this.rows;
    this.dispatchEvent(new OlderWantedEvent());
  }

  /** Asks again, after a page could not be loaded. */
  askAgain(): void {
    this.#askedAt = undefined;
    this.requestUpdate();
  }

  #sortBy(id: HistoryColumn): void {
    this.dispatchEvent(new SortWantedEvent(nextSort(this.sort, id)));
  }

  /** The edge of a header follows the pointer until it is let go. */
  #draw(event: PointerEvent, id: HistoryColumn): void {
    const edge = event.currentTarget as HTMLElement;
    const cell = edge.closest('th');
    if (!cell) return;
    event.preventDefault();
    edge.setPointerCapture(event.pointerId);
    const from = cell.getBoundingClientRect().width || widthOf(this.layout, id);
    const sign = edge.matches(':dir(rtl)') ? -1 : 1;
    const follow = ({ clientX }: PointerEvent) =>
      this.dispatchEvent(
        new ColumnWidthWantedEvent(id, from + sign * (clientX - event.clientX)),
      );
    edge.addEventListener('pointermove', follow);
    for (const end of ['pointerup', 'pointercancel'] as const)
      edge.addEventListener(end, () => edge.removeEventListener('pointermove', follow), {
        once: true,
      });
  }

  /** A click anywhere in a row opens it, but not one on a control of its own, nor one that selects text. */
  #clickRow(event: Event, interactionId: string): void {
    const target = event.target as Element;
    if (target.closest('a, button:not(.open, .arrow), waypost-checkpoint-chips')) return;
    if (document.getSelection()?.type === 'Range' && !target.closest('.open, .arrow')) return;
    this.dispatchEvent(new InteractionOpenEvent(interactionId));
  }
}

define('waypost-history-table', WaypostHistoryTable);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-history-table': WaypostHistoryTable;
  }
}
