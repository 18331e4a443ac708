import { msg } from '@lit/localize';
import { html, nothing, svg, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ActionType } from '../api-client/contract/action-type.ts';
import type { Finding, RoutingTree } from '../api-client/contract/routing.ts';
import { canvasCard } from './shared/canvas-card.ts';
import {
  boxOf,
  curve,
  grown,
  holds,
  pointOnMap,
  shift,
  touches,
  type Box,
} from './shared/canvas-geometry.ts';
import { canvasMap } from './shared/canvas-map.ts';
import { canvasStyles } from './shared/canvas-styles.ts';
import { define } from './shared/define.ts';
import { actionOf, haveSameShape, type BranchEnd } from './shared/edit-tree.ts';
import {
  EDITOR_CARD,
  layoutEditor,
  nextAction,
  portPoint,
  type DrawnAction,
  type DrawnBranch,
  type EditorLayout,
} from './shared/editor-layout.ts';
import { WaypostElement } from './shared/element.ts';
import { PanZoom } from './shared/pan-zoom.ts';
import {
  ActionChosenEvent,
  ActionWantedEvent,
  BranchDrawnEvent,
} from './shared/tree-events.ts';
import type { Point } from './shared/tree-layout.ts';
import type { TreeOverlay } from './shared/tree-overlay.ts';

/** Drawn beyond what is in view, so that moving a little draws nothing anew. In pixels of the plane. */
const MARGIN = 500;
/** A smaller tree is drawn whole. */
const FEW = 60;
/** A pointer that moved less has clicked. */
const CLICK = 5;

/**
 * The tree of a routing as a picture: cards from left to right, their branches as lines. It is moved and zoomed by
 * pointer, wheel, fingers and keys, and only what is in view is drawn. What is done on it comes as events; whoever
 * shows it changes the tree.
 *
 * @fires {ActionChosenEvent} waypost-action-chosen - a card was pointed at
 * @fires {BranchDrawnEvent} waypost-branch-drawn - a branch was dragged to a card
 * @fires {ActionWantedEvent} waypost-action-wanted - a branch was clicked, or dragged to where nothing is
 * @csspart root - everything
 */
export class WaypostRoutingCanvas extends WaypostElement {
  static override styles = [...WaypostElement.styles, canvasStyles];

  @property({ attribute: false }) tree: RoutingTree | undefined;
  @property({ attribute: false }) types: ReadonlyMap<string, ActionType> = new Map();
  @property({ attribute: false }) findings: ReadonlyMap<string, readonly Finding[]> = new Map();
  @property({ attribute: false }) chosen: ReadonlySet<string> = new Set();
  /** The action that the keyboard is at, and what is edited beside the picture. */
  @property({ attribute: false }) current: string | null = null;
  @property({ attribute: false }) overlay: TreeOverlay | undefined;
  @property({ type: Boolean, attribute: 'read-only' }) readOnly = false;

  @state() private window: Box | undefined;
  @state() private drawn: (BranchEnd & { to: Point; aim: string | null }) | undefined;
  #layout: EditorLayout | undefined;
  #isShown = false;
  readonly #view = new PanZoom(() => this.#place(), { wheelMoves: true });
  #pressedAt: Point | undefined;
  readonly #resized = new ResizeObserver(() => this.#sized());

  override connectedCallback(): void {
    super.connectedCallback();
    this.#resized.observe(this);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#resized.disconnect();
  }

  /** All of the tree; a very large one from its start. */
  fit = (): void => this.#fit(0.15);

