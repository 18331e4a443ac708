import { msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AttachedCheckpoint } from '../api-client/contract/trail.ts';
import { arrivals } from './shared/arrivals.ts';
import { arrivalWords } from './shared/arrival-words.ts';
import { ClockController } from './shared/clock.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { failedNotice, loadingNotice, notice } from './shared/notices.ts';
import { RetryEvent } from './shared/retry-event.ts';
import { moveFocus } from './shared/roving.ts';
import {
  browserZone,
  clockTime,
  dayHeading,
  dayKey,
  exactMoment,
  gapWords,
} from './shared/time.ts';
import { TooltipController } from './shared/tooltip.ts';
import type * as Copying from './shared/trail-copy.ts';

/** Someone follows the link to a checkpoint's configuration. Cancel it to open that page yourself. */
export class CheckpointOpenEvent extends Event {
  static readonly eventName = 'waypost-checkpoint-open';
  readonly checkpointId: string;
  readonly checkpoint: AttachedCheckpoint;

  constructor(checkpoint: AttachedCheckpoint) {
    super(CheckpointOpenEvent.eventName, { bubbles: true, composed: true, cancelable: true });
    this.checkpointId = checkpoint.checkpointId;
    this.checkpoint = checkpoint;
  }
}

/** Where a checkpoint's configuration page is: a function, or an address with `{id}` in it. */
export type ConfigurationUrl = string | ((checkpoint: AttachedCheckpoint) => string);

/** A stop with the time since the one before it, if any. */
interface Stop {
  checkpoint: AttachedCheckpoint;
  before: AttachedCheckpoint | undefined;
  index: number;
}

/**
 * Every checkpoint of an interaction in order: time, name, the action that set it, the gap since the stop
 * before. The exact instant and its zone show on hover, focus and tap, and are what is copied.
 *
 * @fires {CheckpointOpenEvent} waypost-checkpoint-open - the link to a configuration page was followed
 * @fires {RetryEvent} waypost-retry - someone asked to try again after a failure
 * @csspart root - everything
 * @csspart stop - one checkpoint
 * @csspart notice - what is said in place of stops
 */
