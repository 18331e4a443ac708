import { msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { PathRouting } from '../api-client/contract/interaction-routings.ts';
import type {
  InteractionDetails,
  InteractionEvent,
} from '../api-client/contract/interaction.ts';
import { serverWords } from './localization/locale.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { PanZoom } from './shared/pan-zoom.ts';
import { takenPath, type Step, type TakenPath } from './shared/taken-path.ts';
import { browserZone, clockTime, exactMoment } from './shared/time.ts';
import { CARD } from './shared/tree-card.ts';
import type { TreeLayout } from './shared/tree-layout.ts';
import { pictureStyles, treePicture } from './shared/tree-picture.ts';

/** A larger tree is drawn as far as the path and its next branches go, unless all of it is asked for. */
const MANY = 150;

/**
 * The tree of a routing with the way that an interaction took: as a picture where there is room, and as a list of its
 * steps. Checkpoints stand where they were set; the action that it is at is lit while the run goes on.
 *
 * @csspart root - everything
 * @csspart picture - the tree
 * @csspart step - one step of the list
 */
export class WaypostRoutingPath extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    pictureStyles,
    css`
      .root {
        container: path / inline-size;
      }
      .top {
        display: flex;
        flex-wrap: wrap;
        align-items: center;
        gap: 4px 8px;
        padding: 6px 14px;
      }
      .top h3 {
        flex: 1 1 160px;
      }
      .steps li {
        display: grid;
        grid-template-columns: minmax(56px, max-content) minmax(0, 1fr);
        gap: 0 10px;
        padding: 5px 14px;
        border-block-start: 1px solid var(--_line);
        content-visibility: auto;
        contain-intrinsic-block-size: auto 46px;
      }
      .steps .current {
        background: var(--_accent-soft);
      }
      .mark {
        display: inline-flex;
        align-items: center;
        gap: 6px;
        margin-inline-end: 10px;
        font-weight: 550;
      }
      @container path (inline-size < 600px) {
        .picture,
        .tools {
          display: none;
        }
      }
      @container path (inline-size >= 600px) {
        .steps.beside {
          position: absolute;
          clip-path: inset(50%);
          inline-size: 1px;
          block-size: 1px;
          overflow: hidden;
        }
      }
    `,
  ];

  /** The version that it went through. */
  @property({ attribute: false }) routing: PathRouting | undefined;

  /** All that happened on the interaction, in order. */
  @property({ attribute: false }) events: readonly InteractionEvent[] = [];

  /** The interaction: where it stands, and its checkpoints. */
  @property({ attribute: false }) interaction: InteractionDetails | undefined;

  /** The IANA zone that instants are shown in; the browser's when empty. */
  @property({ attribute: 'time-zone' }) timeZone = '';

  @state() private layout: TreeLayout | undefined;
  @state() private asList = false;
  @state() private whole = false;
  #path: TakenPath | undefined;
  #drawn = '';
  readonly #view = new PanZoom(() => this.#place());

  protected override willUpdate(changed: PropertyValues<this>): void {
    const { routing, interaction, events } = this;
    if (!routing || !interaction) return;
    if (changed.has('routing') || changed.has('events') || changed.has('interaction'))
      this.#path = takenPath(routing, events, interaction);
    void this.#lay(routing);
  }

  /** Anew only when other actions are drawn than before. */
  async #lay(routing: PathRouting): Promise<void> {
    const actions = this.#shownActions(routing);
    const drawn = `${routing.routingId} ${routing.version} ${actions.map(({ id }) => id).join()}`;
    if (drawn === this.#drawn) return;
    this.#drawn = drawn;
    const found = await import('./shared/tree-layout.ts').catch(() => undefined);
    if (!found) this.#drawn = ''; // without a network the next update tries again; the list is there
    if (!found || drawn !== this.#drawn) return;
    const isFirst = !this.layout;
    this.layout = found.layoutTree(actions);
    await this.updateComplete;
    if (isFirst) this.#fit();
  }

  #shownActions({ actions }: PathRouting): PathRouting['actions'] {
    if (this.whole || actions.length <= MANY) return actions;
    const near = new Set(this.#path?.visited);
    for (const { id, branches } of actions)
      if (this.#path?.visited.has(id))
        for (const { target } of branches) if (target) near.add(target);
    return actions.filter(({ id }) => near.has(id));
  }

  protected override render(): TemplateResult | typeof nothing {
    const { routing } = this;
    const path = this.#path;
    if (!routing || !path) return nothing;
    const { name, version, actions } = routing;
    return html`<div class="top">
        <h3>${msg(str`${name}, version ${version}`)}</h3>
        <span class="tools">
          ${
            actions.length > MANY
              ? html`<button
                  class="line"
                  aria-pressed=${this.whole}
                  @click=${this.#toggleWhole}
                >
                  ${msg(str`All ${actions.length} actions`)}
                </button>`
              : nothing
          }
          <button class="line" aria-pressed=${this.asList} @click=${this.#toggleList}>
            ${msg('As a list')}
          </button>
          ${this.asList ? nothing : this.#zoomButtons()}
        </span>
      </div>
      ${this.asList || !this.layout ? nothing : this.#picture(routing, path, this.layout)}
      ${this.#list(path)}`;
  }

  #zoomButtons(): TemplateResult {
    const { width, height } = this.#size;
    return html`<button
        class="line"
        aria-label=${msg('Smaller')}
        @click=${() => this.#view.key('-', { width, height })}
      >
        −
      </button>
      <button
        class="line"
        aria-label=${msg('Larger')}
        @click=${() => this.#view.key('+', { width, height })}
      >
        +
      </button>
      <button class="line" @click=${this.#fit}>${msg('Fit')}</button>`;
  }

  #picture(routing: PathRouting, path: TakenPath, layout: TreeLayout): TemplateResult {
    const { press, drag, release, wheel } = this.#view;
    return html`<div
      class="picture"
      part="picture"
      role="img"
      tabindex="0"
      aria-label=${msg('The tree, with the path on it. Arrow keys move it, plus and minus change its size. Its steps follow as a list.')}
      @keydown=${this.#press}
      @pointerdown=${press}
      @pointermove=${drag}
      @pointerup=${release}
      @pointercancel=${release}
      @wheel=${wheel}
    >
      <div class="plane" aria-hidden="true">${treePicture(routing, path, layout)}</div>
    </div>`;
  }

  #list(path: TakenPath): TemplateResult {
    const running = path.current && this.routing?.actions.find(({ id }) => id === path.current);
    return html`<ol
      role="list"
      class="steps ${this.asList || !this.layout ? '' : 'beside'}"
      aria-label=${msg('The steps of the path')}
    >
      ${path.steps.map(this.#step)}
      ${
        running
          ? html`<li class="current" part="step" aria-current="step">
              <span class="live">${msg('now')}</span><b><bdi>${running.name}</bdi></b>
            </li>`
          : nothing
      }
    </ol>`;
  }

  #step = ({ at, name, branch, reason, checkpoints }: Step): TemplateResult => {
    const zone = this.timeZone || browserZone();
    return html`<li part="step">
      <time class="quiet" datetime=${at} title=${exactMoment(at, zone)}
        >${clockTime(at, zone)}</time
      >
      <div>
        <bdi>${name}</bdi>
        ${branch ? html`<span class="quiet">→ <bdi>${branch}</bdi></span>` : nothing}
        ${reason ? html`<div class="quiet small"><bdi>${serverWords(reason)}</bdi></div>` : nothing}
        ${checkpoints.map(
          (one) =>
            html`<span class="mark"
              ><span class="blaze" aria-hidden="true"></span
              ><span class="unseen">${msg('Checkpoint')}</span> <bdi>${one.name}</bdi></span
            >`,
        )}
      </div>
    </li>`;
  };

  get #size(): { width: number; height: number } {
    const { clientWidth: width, clientHeight: height } = this.find('.picture') ?? this;
    return { width, height };
  }

  /** All of it in view; where that would be too small to read, where the interaction is or was last. */
  #fit = (): void => {
    if (!this.layout || !this.find('.picture')) return;
    this.#view.fit(this.#size, this.layout);
    const last = this.#path?.current ?? this.#path?.steps.at(-1)?.actionId;
    const at = this.layout.actions.find(({ id }) => id === last);
    const isCut = this.layout.height * this.#view.scale > this.#size.height;
    if (at && isCut)
      this.#view.center(
        this.#size,
        { x: at.x + CARD.width / 2, y: at.y + CARD.height / 2 },
        this.layout,
      );
  };

  #place(): void {
    const plane = this.find('.plane');
    if (plane) plane.style.transform = this.#view.transform;
  }

  protected override updated(): void {
    this.#place();
  }

  #press = (event: KeyboardEvent): void => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    if (event.key === '0') this.#fit();
    else if (!this.#view.key(event.key, this.#size)) return;
    event.preventDefault();
  };

  #toggleList = async (): Promise<void> => {
    this.asList = !this.asList;
    await this.updateComplete;
    this.#fit();
  };

  #toggleWhole = (): void => {
    this.whole = !this.whole;
  };
}

define('waypost-routing-path', WaypostRoutingPath);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-routing-path': WaypostRoutingPath;
  }
}