  #fit(smallest?: number): void {
    const layout = this.#layout;
    const start = layout?.actions.get(this.tree?.start ?? '');
    if (!layout || !start) return;
    this.#view.fit(this.#size, layout, smallest);
    const { width, height } = this.#size;
    const { scale } = this.#view;
    if (layout.width * scale <= width && layout.height * scale <= height) return;
    this.#view.center(this.#size, start, layout);
    this.#view.move(0, height / 2 - (start.y * scale + this.#view.y));
  }

  /** Brings an action to the middle, and the keyboard to it. */
  async show(id: string): Promise<void> {
    const at = this.#layout?.actions.get(id);
    if (!at || !this.#layout) return;
    const middle = { x: at.x + EDITOR_CARD.width / 2, y: at.y + at.height / 2 };
    this.#view.center(this.#size, middle, this.#layout);
    await this.updateComplete;
    this.find(`[data-id='${CSS.escape(id)}'] .name`)?.focus({ preventScroll: true });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.tree || !(changed.has('tree') || changed.has('types'))) return;
    const before = this.#layout;
    // A name or a parameter moves no card.
    if (before && !changed.has('types') && haveSameShape(changed.get('tree'), this.tree))
      return;
    this.#layout = layoutEditor(this.tree, this.types);
    this.#holdStill(before, this.#layout);
  }

  /** What one looks at stays where it is on the screen when the tree around it is laid out anew. */
  #holdStill(before: EditorLayout | undefined, after: EditorLayout): void {
    const looked = this.current ?? this.tree!.start;
    const was = before?.actions.get(looked);
    const is = after.actions.get(looked);
    if (was && is)
      this.#view.move((was.x - is.x) * this.#view.scale, (was.y - is.y) * this.#view.scale);
  }

  get #size(): { width: number; height: number } {
    const { clientWidth: width, clientHeight: height } = this.find('.canvas') ?? this;
    return { width, height };
  }

  #sized(): void {
    if (!this.#isShown && this.#layout && this.#size.width > 0) {
      this.#isShown = true;
      this.#fit();
    } else this.#place();
  }

  protected override firstUpdated(): void {
    // Lit listens passively where it may: a wheel that is taken has to be taken at once.
    this.find('.canvas')!.addEventListener('wheel', this.#view.wheel, { passive: false });
  }

  protected override updated(changed: PropertyValues<this>): void {
    this.#sized();
    const here = this.overlay?.current;
    if (changed.has('overlay') && here !== undefined) this.#reveal(here);
  }

  /** Moves the plane; what is drawn changes only when it leaves what was drawn before. */
  #place(): void {
    const plane = this.find('.plane');
    if (!plane || !this.#layout) return;
    plane.style.transform = this.#view.transform;
    const { x, y, scale } = this.#view;
    const { width, height } = this.#size;
    const seen = {
      left: -x / scale,
      top: -y / scale,
      right: (width - x) / scale,
      bottom: (height - y) / scale,
    };
    const isAll = this.#layout.actions.size <= FEW;
    if (!isAll && !(this.window && holds(this.window, seen))) this.window = grown(seen, MARGIN);
    const box = this.find('.map .view');
    for (const [name, value] of Object.entries({
      x: seen.left,
      y: seen.top,
      width: seen.right - seen.left,
      height: seen.bottom - seen.top,
    }))
      box?.setAttribute(name, String(value));
  }

  protected override render(): TemplateResult {
    const layout = this.#layout;
    return html`<div
      class="canvas ${this.drawn ? 'connecting' : ''}"
      @pointerdown=${this.#press}
      @pointermove=${this.#drag}
      @pointerup=${this.#release}
      @pointercancel=${this.#cancel}
      @keydown=${this.#key}
    >
      ${layout ? this.#plane(layout) : nothing}
      <div class="zoom">
        <button aria-label=${msg('Smaller')} @click=${() => this.#zoom(0.8)}>−</button>
        <button @click=${this.fit}>${msg('Fit')}</button>
        <button aria-label=${msg('Larger')} @click=${() => this.#zoom(1.25)}>+</button>
      </div>
      ${layout && layout.actions.size > 8 ? canvasMap(layout) : nothing}
    </div>`;
  }

  #plane({ width, height, actions, branches }: EditorLayout): TemplateResult {
    const shown = [...actions.values()].filter((one) => this.#isInView(one));
    return html`<div class="plane">
      <svg class="lines" width=${width} height=${height} aria-hidden="true">
        ${branches.filter(({ from, to }) => this.#isDrawn(from, to)).map((one) => this.#line(one))}
        ${this.drawn ? this.#drawnLine(this.drawn) : nothing}
      </svg>
      ${repeat(shown, ({ id }) => id, this.#card)}
    </div>`;
  }

  #isInView({ id, x, y, height }: DrawnAction): boolean {
    const end = { x: x + EDITOR_CARD.width, y: y + height };
    return id === this.current || this.#isDrawn({ x, y }, end);
  }

  /** As long as nobody knows what is in view, nothing of a large tree is: it would be drawn to be taken away again. */
  #isDrawn(start: Point, end: Point): boolean {
    if (this.#layout!.actions.size <= FEW) return true;
    return this.window !== undefined && touches(this.window, boxOf(start, end));
  }

  #line({ source, key, from, to }: DrawnBranch) {
    const isTaken = this.overlay?.taken.has(`${source} ${key}`);
    const state = isTaken ? 'taken' : source === this.current ? 'of-current' : '';
    return svg`<path class=${state} d=${curve(from, to)} />`;
  }

  #drawnLine({ actionId, branch, to }: BranchEnd & { to: Point }) {
    const from = this.#layout?.actions.get(actionId);
    const index = from?.ports.findIndex(({ key }) => key === branch) ?? -1;
    return from && index >= 0
      ? svg`<path class="drawn" d=${curve(portPoint(from, index), to)} />`
      : nothing;
  }

  #card = (drawn: DrawnAction): TemplateResult => {
    const { id } = drawn;
    const action = actionOf(this.tree!, id)!; // it was laid out
    const branch = this.drawn;
    return canvasCard(drawn, {
      action,
      type: this.types.get(action.type),
      findings: this.findings.get(id) ?? [],
      overlay: this.overlay,
      isChosen: this.chosen.has(id),
      isEntry: id === (this.current ?? this.tree!.start),
      isAim: branch?.aim === id,
      dragged: branch?.actionId === id ? branch.branch : undefined,
      choose: ({ shiftKey, ctrlKey, metaKey }) =>
        this.#choose(id, shiftKey || ctrlKey || metaKey),
      focused: ({ target }) => {
        this.#reveal(id);
        // Whoever comes by the keyboard acts on what has it.
        if (!this.current && (target as Element).matches(':focus-visible'))
          this.#choose(id, false);
      },
      led: (led) =>
        this.readOnly ||
        this.dispatchEvent(new ActionWantedEvent({ actionId: id, branch: led })),
    });
  };

  #choose(id: string, adds: boolean): void {
    this.dispatchEvent(new ActionChosenEvent(id, adds));
  }

  #zoom(factor: number): void {
    const { width, height } = this.#size;
    this.#view.zoom(factor, width / 2, height / 2);
  }

  /** A card that gets the focus comes into view: the browser must not scroll the plane for it. */
  #reveal(id: string): void {
    const at = this.#layout?.actions.get(id);
    if (!at) return;
    this.find('.canvas')!.scrollTo(0, 0);
    const { x, y, scale } = this.#view;
    const { width, height } = this.#size;
    const left = at.x * scale + x;
    const top = at.y * scale + y;
    const right = left + EDITOR_CARD.width * scale;
    const bottom = top + at.height * scale;
    if (left < 0 || top < 0 || right > width || bottom > height)
      this.#view.move(shift(left, right, width), shift(top, bottom, height));
  }

  #press = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    const target = event.target as Element;
    this.#pressedAt = { x: event.clientX, y: event.clientY };
    if (target.closest('.zoom')) return;
    if (target.closest('.map')) return this.#goOnMap(event);
    const port = target.closest<HTMLElement>('.port');
    const card = target.closest<HTMLElement>('.card');
    if (port && card && !this.readOnly) {
      const branch = port.dataset['branch']!; // set when it is rendered
      this.drawn = {
        actionId: card.dataset['id']!,
        branch,
        to: this.#pointOf(event),
        aim: null,
      };
      this.find('.canvas')!.setPointerCapture(event.pointerId);
    } else if (!card) this.#view.press(event);
  };

  #drag = (event: PointerEvent): void => {
    if (!this.drawn) return this.#view.drag(event);
    this.drawn = {
      ...this.drawn,
      to: this.#pointOf(event),
      aim: this.#cardAt(event, this.drawn.actionId),
    };
  };

  #release = (event: PointerEvent): void => {
    this.#view.release(event);
    const { drawn } = this;
    this.drawn = undefined;
    const start = this.#pressedAt;
    this.#pressedAt = undefined;
    const isClick =
      start && Math.hypot(event.clientX - start.x, event.clientY - start.y) < CLICK;
    if (drawn) return this.#drew(drawn, Boolean(isClick));
    const isOnPlane = !(event.target as Element).closest('.card, .map, .zoom');
    if (isClick && isOnPlane) this.dispatchEvent(new ActionChosenEvent(null));
  };

  #drew({ actionId, branch, aim }: BranchEnd & { aim: string | null }, isClick: boolean): void {
    const from = { actionId, branch };
    if (aim !== null && !isClick) this.dispatchEvent(new BranchDrawnEvent(from, aim));
    else this.dispatchEvent(new ActionWantedEvent(from));
  }

  #cancel = (event: PointerEvent): void => {
    this.#view.release(event);
    this.drawn = this.#pressedAt = undefined;
  };

  #pointOf({ clientX, clientY }: PointerEvent): Point {
    const { left, top } = this.find('.canvas')!.getBoundingClientRect();
    const { x, y, scale } = this.#view;
    return { x: (clientX - left - x) / scale, y: (clientY - top - y) / scale };
  }

  /** The card below the pointer that a branch can lead to. */
  #cardAt({ clientX, clientY }: PointerEvent, from: string): string | null {
    const found = (this.shadowRoot as ShadowRoot).elementFromPoint(clientX, clientY);
    const id = found?.closest<HTMLElement>('.card')?.dataset['id'] ?? null;
    const isItsPort = id === from && found?.closest('.port');
    return id === this.tree?.start || isItsPort ? null : id;
  }

  #goOnMap(event: PointerEvent): void {
    const map = this.find('.map')!.getBoundingClientRect();
    this.#view.center(this.#size, pointOnMap(map, event, this.#layout!), this.#layout!);
  }

  #key = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '0') this.fit();
    else if (event.key === '+' || event.key === '-') this.#view.key(event.key, this.#size);
    else if (!this.#walk(event.key)) return;
    event.preventDefault();
  };

  /** Arrow keys go along the lines: right to what the first branch leads to, left to what leads here, up and down beside. */
  #walk(key: string): boolean {
    const here = this.current ?? this.tree?.start;
    const at = here === undefined ? undefined : this.#layout?.actions.get(here);
    if (key === 'Home' && this.tree) return this.#goTo(this.tree.start);
    const next = at && nextAction(this.#layout!, at, key);
    return next !== undefined && this.#goTo(next);
  }

  #goTo(id: string): true {
    this.#choose(id, false);
    void this.updateComplete.then(() =>
      this.find(`[data-id='${CSS.escape(id)}'] .name`)?.focus({ preventScroll: true }),
    );
    return true;
  }
}

define('waypost-routing-canvas', WaypostRoutingCanvas);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-routing-canvas': WaypostRoutingCanvas;
  }
}
