import { msg } from '@lit/localize';
import { css, html, nothing, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { Interaction } from '../api-client/contract/interaction.ts';
import { WaypostCheckpointChips } from './checkpoint-chips.ts';
import { ClockController } from './shared/clock.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { OlderWantedEvent } from './shared/history-events.ts';
import { directionWords, flowWords } from './shared/interaction-words.ts';
import { chipsCell, contactName, startCell, statusCell } from './shared/interaction-cells.ts';
import { failedNotice, loadingNotice, notice } from './shared/notices.ts';
import { InteractionOpenEvent } from './shared/panel-events.ts';
import { RetryEvent } from './shared/retry-event.ts';
import { moveFocus } from './shared/roving.ts';
import { browserZone, shortMoment } from './shared/time.ts';
import { TooltipController } from './shared/tooltip.ts';

export { OlderWantedEvent } from './shared/history-events.ts';
export { InteractionOpenEvent } from './shared/panel-events.ts';

/** One column: its heading and what a row shows in it. */
interface Column {
  id: string;
  heading: string;
  cell: (interaction: Interaction) => unknown;
}

/**
 * The interactions of one customer as a list, newest first, with their checkpoints: a table where there is room,
 * stacked rows where there is not.
 *
 * @fires {InteractionOpenEvent} waypost-interaction-open - an interaction was opened
 * @fires {OlderWantedEvent} waypost-older-wanted - older interactions are wanted
 * @fires {RetryEvent} waypost-retry - someone asked to try again after a failure
 * @slot empty - what to say when there is no interaction
 * @csspart root - everything
 * @csspart row - one interaction
 * @csspart notice - what is said in place of rows
 */
export class WaypostContactHistory extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    css`
      :host {
        min-inline-size: 200px;
      }
      .root {
        container: contact-history / inline-size;
        overflow-x: auto;
        background: var(--_surface);
      }
      table {
        inline-size: 100%;
        border-collapse: collapse;
      }
      th,
      td {
        padding: 0 10px;
        text-align: inherit;
        border-block-end: 1px solid var(--_line);
      }
      th {
        padding-block: 6px;
        font-size: var(--_small);
        font-weight: 600;
        color: var(--_quiet);
        background: var(--_sunken);
        white-space: nowrap;
      }
      .root :is(td, th) {
        unicode-bidi: normal;
      }
      td {
        block-size: var(--_row);
      }
      waypost-checkpoint-chips {
        margin-block: 4px;
      }
      .start,
      .status,
      .flow,
      .direction,
      .queue,
      .advisor {
        white-space: nowrap;
      }
      :is(.contact, .queue, .advisor) {
        min-inline-size: 88px;
      }
      .contact {
        min-inline-size: 140px;
      }
      tbody tr {
        cursor: pointer;
      }
      tbody tr:hover {
        background: color-mix(in oklab, var(--_accent-soft) 45%, transparent);
      }
      .status :is(.bare, span) {
        font-weight: 550;
      }
      .status .bare {
        text-decoration: underline dotted;
        text-underline-offset: 3px;
        cursor: help;
      }
      .more {
        padding: 8px 14px;
      }
      @container contact-history (inline-size < 1000px) {
        thead {
          position: absolute;
          clip-path: inset(50%);
          inline-size: 1px;
          block-size: 1px;
          overflow: hidden;
        }
        table,
        tbody {
          display: block;
        }
        tr {
          display: flex;
          flex-wrap: wrap;
          align-items: center;
          gap: 0 4px;
          padding: calc(var(--_gap) * 0.6) 14px;
          border-block-end: 1px solid var(--_line);
        }
        td {
          display: block;
          block-size: auto;
          border: 0;
          padding: 0;
        }
        :is(.contact, .queue, .advisor) {
          min-inline-size: 0;
        }
        .start {
          flex: 1 0 auto;
        }
        .contact,
        .checkpoints {
          flex: 1 0 100%;
        }
        .contact {
          font-weight: 550;
        }
        :is(.flow, .direction, .queue, .advisor) {
          color: var(--_quiet);
          font-size: var(--_small);
        }
        /* A line break before the quiet facts. */
        tr::after {
          content: '';
          flex: 1 0 100%;
          order: 1;
        }
        :is(.flow, .direction, .queue, .advisor) {
          order: 2;
          white-space: normal;
        }
        .checkpoints {
          order: 3;
        }
        .flow::after,
        .direction:has(~ :is(.queue, .advisor):not(.none))::after,
        .queue:not(.none):has(~ .advisor:not(.none))::after {
          content: ' ·';
        }
        td.none {
          display: none;
        }
      }
    `,
  ];

  /** The interactions, newest first; undefined while they load. */
  @property({ attribute: false }) interactions: readonly Interaction[] | undefined;

  /** Why the list could not be loaded, as a sentence. */
  @property() error = '';

  /** Whether there is nothing older to load. */
  @property({ type: Boolean }) complete = false;

  /** Whether older interactions are on their way. */
  @property({ type: Boolean, attribute: 'loading-older' }) loadingOlder = false;

  /** Whether rows name the customer; a list of one customer's interactions need not. */
  @property({ type: Boolean, attribute: 'with-contact' }) withContact = false;

  /** The IANA zone that instants are shown in; the browser's when empty. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  readonly #clock = new ClockController(this, () => 'minute');

  constructor() {
    super();
    define('waypost-checkpoint-chips', WaypostCheckpointChips);
    new TooltipController(this);
  }

  /** Puts the focus on the row of an interaction, or on the first. */
  focusRow(interactionId: string | undefined): void {
    const opens = [...this.renderRoot.querySelectorAll<HTMLElement>('.open')];
    (opens.find((open) => open.dataset.id === interactionId) ?? opens[0])?.focus();
  }

  protected override render(): TemplateResult {
    if (this.error && !this.interactions)
      return failedNotice(msg('Could not load the interactions'), this.error, this.#retry);
    if (!this.interactions) return loadingNotice(msg('Loading the interactions…'));
    if (this.interactions.length === 0) return html`<slot name="empty">${this.#empty()}</slot>`;
    return html`${this.#table(this.interactions)}${this.#older()}`;
  }

  #empty(): TemplateResult {
    return notice(
      msg('No interaction so far'),
      msg('Interactions of the last three months are listed here, the newest first.'),
    );
  }

  /** The roles are written out: stacked rows lose the table's own in some browsers. */
  #table(interactions: readonly Interaction[]): TemplateResult {
    const columns = this.#columns();
    return html`<table role="table" @keydown=${this.#move}>
      <caption class="unseen">
        ${msg('Interactions, the newest first')}
      </caption>
      <thead role="rowgroup">
        <tr role="row">
          ${columns.map(
            ({ id, heading }) =>
              html`<th role="columnheader" scope="col" class=${id}>${heading}</th>`,
          )}
        </tr>
      </thead>
      <tbody role="rowgroup">
        ${repeat(
          interactions,
          ({ id }) => id,
          (interaction) => this.#row(interaction, columns),
        )}
      </tbody>
    </table>`;
  }

  #columns(): Column[] {
    return [
      { id: 'start', heading: msg('Start'), cell: this.#start },
      { id: 'status', heading: msg('Status'), cell: (row) => statusCell(row) },
      ...(this.withContact
        ? [{ id: 'contact', heading: msg('Contact'), cell: contactName }]
        : []),
      { id: 'flow', heading: msg('Flow'), cell: ({ flow }) => flowWords(flow) },
      {
        id: 'direction',
        heading: msg('Direction'),
        cell: ({ direction }) => directionWords(direction),
      },
      { id: 'queue', heading: msg('Queue'), cell: ({ queue }) => queue?.name },
      { id: 'advisor', heading: msg('Advisor'), cell: ({ advisor }) => advisor?.name },
      { id: 'checkpoints', heading: msg('Checkpoints'), cell: this.#checkpoints },
    ];
  }

  #row(interaction: Interaction, columns: Column[]): TemplateResult {
    return html`<tr
      role="row"
      part="row"
      @click=${(event: Event) => this.#clickRow(event, interaction.id)}
    >
      ${columns.map(({ id, cell }) => {
        const content = cell(interaction) ?? nothing;
        return content === nothing
          ? html`<td role="cell" class="${id} none quiet">–</td>`
          : html`<td role="cell" class=${id}>${content}</td>`;
      })}
    </tr>`;
  }

  #start = (interaction: Interaction): TemplateResult =>
    startCell(interaction, shortMoment(interaction.startedAt, this.#zone, this.#clock.now), {
      timeZone: this.#zone,
    });

  #checkpoints = (interaction: Interaction): unknown => chipsCell(interaction, this.timeZone);

  #older(): TemplateResult | typeof nothing {
    if (this.complete) return nothing;
    return html`<div class="more">
      <button class="line" aria-disabled=${this.loadingOlder} @click=${this.#wantOlder}>
        ${this.loadingOlder ? msg('Loading older ones…') : msg('Load older')}
      </button>
    </div>`;
  }

  get #zone(): string {
    return this.timeZone || browserZone();
  }

  #move = (event: KeyboardEvent): void => {
    if (event.key === 'ArrowLeft' || event.key === 'ArrowRight') return;
    moveFocus(event, [...this.renderRoot.querySelectorAll<HTMLElement>('.open')]);
  };

  /** A click anywhere in a row opens it, but not one on a control of its own, nor one that selects text. */
  #clickRow(event: Event, interactionId: string): void {
    const target = event.target as Element;
    if (target.closest('button:not(.open), waypost-checkpoint-chips')) return;
    if (document.getSelection()?.type === 'Range' && !target.closest('.open')) return;
    this.dispatchEvent(new InteractionOpenEvent(interactionId));
  }

  #wantOlder = (): void => {
    if (!this.loadingOlder) this.dispatchEvent(new OlderWantedEvent());
  };

  #retry = (): void => {
    this.dispatchEvent(new RetryEvent());
  };
}

define('waypost-contact-history', WaypostContactHistory);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-contact-history': WaypostContactHistory;
  }
}
