import { ContextConsumer } from '@lit/context';
import { msg, str } from '@lit/localize';
import { css, html, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import type { ActionTypes } from '../api-client/contract/action-type.ts';
import type {
  Routing,
  RoutingVersion,
  VersionSummary,
} from '../api-client/contract/routing.ts';
import type { Me } from '../api-client/contract/user.ts';
import type { WaypostError } from '../api-client/errors.ts';
import type { RoutingsApi, Waypost } from '../api-client/waypost.ts';
import { WaypostRoutingList, withoutRoutings } from './routing-list.ts';
import { WaypostRoutingWorkbench } from './routing-workbench.ts';
import { clientContext } from './shared/client-context.ts';
import { define } from './shared/define.ts';
import { WaypostElement } from './shared/element.ts';
import { errorWords, needsSignIn } from './shared/error-words.ts';
import { useMakerWords } from './shared/maker-words.ts';
import { FollowController } from './shared/follow.ts';
import { failedNotice, loadingNotice, notice } from './shared/notices.ts';
import { missingWords, withoutClient } from './shared/panel-notices.ts';
import { RoutingChosenEvent, type VersionWantedEvent } from './shared/routing-events.ts';

export { RoutingChosenEvent } from './shared/routing-events.ts';

/** Everything of the routing on show. */
interface Loaded {
  routing: Routing;
  versions: readonly VersionSummary[];
  version: RoutingVersion;
  types: ActionTypes;
}

/**
 * Smart routings for those who configure them: their list, and one version of one of them to be edited, tried, published
 * and watched, each as far as the user's role allows it.
 *
 * @fires {RoutingChosenEvent} waypost-routing-chosen - a routing was opened, or left
 * @csspart root - everything
 * @csspart notice - what is said in place of the list or the tree
 */
export class WaypostRoutingEditor extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    css`
      .root {
        block-size: 100%;
        background: var(--_surface);
      }
    `,
  ];

  /** The client to ask; within a panel, the panel's. */
  @property({ attribute: false }) client: Waypost | undefined;

  /** The routing to open; the list of all without one. */
  @property({ attribute: 'routing-id' }) routingId = '';

  /** The number of the version to open: the newest in development, or the one in production, unless given. */
  @property({ type: Number }) version: number | undefined;

  @state() private loaded: Loaded | undefined;
  @state() private error: WaypostError | undefined;
  @query('waypost-routing-workbench')
  private readonly workbench!: WaypostRoutingWorkbench | null;
  /** Who was there last: a session that is over takes no tree away from whoever works on it. */
  #known: Me | undefined;
  #asked = '';

  constructor() {
    super();
    define('waypost-routing-list', WaypostRoutingList);
    define('waypost-routing-workbench', WaypostRoutingWorkbench);
    useMakerWords();
  }

  readonly #context = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #me = new FollowController<Me>(this);

  protected override willUpdate(_changed: PropertyValues): void {
    if (!this.isConnected) return;
    const { source } = this;
    this.#me.follow(source, 'me', ({ me }) => me);
    this.#known = this.#me.state?.data ?? (this.loaded && this.#known);
    if (!source || !this.#known || !this.#mayRead) return;
    const asked = this.routingId && `${this.#known.id} ${this.routingId} ${this.version ?? ''}`;
    if (asked === this.#asked) return;
    this.#asked = asked;
    if (this.routingId) void this.#load(source.routings);
    else this.loaded = this.error = undefined;
  }

  private get source(): Waypost | undefined {
    return this.client ?? this.#context.value;
  }

  get #mayRead(): boolean {
    return this.#known?.rights.routings?.includes('read') ?? false;
  }

  async #load(api: RoutingsApi): Promise<void> {
    const asked = this.#asked;
    const id = this.routingId;
    this.error = undefined;
    if (this.loaded?.routing.id !== id) this.loaded = undefined;
    try {
      const [routing, versions, types] = await Promise.all([
        api.read(id),
        api.versions(id),
        this.loaded?.types ?? api.actionTypes(),
      ]);
      const number = this.version ?? numberToShow(versions);
      const version = await api.version(id, number);
      if (asked === this.#asked) this.loaded = { routing, versions, version, types };
    } catch (error) {
      if (asked === this.#asked) this.error = error as WaypostError; // the client fails with nothing else
    }
  }

  protected override render(): TemplateResult {
    const { source } = this;
    if (!source) return withoutClient();
    const { state: me } = this.#me;
    if (!this.#known) {
      const missing = missingWords(me);
      if (!missing) return loadingNotice(msg('Loading the routings…'));
      return needsSignIn(me?.error)
        ? notice(msg('Sign in to see the smart routings'), missing)
        : failedNotice(msg('Could not load the routings'), missing, this.#again);
    }
    if (!this.routingId)
      return html`<waypost-routing-list
        .client=${source}
        .me=${this.#known}
        @waypost-routing-chosen=${this.#chosen}
      ></waypost-routing-list>`;
    if (!this.#mayRead && !this.loaded) return withoutRoutings(); // what is open stays
    if (this.error && !this.loaded) return this.#failed(this.error);
    if (!this.loaded) return loadingNotice(msg('Loading the routing…'));
    const { routing, version, versions, types } = this.loaded;
    const trouble = this.error
      ? msg(str`The version could not be opened. ${errorWords(this.error)}`)
      : '';
    return html`<div role="alert" class="bad">${trouble}</div>
      <waypost-routing-workbench
        .client=${source}
        .me=${this.#known}
        .routing=${routing}
        .version=${version}
        .versions=${versions}
        .types=${types.items}
        .scenario=${types.scenario}
        @waypost-routing-left=${() => void this.#leave()}
        @waypost-version-wanted=${this.#wanted}
      ></waypost-routing-workbench>`;
  }

  #failed(error: WaypostError): TemplateResult {
    if (error.kind !== 'not-found')
      return failedNotice(msg('Could not load the routing'), errorWords(error), this.#again);
    return notice(
      this.version === undefined
        ? msg('There is no such routing any more: it was deleted.')
        : msg(str`This routing has no version ${this.version}.`),
      '',
      html`<button class="line" @click=${() => void this.#leave()}>
        ${msg('All routings')}
      </button>`,
    );
  }

  #again = (): void => {
    this.#asked = '';
    void this.#me.source?.refresh();
    this.requestUpdate();
  };

  #chosen = (event: RoutingChosenEvent): void => {
    this.routingId = event.routingId ?? '';
    this.version = event.version;
  };

  async #leave(): Promise<void> {
    await this.workbench?.edited?.settle();
    this.routingId = '';
    this.version = undefined;
    this.dispatchEvent(new RoutingChosenEvent(undefined, undefined));
  }

  #wanted = async ({ number }: VersionWantedEvent): Promise<void> => {
    await this.workbench?.edited?.settle();
    this.version = number;
    this.#asked = '';
    this.requestUpdate();
    this.dispatchEvent(new RoutingChosenEvent(this.routingId, number));
  };
}

/** What one goes on with: the newest in development, else the one in production, else the newest. */
function numberToShow(versions: readonly VersionSummary[]): number {
  const of = (state: VersionSummary['state']) =>
    versions.find((version) => version.state === state);
  return (of('development') ?? of('production') ?? versions[0])?.number ?? 1;
}

define('waypost-routing-editor', WaypostRoutingEditor);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-routing-editor': WaypostRoutingEditor;
  }
}
