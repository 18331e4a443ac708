import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, query, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { ActionType } from '../api-client/contract/action-type.ts';
import type {
  Routing,
  RoutingVersion,
  VersionSummary,
} from '../api-client/contract/routing.ts';
import type { Me } from '../api-client/contract/user.ts';
import type { Waypost } from '../api-client/waypost.ts';
import { WaypostRoutingCanvas } from './routing-canvas.ts';
import { WaypostRoutingOutline } from './routing-outline.ts';
import { WaypostRoutingTrial } from './routing-trial.ts';
import { WaypostRoutingWatch } from './routing-watch.ts';
import { actionPanel } from './shared/action-panel.ts';
import { ArchiveDialog } from './shared/archive-dialog.ts';
import { define } from './shared/define.ts';
import type { DialogHost } from './shared/dialog-host.ts';
import { dialogStyles } from './shared/dialog-styles.ts';
import { EditedVersion, type TreeDraft } from './shared/edited-version.ts';
import { WaypostElement } from './shared/element.ts';
import { fieldStyles } from './shared/field-styles.ts';
import { findingsPanel } from './shared/findings-panel.ts';
import { KeptDrafts } from './shared/kept-drafts.ts';
import { makerSource } from './shared/maker-source.ts';
import { LeavingGuard } from './shared/leaving-guard.ts';
import { PublishDialog } from './shared/publish-dialog.ts';
import { VersionWantedEvent } from './shared/routing-events.ts';
import { saveFile } from './shared/routing-file.ts';
import type { EntitySource, JsonSchema } from './shared/schema-types.ts';
import type { SettingsDialog } from './shared/settings-dialog.ts';
import { TreeActs } from './shared/tree-acts.ts';
import { TreeDialog, type TreeTask } from './shared/tree-dialog.ts';
import type { ActionChosenEvent } from './shared/tree-events.ts';
import { readingOrder } from './shared/tree-order.ts';
import type { TreeOverlay } from './shared/tree-overlay.ts';
import { TreeFacts } from './shared/tree-facts.ts';
import { treeView } from './shared/tree-view.ts';
import { VersionActs } from './shared/version-acts.ts';
import { versionBanner } from './shared/version-banner.ts';
import { publishedWords } from './shared/version-words.ts';
import { versionsPanel } from './shared/versions-panel.ts';
import { workbenchBar } from './shared/workbench-bar.ts';
import { workbenchKey } from './shared/workbench-keys.ts';
import { trialSide, watchSide, type WorkbenchSide } from './shared/workbench-sides.ts';
import { workbenchStyles } from './shared/workbench-styles.ts';

/** What stands beside the tree. */
export type Side = 'action' | 'findings' | 'versions' | 'trial' | 'watch' | 'none';

/**
 * One version of a routing while it is edited, or looked at: its tree as a picture or as a list, and beside it what was
 * chosen there. Saved by itself.
 *
 * @csspart root - everything
 */
