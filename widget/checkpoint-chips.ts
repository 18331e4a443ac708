import { nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { AttachedCheckpoint } from '../api-client/contract/trail.ts';
import { arrivals, stopKey } from './shared/arrivals.ts';
import { chipList } from './shared/chip-list.ts';
import { chipStyles } from './shared/chip-styles.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { moveFocus } from './shared/roving.ts';
import { browserZone } from './shared/time.ts';
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
  static override styles = [...WaypostElement.styles, chipStyles];

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

  protected override createRenderRoot(): HTMLElement {
    const root = super.createRenderRoot();
    root.addEventListener('keydown', this.#move);
    root.addEventListener('click', this.#toggle);
    return root;
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!changed.has('checkpoints')) return;
    // What stood there on the first showing is not news.
    const before = this.hasUpdated ? changed.get('checkpoints') : undefined;
    this.#arrived = new Set(arrivals(before, this.checkpoints).map(stopKey));
  }

  protected override render(): TemplateResult | typeof nothing {
    if (this.checkpoints.length === 0) return nothing;
    return chipList({
      checkpoints: this.checkpoints,
      limit: this.limit,
      isOneLine: this.oneLine,
      isOpen: this.open,
      timeZone: this.timeZone || browserZone(),
      current: this.untabbed ? -1 : this.current,
      arrived: this.#arrived,
      isWhole: true,
    });
  }

  /** The list is one stop of the Tab key; the arrow keys go from chip to chip. */
  #move = (event: KeyboardEvent): void => {
    const next = moveFocus(event, this.#buttons);
    if (next >= 0) this.current = next;
  };

  #toggle = async ({ target }: Event): Promise<void> => {
    if (!(target as Element).closest('.more')) return;
    this.open = !this.open;
    this.current = this.open ? this.limit : 0;
    await this.updateComplete;
    this.#buttons[this.current]?.focus();
  };

  get #buttons(): HTMLElement[] {
    return [...this.renderRoot.querySelectorAll('button')];
  }
}

define('waypost-checkpoint-chips', WaypostCheckpointChips);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-checkpoint-chips': WaypostCheckpointChips;
  }
}
