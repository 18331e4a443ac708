import { msg } from '@lit/localize';
import { html, render, type TemplateResult } from 'lit';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { arrivals, stopKey } from './arrivals.ts';
import { cardLink } from './card-link.ts';
import type { CellContext, Column } from './history-columns.ts';
import type { RowSlot } from './row-slots.ts';
import type { PlacedRow } from './virtual-rows.ts';

/** What all rows of a table have in common; another object has all of them written anew. */
export interface RowLook extends Pick<
  CellContext,
  'timeZone' | 'now' | 'isOneDay' | 'isOneLine' | 'chips'
> {
  columns: readonly Column[];
}

/** What is so of one row alone. */
export interface RowState {
  /** Whether it is the one that the Tab key goes into. */
  isCurrent: boolean;
  /** Whether all its chips show. */
  isOpen: boolean;
  /** Its chip that the Tab key goes to. */
  chip: number;
  /** Whether it has what nobody sees as long as nobody points at it, too. What has it keeps it. */
  isWhole: boolean;
  /** Whether it has the contact's actions, which are seen in one row at a time. */
  hasActions: boolean;
}

/** An element of a table that shows one interaction after another; it writes only what is another than before. */
export class HistoryRow implements RowSlot<Interaction> {
  readonly element = document.createElement('tr');
  /** Whether it may have got a height that only the page knows. */
  isToMeasure = false;
  index = -1;
  readonly #lookOf: () => RowLook;
  readonly #stateOf: (id: string) => RowState;
  #start = -1;
  #row: Interaction | undefined;
  #look: RowLook | undefined;
  #state: RowState | undefined;
  #arrived: ReadonlySet<string> = new Set();

  constructor(lookOf: () => RowLook, stateOf: (id: string) => RowState) {
    this.#lookOf = lookOf;
    this.#stateOf = stateOf;
    this.element.setAttribute('role', 'row');
    this.element.setAttribute('part', 'row');
  }

  /** Whether its height follows from what is in it. */
  get isUneven(): boolean {
    return this.#look?.isOneLine === false || this.#state?.isOpen === true;
  }

  show(row: Interaction, { index, start }: PlacedRow): void {
    this.#place(index, start);
    const look = this.#lookOf();
    const state = this.#stateOf(row.id);
    state.isWhole ||= this.#state?.isWhole === true;
    if (row === this.#row && look === this.#look && isSame(state, this.#state)) return;
    this.#noteArrivals(row);
    const wasUneven = this.isUneven;
    this.#row = row;
    this.#look = look;
    this.#state = state;
    this.isToMeasure = wasUneven || this.isUneven;
    const { isCurrent, isOpen } = state;
    const name = [isCurrent ? 'current' : '', isOpen ? 'open-chips' : ''].join(' ').trim();
    if (this.element.className !== name) this.element.className = name;
    render(cells(row, look, state, this.#arrived), this.element);
  }

  #place(index: number, start: number): void {
    if (index !== this.index) {
      this.element.setAttribute('aria-rowindex', String(index + 2));
      this.element.dataset.index = String(index);
      this.index = index;
    }
    if (start === this.#start) return;
    this.element.style.transform = `translateY(${start}px)`;
    this.#start = start;
  }

  /** What another interaction has is not news. */
  #noteArrivals(row: Interaction): void {
    const before = this.#row?.id === row.id ? this.#row.checkpoints : undefined;
    if (before === row.checkpoints) return;
    this.#arrived = new Set(arrivals(before, row.checkpoints).map(stopKey));
  }
}

const isSame = (one: RowState, other: RowState | undefined): boolean =>
  one.isCurrent === other?.isCurrent &&
  one.isOpen === other.isOpen &&
  one.chip === other.chip &&
  one.isWhole === other.isWhole &&
  one.hasActions === other.hasActions;

function cells(
  row: Interaction,
  { columns, ...look }: RowLook,
  { isCurrent, isOpen, chip, ...state }: RowState,
  arrived: ReadonlySet<string>,
): TemplateResult {
  const tabIndex = isCurrent ? 0 : -1;
  const context = { ...look, ...state, tabIndex, isOpen, chip: isCurrent ? chip : -1, arrived };
  return html`${columns.map(({ id, cell }) => cellOf(id, cell(row, context)))}
    <td role="cell" class="end-of-row">
      ${cardLink(row, tabIndex)}<button
        class="arrow"
        tabindex=${tabIndex}
        aria-label=${msg('Open the interaction')}
        data-tip
      ></button>
    </td>`;
}

/** With as few nodes as it can have: there are hundreds of cells. */
function cellOf(id: string, content: ReturnType<Column['cell']>): TemplateResult {
  if (!content) return html`<td role="cell" class="${id} none quiet">–</td>`;
  return typeof content === 'string'
    ? html`<td role="cell" class="${id} words" data-tip .textContent=${content}></td>`
    : html`<td role="cell" class=${id}>${content}</td>`;
}