export class WaypostRoutingWorkbench extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    fieldStyles,
    dialogStyles,
    workbenchStyles,
  ];

  @property({ attribute: false }) client: Waypost | undefined;
  @property({ attribute: false }) me: Me | undefined;
  @property({ attribute: false }) routing: Routing | undefined;
  @property({ attribute: false }) version: RoutingVersion | undefined;
  @property({ attribute: false }) versions: readonly VersionSummary[] = [];
  /** The JSON Schema of what is asked of whoever tries it. */
  @property({ attribute: false }) scenario: JsonSchema = {};
  @property({ attribute: false }) types: readonly ActionType[] = [];

  @state() private asList = false;
  @state() private side: Side = 'none';
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private current: string | null = null;
  @state() private dialog: SettingsDialog<DialogHost> | undefined;
  @state() private overlay: TreeOverlay | undefined;
  @state() private told = '';
  @query('waypost-routing-canvas, waypost-routing-outline')
  private readonly view!: WaypostRoutingCanvas | WaypostRoutingOutline | null;

  edited: EditedVersion | undefined;
  #acts: VersionActs | undefined;
  #treeActs: TreeActs | undefined;
  readonly #facts = new TreeFacts();
  #entities: EntitySource | undefined;

  constructor() {
    super();
    define('waypost-routing-canvas', WaypostRoutingCanvas);
    define('waypost-routing-outline', WaypostRoutingOutline);
    define('waypost-routing-trial', WaypostRoutingTrial);
    define('waypost-routing-watch', WaypostRoutingWatch);
    new LeavingGuard(this, () => this.edited);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.edited?.end();
    this.edited = undefined;
  }

  /** Goes to an action, and shows what it does. */
  go = async (id: string): Promise<void> => {
    this.#choose([id]);
    await this.updateComplete;
    await this.view?.show(id);
  };

  protected override willUpdate(changed: PropertyValues<this>): void {
    if (changed.has('client'))
      this.#entities =
        this.client && makerSource(this.client, () => this.renderRoot as HTMLElement); // as every element’s
    const isOursNow = this.#mayModify && this.edited?.isForeign;
    if (!this.edited || changed.has('version') || isOursNow) this.#open();
    this.edited?.allow(this.#mayModify);
    if (this.edited && this.routing)
      this.#facts.update(this.types, this.routing.flow, this.edited);
  }

  #open(): void {
    const { client, version, me } = this;
    if (!client || !version || !me || !this.isConnected) return;
    this.edited?.end();
    this.edited = new EditedVersion(
      version,
      client.routings,
      new KeptDrafts<TreeDraft>(`trees ${me.id}`),
      { mayModify: this.#mayModify, changed: () => this.requestUpdate() },
    );
    const { edited } = this;
    const chosen = () => this.chosen;
    this.#treeActs = new TreeActs({
      edited,
      get chosen() {
        return chosen();
      },
      choose: (ids) => this.#choose(ids),
      go: (id) => void this.go(id),
      tell: (words) => (this.told = words),
    });
    this.#acts = new VersionActs({
      api: client.routings,
      edited: this.edited,
      show: (number) => this.#show(number),
      changed: () => this.requestUpdate(),
    });
    this.#choose([]);
    this.overlay = undefined;
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('dialog')) this.dialog?.open();
  }

  protected override render(): TemplateResult | typeof nothing {
    const { edited, routing } = this;
    const acts = this.#treeActs;
    if (!edited || !routing || !acts) return nothing;
    return html`<div
      class="bench"
      @keydown=${this.#key}
      @copy=${acts.copyOut}
      @cut=${acts.cutOut}
      @paste=${acts.pasteIn}
    >
      ${workbenchBar({
        routing,
        edited,
        asList: this.asList,
        side: this.side,
        findings: edited.findings.length,
        chosen: this.chosen,
        acts,
        mayPublish:
          this.#mayModify && ['development', 'testing'].includes(edited.version.state),
        back: () => this.dispatchEvent(new Event('waypost-routing-left')),
        open: (task) => this.#ask(task),
        toggleList: () => (this.asList = !this.asList),
        toggle: this.#toggle,
        publish: this.#publish,
      })}
      ${versionBanner(edited, this.#facts.types, () => void this.#acts?.goOn())}
      <div class="unseen" role="status">${this.told}</div>
      <div class="work ${this.side === 'none' ? '' : 'with-side'}">
        <div class="tree">${this.#tree(edited)}</div>
        ${this.#side(edited)}
      </div>
      ${this.dialog ? keyed(this.dialog, this.dialog.render()) : nothing}
    </div>`;
  }

  get #mayModify(): boolean {
    return this.me?.rights.routings?.includes('modify') ?? false;
  }

  #tree(edited: EditedVersion): TemplateResult {
    return treeView(this.asList, {
      tree: edited.tree,
      facts: this.#facts,
      chosen: this.chosen,
      current: this.current,
      overlay: this.overlay,
      isReadOnly: edited.isReadOnly,
      pointed: this.#pointed,
      wanted: ({ behind }) => this.#ask({ is: 'lead', from: behind }),
      drawn: ({ from, to }) => this.#treeActs?.lead(from, to),
    });
  }

  #side(edited: EditedVersion): TemplateResult | typeof nothing {
    const content = this.#sideContent(edited);
    return content === nothing ? nothing : html`<aside class="side">${content}</aside>`;
  }

  #sideContent(edited: EditedVersion): TemplateResult | typeof nothing {
    switch (this.side) {
      case 'findings':
        return findingsPanel({
          findings: edited.findings,
          tree: edited.tree,
          isSaved: edited.saving.is === 'saved',
          go: (id) => void this.go(id),
          close: this.#closeSide,
        });
      case 'versions':
        return this.#versions(edited);
      case 'trial':
        return trialSide(this.#sideFacts(edited));
      case 'watch':
        return watchSide(this.#sideFacts(edited));
      case 'action':
        return this.#action(edited);
      case 'none':
        return nothing;
    }
  }

  #sideFacts(edited: EditedVersion): WorkbenchSide {
    const { client, routing, scenario } = this;
    const lay = (overlay: TreeOverlay | undefined) => (this.overlay = overlay);
    return { client, routing, edited, scenario, lay, close: this.#closeSide };
  }

  #action(edited: EditedVersion): TemplateResult | typeof nothing {
    const { current: id } = this;
    const acts = this.#treeActs;
    if (id === null || !acts) return nothing;
    const panel = actionPanel({
      id,
      tree: edited.tree,
      facts: this.#facts,
      entities: this.#entities,
      isReadOnly: edited.isReadOnly,
      acts,
      lead: (from) => this.#ask({ is: 'lead', from }),
      go: (other) => void this.go(other),
      close: () => {
        this.#choose([]);
        void this.view?.show(id);
      },
    });
    return html`${keyed(id, panel)}`;
  }

  #toggle = (side: Side): void => {
    this.side = this.side === side ? 'none' : side;
    this.overlay = undefined;
  };

  /** The keyboard goes back to what opened it. */
  #closeSide = (): void => {
    const button = this.find(`[data-side=${this.side}]`);
    this.#toggle('none');
    button?.focus();
  };

  #versions(edited: EditedVersion): TemplateResult | typeof nothing {
    const acts = this.#acts;
    if (!acts) return nothing;
    const { number } = edited.version;
    return versionsPanel({
      versions: this.versions,
      shown: { number, tree: edited.tree },
      types: this.#facts.types,
      mayModify: this.#mayModify,
      compared: acts.compared,
      trouble: acts.trouble,
      open: (other) => this.#show(other),
      copy: (from) => void acts.copy(from),
      compare: (other) => void acts.compare(other),
      archive: (other) => {
        this.dialog = new ArchiveDialog(this.routing!, other, acts, this.#dialogHost); // as below
      },
      saveAsFile: () => saveFile(this.routing!, edited.tree), // there is one where versions are shown
      close: this.#closeSide,
    });
  }

  #show(number: number): void {
    this.dispatchEvent(new VersionWantedEvent(number));
  }

  #publish = (): void => {
    const { client, edited, routing } = this;
    if (!client || !edited || !routing) return;
    this.dialog = new PublishDialog(edited, client.routings, routing.productionVersion, {
      ...this.#dialogHost,
      go: (id) => void this.go(id),
      published: (version) => {
        this.told = publishedWords(version);
        this.#show(version.number);
      },
    });
  };

  #pointed = ({ actionId, adds }: ActionChosenEvent): void => {
    const isWatched = this.side === 'trial' || this.side === 'watch';
    if (!adds && !isWatched) return this.#choose(actionId === null ? [] : [actionId]);
    if (!adds || actionId === null) return this.#mark(actionId);
    const chosen = new Set(this.chosen);
    if (!chosen.delete(actionId)) chosen.add(actionId);
    this.chosen = chosen;
  };

  /** Without taking away what stands beside the tree. */
  #mark(...ids: (string | null)[]): void {
    const marked = ids.filter((id) => id !== null);
    this.chosen = new Set(marked);
    this.current = marked.at(-1) ?? null;
  }

  #choose(ids: readonly string[]): void {
    this.#mark(...ids);
    if (this.current !== null) this.side = 'action';
    else if (this.side === 'action') this.side = 'none';
  }

  #ask(task: TreeTask): void {
    const { edited } = this;
    if (!edited || (edited.isReadOnly && task.is !== 'find')) return;
    this.dialog = new TreeDialog(task, {
      tree: edited.tree,
      types: this.#facts.types,
      offered: this.#facts.offered,
      order: readingOrder(edited.tree, this.#facts.types),
      found: (id) => void this.go(id),
      added: (type, behind) => this.#treeActs?.add(type, behind),
      led: (from, target) => this.#treeActs?.lead(from, target),
      ...this.#dialogHost,
    });
  }

  get #dialogHost() {
    return {
      find: <Found extends HTMLElement>(selector: string) => this.find<Found>(selector),
      changed: () => this.requestUpdate(),
      updated: () => this.updateComplete,
      closed: (dialog: object) => {
        if (dialog === this.dialog) this.dialog = undefined;
      },
    };
  }

  #key = (event: KeyboardEvent): void => {
    const { edited } = this;
    if (!edited || this.dialog) return;
    workbenchKey(event, {
      undo: () => edited.undo(),
      redo: () => edited.redo(),
      find: () => this.#ask({ is: 'find' }),
      add: () => this.#ask(this.#facts.taskBehind(edited.tree, this.current)),
      remove: () => this.#treeActs?.remove(this.chosen),
      leave: () => this.#choose([]),
      edit: () => this.find('[name=action-name]')?.focus(),
      back: () => void (this.current !== null && this.view?.show(this.current)),
    });
  };
}

define('waypost-routing-workbench', WaypostRoutingWorkbench);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-routing-workbench': WaypostRoutingWorkbench;
  }
}