export class WaypostCheckpointTrail extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    css`
      .root {
        background: var(--_surface);
      }
      h3 {
        padding: var(--_gap) 14px 6px;
        font-size: var(--_small);
        color: var(--_quiet);
      }
      li {
        display: grid;
        grid-template-columns: minmax(56px, max-content) 15px 1fr;
        gap: 0 8px;
        padding-inline: 14px;
      }
      li > button.bare {
        align-self: start;
        margin-block-start: 2px;
        text-align: end;
        color: var(--_quiet);
        font-size: calc(var(--_size) - 1px);
        cursor: copy;
      }
      .rail {
        position: relative;
      }
      li:not(:last-child) .rail::before {
        content: '';
        position: absolute;
        inset-block: 12px -12px;
        inset-inline-start: 6.5px;
        border-inline-start: 1.5px solid var(--_line-strong);
        opacity: 0.6;
      }
      .blaze {
        position: absolute;
        inset-block-start: 8px;
        inset-inline-start: 3px;
        inline-size: 9px;
        block-size: 9px;
      }
      .stop {
        padding-block: 2px var(--_gap);
        min-inline-size: 0;
      }
      .stop a {
        display: inline-block;
        min-block-size: 24px;
      }
      .stop b {
        line-height: 24px;
      }
      .by {
        display: block;
        margin-block-start: -2px;
        font-size: calc(var(--_size) - 1px);
      }
      .tag {
        display: inline-block;
        margin-block-end: 3px;
        line-height: 1.4;
        margin-inline-start: 2px;
        padding: 0 5px;
        border: 1px solid var(--_line-strong);
        border-radius: 3px;
        font-size: calc(var(--_size) - 2px);
        color: var(--_quiet);
      }
    `,
  ];

  /** The checkpoints, in the order they were attached; undefined while they load. */
  @property({ attribute: false }) checkpoints: readonly AttachedCheckpoint[] | undefined;

  /** Why the trail could not be loaded, as a sentence. */
  @property() error = '';

  /** The routing that sets the checkpoints, for the sentence of an empty trail. */
  @property({ attribute: 'routing-name' }) routingName = '';

  /** The IANA zone that instants are shown in; the browser's when empty. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  /** Whether the user may see a checkpoint's configuration: names become links. */
  @property({ type: Boolean, attribute: 'can-configure' }) canConfigure = false;

  /** Where a checkpoint's configuration page is: a function, or as `/maker/checkpoints/{id}`. */
  @property({ attribute: 'configuration-url' }) configurationUrl: ConfigurationUrl = '';

  /** Leaves it to another element to announce arrivals. */
  @property({ type: Boolean }) quiet = false;

  @state() private current = 0;
  @state() private announcement = '';
  @state() private copying: typeof Copying | undefined;
  readonly #clock = new ClockController(this, () => 'minute');
  readonly #tooltip: TooltipController;

  constructor() {
    super();
    this.#tooltip = new TooltipController(this);
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.shadowRoot?.addEventListener('copy', this.#copy);
    void this.#prepareCopy();
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.shadowRoot?.removeEventListener('copy', this.#copy);
  }

  /** What copies comes after what is read. Without a network the next visit tries again. */
  async #prepareCopy(): Promise<void> {
    this.copying ??= await import('./shared/trail-copy.ts').catch(() => undefined);
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('checkpoints')) return;
    const news = arrivals(changed.get('checkpoints'), this.checkpoints);
    if (news.length > 0) this.announcement = arrivalWords(news);
  }

  protected override render(): TemplateResult {
    return html`${this.#content()}
      <div role="status" class="unseen">${this.quiet ? '' : this.announcement}</div>`;
  }

  #content(): unknown {
    if (this.error && !this.checkpoints)
      return failedNotice(msg('Could not load the trail'), this.error, this.#retry);
    if (!this.checkpoints) return loadingNotice(msg('Loading the trail…'));
    if (this.checkpoints.length === 0) return this.#empty();
    return html`<div @keydown=${this.#move}>${this.#days(this.#zone).map(this.#day)}</div>`;
  }

  #empty(): TemplateResult {
    const routing = this.routingName;
    return notice(
      msg('No checkpoint so far'),
      routing
        ? msg(str`The routing “${routing}” sets them as the customer goes through it.`)
        : msg('A routing sets them as the customer goes through it.'),
    );
  }

  get #zone(): string {
    return this.timeZone || browserZone();
  }

  #days(zone: string): [day: string, stops: Stop[]][] {
    const days = new Map<string, Stop[]>();
    let before: AttachedCheckpoint | undefined;
    for (const [index, checkpoint] of (this.checkpoints ?? []).entries()) {
      const day = dayKey(checkpoint.attachedAt, zone);
      const stops = days.get(day) ?? [];
      days.set(day, [...stops, { checkpoint, before, index }]);
      before = checkpoint;
    }
    return [...days];
  }

  #day = ([day, stops]: [string, Stop[]]): unknown => {
    const [first] = stops;
    if (!first) return nothing;
    const heading = dayHeading(first.checkpoint.attachedAt, this.#zone, this.#clock.now);
    return html`<h3 id="day-${day}">${heading}</h3>
      <ol role="list" start=${first.index + 1} aria-labelledby="day-${day}">
        ${stops.map(this.#stop)}
      </ol>`;
  };

  #stop = ({ checkpoint, before, index }: Stop): TemplateResult => {
    const { attachedAt, actionName } = checkpoint;
    const moment = exactMoment(attachedAt, this.#zone);
    return html`<li part="stop" data-index=${index}>
      <button
        class="bare"
        tabindex=${index === Math.min(this.current, (this.checkpoints?.length ?? 1) - 1) ? 0 : -1}
        data-tip=${moment}
        aria-description="${moment}. ${msg('Press to copy.')}"
        @click=${this.#copyOne}
      >
        <time datetime=${attachedAt}>${clockTime(attachedAt, this.#zone)}</time>
      </button>
      <span class="rail" aria-hidden="true"><span class="blaze"></span></span>
      <div class="stop">
        ${this.#name(checkpoint)}${this.#mark(checkpoint)}
        <span class="by quiet">
          <bdi>${actionName}</bdi>${
            before
              ? html` · <span class="number">${gapWords(before.attachedAt, attachedAt)}</span>`
              : nothing
          }
        </span>
      </div>
    </li>`;
  };

  #name(checkpoint: AttachedCheckpoint): TemplateResult {
    const name = html`<bdi>${checkpoint.name}</bdi>`;
    const href = this.#href(checkpoint);
    return href
      ? html`<b
          ><a href=${href} @click=${(event: Event) => this.#open(event, checkpoint)}
            >${name}</a
          ></b
        >`
      : html`<b>${name}</b>`;
  }

  #href(checkpoint: AttachedCheckpoint): string {
    const url = this.configurationUrl;
    if (!this.canConfigure || !checkpoint.current) return '';
    if (typeof url === 'function') return url(checkpoint);
    return url.replaceAll('{id}', encodeURIComponent(checkpoint.checkpointId));
  }

  #mark({ name, current }: AttachedCheckpoint): TemplateResult | typeof nothing {
    if (current?.name === name) return nothing;
    const words = current ? msg(str`now: ${current.name}`) : msg('deleted');
    return html` <span class="tag"><bdi>${words}</bdi></span>`;
  }

  #move = (event: KeyboardEvent): void => {
    const next = moveFocus(event, [
      ...this.renderRoot.querySelectorAll<HTMLElement>('li > .bare'),
    ]);
    if (next >= 0) this.current = next;
  };

  #open(event: Event, checkpoint: AttachedCheckpoint): void {
    if (!this.dispatchEvent(new CheckpointOpenEvent(checkpoint))) event.preventDefault();
  }

  #retry = (): void => {
    this.dispatchEvent(new RetryEvent());
  };

  #copyOne = async (event: Event): Promise<void> => {
    const button = event.currentTarget as HTMLElement;
    this.current = Number(button.closest('li')?.dataset.index);
    const stop = this.checkpoints?.[this.current];
    if (!stop || !this.copying) return;
    try {
      await navigator.clipboard.writeText(this.copying.stopLine(stop, this.#zone));
      await this.#tooltip.show(button, msg('Copied'));
    } catch {
      // A page without the right to write the clipboard still shows the instant.
    }
  };

  #copy = (event: Event): void => {
    const lines = this.copying?.copiedLines(
      this.shadowRoot!,
      this.checkpoints ?? [],
      this.#zone,
    );
    if (!lines?.length) return;
    (event as ClipboardEvent).clipboardData?.setData('text/plain', lines.join('\n'));
    event.preventDefault();
  };
}

define('waypost-checkpoint-trail', WaypostCheckpointTrail);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-checkpoint-trail': WaypostCheckpointTrail;
  }
  interface HTMLElementEventMap {
    'waypost-checkpoint-open': CheckpointOpenEvent;
  }
}
