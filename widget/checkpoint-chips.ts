import { msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AttachedCheckpoint } from '../api-client/contract/trail.ts';
import { arrivals, stopKey } from './shared/arrivals.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { moveFocus } from './shared/roving.ts';
import { browserZone, exactMoment } from './shared/time.ts';
import { TooltipController } from './shared/tooltip.ts';

/**
 * One small chip per attached checkpoint: its alias, or its name, styled apart, when it has none.
 * Name, reference and exact instant show on hover, focus and tap. One that arrives glows once.
 *
 * @csspart root - everything
 * @csspart chip - one chip
 * @csspart more - the button that shows the rest
 * @cssproperty --waypost-chip-background - behind a chip
 * @cssproperty --waypost-chip-line - a chip's border
 */
export class WaypostCheckpointChips extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    css`
      ul {
        display: flex;
        flex-wrap: wrap;
        gap: 5px;
      }
      li {
        display: flex;
        min-inline-size: 0;
        max-inline-size: 100%;
      }
      .one-line {
        flex-wrap: nowrap;
      }
      /* Rather the first one whole than both cut. */
      .one-line li:first-child {
        flex: none;
      }
      .one-line li:first-child:not(:only-child) {
        max-inline-size: 60%;
      }
      .one-line :has(> .more) {
        flex: none;
      }
      .chip,
      .more {
        position: relative;
        display: flex;
        align-items: center;
        gap: 6px;
        min-inline-size: 24px;
        min-block-size: 22px;
        padding: 0 8px;
        font-size: calc(var(--_size) - 1px);
        line-height: 1.3;
      }
      .chip {
        max-inline-size: min(100%, 240px);

        background: var(--waypost-chip-background, var(--_mark-soft));
        border: 1px solid
          var(--waypost-chip-line, color-mix(in oklab, var(--_mark) 45%, transparent));
        border-radius: 4px;
        font-weight: 550;
        cursor: default;
      }
      .chip::after,
      .more::after {
        content: '';
        position: absolute;
        inset: -2px;
      }
      bdi {
        overflow: hidden;
        text-overflow: ellipsis;
        white-space: nowrap;
      }
      .name-only {
        font-style: italic;
        font-weight: 450;
      }
      .more {
        padding: 0 4px;
        color: var(--_quiet);
      }
      .new {
        animation: arrive 1.2s ease-out;
      }
      @keyframes arrive {
        from {
          box-shadow: 0 0 0 5px color-mix(in oklab, var(--_mark) 55%, transparent);
        }
      }
      @media (prefers-reduced-motion: reduce) {
        .new {
          animation: none;
        }
      }
    `,
  ];

  /** The checkpoints, in the order they were attached. */
  @property({ attribute: false }) checkpoints: readonly AttachedCheckpoint[] = [];

  /** How many chips show before the rest waits behind a `+2`; 0 shows them all. */
  @property({ type: Number }) limit = 0;

  /** Whether they stay in one line, and are cut where it ends, as long as the rest waits. */
  @property({ type: Boolean, attribute: 'one-line' }) oneLine = false;

  /** The IANA zone that instants are shown in; the browser's when empty. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  /** Whether the Tab key passes over it: its row is not the current one of a table. */
  @property({ type: Boolean }) untabbed = false;

  @state() private open = false;
  @state() private current = 0;
  #arrived = new Set<string>();

  constructor() {
    super();
    new TooltipController(this);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('checkpoints')) return;
    // What stood there on the first showing is not news.
    const before = this.hasUpdated ? changed.get('checkpoints') : undefined;
    this.#arrived = new Set(arrivals(before, this.checkpoints).map(stopKey));
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.checkpoints.length === 0) return nothing;
    const shown = this.checkpoints.slice(0, this.#shownCount);
    return html`<ul
      role="list"
      class=${this.oneLine && !this.open ? 'one-line' : ''}
      aria-label=${msg('Checkpoints')}
      @keydown=${this.#move}
    >
      ${shown.map((checkpoint, index) => this.#chip(checkpoint, index))}
      ${this.#more(shown.length)}
    </ul>`;
  }

  get #shownCount(): number {
    const all = this.checkpoints.length;
    // One more chip takes no more room than a button that hides one, except where it would be cut.
    const most = this.oneLine ? this.limit : this.limit + 1;
    return this.open || !this.limit || all <= most ? all : this.limit;
  }

  #chip(checkpoint: AttachedCheckpoint, index: number): TemplateResult {
    const { name, reference, alias, attachedAt } = checkpoint;
    const moment = exactMoment(attachedAt, this.timeZone || browserZone());
    const arrived = this.#arrived.has(stopKey(checkpoint));
    return html`<li>
      <button
        part="chip"
        class="chip ${alias ? '' : 'name-only'} ${arrived ? 'new' : ''}"
        tabindex=${index === this.#tabStop ? 0 : -1}
        data-tip="${name}
${reference}
${moment}"
        aria-description="${alias ? `${name}, ` : ''}${reference}, ${moment}"
      >
        <bdi>${alias ?? name}</bdi>
      </button>
    </li>`;
  }

  #more(shown: number): TemplateResult | typeof nothing {
    const hidden = this.checkpoints.length - shown;
    if (!hidden && !(this.open && this.limit)) return nothing;
    const more =
      hidden === 1 ? msg('Show 1 more checkpoint') : msg(str`Show ${hidden} more checkpoints`);
    const label = hidden ? more : msg('Show fewer checkpoints');
    return html`<li>
      <button
        part="more"
        class="more"
        tabindex=${shown === this.#tabStop ? 0 : -1}
        aria-expanded=${hidden === 0}
        aria-label=${label}
        @click=${this.#toggle}
      >
        ${hidden ? `+${hidden}` : msg('Fewer')}
      </button>
    </li>`;
  }

  /** The list is one stop of the Tab key; the arrow keys go from chip to chip. */
  get #tabStop(): number {
    return this.untabbed ? -1 : Math.min(this.current, this.#shownCount - 1);
  }

  #move = (event: KeyboardEvent): void => {
    const next = moveFocus(event, [...this.renderRoot.querySelectorAll('button')]);
    if (next >= 0) this.current = next;
  };

  #toggle = async (): Promise<void> => {
    this.open = !this.open;
    this.current = this.open ? this.limit : 0;
    await this.updateComplete;
    this.renderRoot.querySelectorAll('button')[this.current]?.focus();
  };
}

define('waypost-checkpoint-chips', WaypostCheckpointChips);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-checkpoint-chips': WaypostCheckpointChips;
  }
}
