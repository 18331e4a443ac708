import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property } from 'lit/decorators.js';
import { guard } from 'lit/directives/guard.js';
import { repeat } from 'lit/directives/repeat.js';
import type { ActionType } from '../api-client/contract/action-type.ts';
import type { Finding, RoutingTree } from '../api-client/contract/routing.ts';
import { currentLanguage } from './localization/locale.ts';
import { define } from './shared/define.ts';
import { actionOf } from './shared/edit-tree.ts';
import { portsOf, type Port } from './shared/editor-layout.ts';
import { WaypostElement } from './shared/element.ts';
import { groupIcon } from './shared/group-icons.ts';
import { outlineStyles } from './shared/outline-styles.ts';
import { ActionChosenEvent, ActionWantedEvent } from './shared/tree-events.ts';
import { readingOrder } from './shared/tree-order.ts';
import type { TreeOverlay } from './shared/tree-overlay.ts';

/**
 * The tree of a routing as a list, in the order that one reads it: each action with its branches, and where they lead.
 * For those who cannot use a picture, and for narrow places.
 *
 * @fires {ActionChosenEvent} waypost-action-chosen - an action was chosen
 * @fires {ActionWantedEvent} waypost-action-wanted - it is to be said where a branch leads
 * @csspart root - everything
 */
export class WaypostRoutingOutline extends WaypostElement {
  static override styles = [...WaypostElement.styles, outlineStyles];

  @property({ attribute: false }) tree: RoutingTree | undefined;
  @property({ attribute: false }) types: ReadonlyMap<string, ActionType> = new Map();
  @property({ attribute: false }) findings: ReadonlyMap<string, readonly Finding[]> = new Map();
  @property({ attribute: false }) chosen: ReadonlySet<string> = new Set();
  @property({ attribute: false }) current: string | null = null;
  @property({ attribute: false }) overlay: TreeOverlay | undefined;
  @property({ type: Boolean, attribute: 'read-only' }) readOnly = false;

  #order: readonly string[] = [];
  #numbers: ReadonlyMap<string, number> = new Map();

  /** Brings an action into view, and the keyboard to it. */
  async show(id: string): Promise<void> {
    await this.updateComplete;
    const line = this.find(`[data-id='${CSS.escape(id)}']`);
    line?.scrollIntoView({ block: 'nearest' });
    line?.querySelector<HTMLElement>('.name')?.focus({ preventScroll: true });
  }

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (!this.tree || !(changed.has('tree') || changed.has('types'))) return;
    this.#order = readingOrder(this.tree, this.types);
    this.#numbers = new Map(this.#order.map((id, index) => [id, index + 1]));
  }

  protected override render(): TemplateResult {
    return html`<ol role="list" aria-label=${msg('Actions')}>
      ${repeat(
        this.#order,
        (id) => id,
        (id) => guard(this.#shownOf(id), () => this.#line(id)),
      )}
    </ol>`;
  }

  /** All that a line shows: while it is the same, the line stays as it is, of however many others one is typed into. */
  #shownOf(id: string): unknown[] {
    const { tree, overlay, types } = this;
    const action = actionOf(tree!, id)!; // its order was read from the tree
    const type = types.get(action.type);
    const targets = portsOf(action, type).flatMap(({ target }) => [
      actionOf(tree!, target)?.name,
      this.#numbers.get(target ?? ''),
    ]);
    return [
      action,
      type,
      this.#numbers.get(id),
      this.findings.get(id),
      this.chosen.has(id),
      id === this.current,
      id === tree!.start,
      this.readOnly,
      overlay,
      currentLanguage(),
      ...targets,
    ];
  }

  #line(id: string): TemplateResult {
    const action = actionOf(this.tree!, id)!; // its order was read from the tree
    const type = this.types.get(action.type);
    const found = this.findings.get(id) ?? [];
    const isChosen = this.chosen.has(id);
    const visited = this.overlay?.visited.has(id) ? 'visited' : '';
    return html`<li class="action ${isChosen ? 'chosen' : ''} ${visited}" data-id=${id}>
      <div class="head">
        <span class="number quiet">${this.#numbers.get(id)}</span>
        <span class="icon-place"
          >${action.type === 'add-checkpoint' ? html`<span class="blaze"></span>` : groupIcon(type?.group)}</span
        >
        <button
          class="name bare"
          aria-current=${id === this.current ? 'true' : nothing}
          @click=${(event: MouseEvent) => this.#choose(id, event)}
        >
          <b><bdi>${action.name}</bdi></b>
          <span class="quiet">${type?.title ?? action.type}</span>
        </button>
        ${
          this.readOnly || id === this.tree!.start
            ? nothing
            : html`<label class="pick"
                ><input
                  type="checkbox"
                  .checked=${isChosen}
                  @change=${() => this.dispatchEvent(new ActionChosenEvent(id, true))}
                /><span class="unseen">${msg(str`Select “${action.name}”`)}</span></label
              >`
        }
      </div>
      ${found.map(
        ({ severity, message }) =>
          html`<p class="finding ${severity === 'error' ? 'bad' : 'warn'}">${message}</p>`,
      )}
      <ul role="list">
        ${portsOf(action, type).map((port) => this.#branch(id, port))}
      </ul>
    </li>`;
  }

  #branch(id: string, { key, label, target }: Port): TemplateResult {
    const to = actionOf(this.tree!, target);
    const count = this.overlay?.counts.get(`${id} ${key}`);
    const taken = this.overlay?.taken.has(`${id} ${key}`) ? 'taken' : '';
    const where = to
      ? html`<bdi>${to.name}</bdi>
          <span class="quiet">${`(${this.#numbers.get(target!)})`}</span>`
      : html`<span class="quiet">${msg('nowhere')}</span>`;
    return html`<li class=${taken}>
      <span class="label">${label}</span><span aria-hidden="true">→</span>
      ${
        this.readOnly
          ? html`<span>${where}</span>`
          : html`<button
              class="bare link"
              data-branch=${key}
              @click=${() =>
                this.dispatchEvent(new ActionWantedEvent({ actionId: id, branch: key }))}
            >
              ${where}
            </button>`
      }
      ${count === undefined ? nothing : html`<span class="count number">${count}</span>`}
    </li>`;
  }

  #choose(id: string, { shiftKey, ctrlKey, metaKey }: MouseEvent): void {
    this.dispatchEvent(new ActionChosenEvent(id, shiftKey || ctrlKey || metaKey));
  }
}

define('waypost-routing-outline', WaypostRoutingOutline);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-routing-outline': WaypostRoutingOutline;
  }
}
