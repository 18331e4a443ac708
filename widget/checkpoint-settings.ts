import { ContextConsumer } from '@lit/context';
import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type {
  Checkpoint,
  CheckpointChanged,
  CheckpointsDeleted,
} from '../api-client/contract/checkpoint.ts';
import type { Right } from '../api-client/contract/rights.ts';
import type { Me } from '../api-client/contract/user.ts';
import type { WaypostError } from '../api-client/errors.ts';
import type { CheckpointsApi, Waypost } from '../api-client/waypost.ts';
import { CheckpointDeletion } from './shared/checkpoint-deletion.ts';
import { CheckpointChosenEvent } from './shared/checkpoint-events.ts';
import {
  CheckpointForm,
  keyOf,
  type CheckpointDraft,
  type CheckpointTask,
} from './shared/checkpoint-form.ts';
import { CheckpointList, type CheckpointSort } from './shared/checkpoint-list.ts';
import { checkpointRows, type CheckpointRows } from './shared/checkpoint-rows.ts';
import { checkpointSettingsStyles } from './shared/checkpoint-settings-styles.ts';
import { usesList } from './shared/checkpoint-uses.ts';
import { chipStyles } from './shared/chip-styles.ts';
import { clientContext } from './shared/client-context.ts';
import { numberWords } from './shared/count-words.ts';
import { define } from './shared/define.ts';
import { dialogStyles } from './shared/dialog-styles.ts';
import { WaypostElement } from './shared/element.ts';
import { errorWords, needsSignIn } from './shared/error-words.ts';
import { fieldStyles } from './shared/field-styles.ts';
import { FollowController } from './shared/follow.ts';
import { KeptDrafts } from './shared/kept-drafts.ts';
import { failedNotice, loadingNotice, notice } from './shared/notices.ts';
import { missingWords, withoutClient } from './shared/panel-notices.ts';

export { CheckpointChosenEvent } from './shared/checkpoint-events.ts';

/** Between the last letter and the search, in milliseconds. */
const PAUSE = 250;
/** As many as one call deletes. */
const MOST_DELETED = 200;

/**
 * The checkpoints of an organisation, for those who configure them: found, made, changed, copied and deleted, each as
 * far as the user's role allows it.
 *
 * @fires {CheckpointChosenEvent} waypost-checkpoint-chosen - a checkpoint was opened, or closed
 * @csspart root - everything
 * @csspart notice - what is said in place of the list
 */
export class WaypostCheckpointSettings extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    chipStyles,
    fieldStyles,
    dialogStyles,
    checkpointSettingsStyles,
  ];

  /** The client to ask; within a panel, the panel's. */
  @property({ attribute: false }) client: Waypost | undefined;

  /** The checkpoint to open at once. */
  @property({ attribute: 'checkpoint-id' }) checkpointId = '';

  @state() private words = '';
  @state() private sort: CheckpointSort = 'name';
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private outcome: TemplateResult | string = '';
  @state() private dialog: CheckpointForm | CheckpointDeletion | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #asked: { api: CheckpointsApi; userId: string } | undefined;
  #opened = '';
  /** Who was there last: a session that is over takes no dialog away from whoever writes in it. */
  #known: Me | undefined;
  #drafts = new KeptDrafts<CheckpointDraft>('checkpoints');

  readonly #context = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #me = new FollowController<Me>(this);
  readonly #list = new CheckpointList(this);

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    clearTimeout(this.#typing);
  }

  /** Asks the server anew, now. */
  refresh = async (): Promise<void> => {
    await this.#me.source?.refresh();
    await this.#ask();
  };

  protected override willUpdate(_changed: PropertyValues): void {
    if (!this.isConnected) return;
    const { source } = this;
    this.#me.follow(source, 'me', ({ me }) => me);
    this.#known = this.#me.state?.data ?? (this.dialog && this.#known);
    const me = this.#known;
    if (!source || !me || !this.#may('read')) return;
    if (this.#asked?.userId === me.id && this.#asked.api === source.checkpoints) return;
    this.#asked = { api: source.checkpoints, userId: me.id };
    this.#drafts = new KeptDrafts(`checkpoints ${me.id}`);
    void this.#ask();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('dialog')) this.dialog?.open();
    if (this.checkpointId === this.#opened || !this.#asked) return;
    if (this.checkpointId) void this.#openById();
    else this.dialog?.close();
  }

  private get source(): Waypost | undefined {
    return this.client ?? this.#context.value;
  }

  #may(right: Right): boolean {
    return this.#known?.rights.checkpoints?.includes(right) ?? false;
  }

  async #ask(): Promise<void> {
    if (!this.#asked) return;
    await this.#list.ask(this.#asked.api, { search: this.words.trim(), sort: this.sort });
    const there = new Set(this.#list.items?.map(({ id }) => id));
    this.chosen = new Set([...this.chosen].filter((id) => there.has(id)));
  }

  /** By its address: also one that the list does not show. */
  async #openById(): Promise<void> {
    const id = (this.#opened = this.checkpointId);
    if (!this.#asked) return;
    this.dialog?.close();
    try {
      const of = await this.#asked.api.read(id);
      if (id === this.checkpointId)
        this.#open({ is: this.#may('modify') ? 'edit' : 'read', of });
    } catch (error) {
      this.#missed(error as WaypostError); // the client fails with nothing else
    }
  }

  #missed(error: WaypostError): void {
    const again = () => {
      this.outcome = '';
      void this.#openById();
    };
    this.outcome =
      error.kind === 'not-found'
        ? msg('There is no such checkpoint any more: it was deleted.')
        : html`${msg(str`Could not open the checkpoint. ${errorWords(error)}`)}
            <button class="line" @click=${again}>${msg('Try now')}</button>`;
  }

  protected override render(): TemplateResult {
    if (!this.source) return withoutClient();
    const { state: me } = this.#me;
    if (!this.#known) {
      const missing = missingWords(me);
      if (!missing) return loadingNotice(msg('Loading the checkpoints…'));
      return needsSignIn(me?.error)
        ? notice(msg('Sign in to see the checkpoints'), missing)
        : failedNotice(msg('Could not load the checkpoints'), missing, this.refresh);
    }
    if (!this.#may('read'))
      return notice(
        msg('Your role does not include checkpoints'),
        msg('Ask your administrator for the right to read them.'),
      );
    return html`${this.#head()}${this.#unsaved()}${this.#selection()}
      <div class="told" role="status">${this.outcome}</div>
      ${this.#body()}${this.dialog ? keyed(this.dialog, this.dialog.render()) : nothing}`;
  }

  #head(): TemplateResult {
    return html`<div class="head fields" role="search">
      <label class="search"
        ><span class="unseen">${msg('Search by name or reference')}</span>
        <input
          type="search"
          maxlength="100"
          placeholder=${msg('Name or reference')}
          .value=${this.words}
          @input=${this.#type}
          @change=${this.#search}
        />
      </label>
      <span class="space"></span>
      ${
        this.#may('create')
          ? html`<button class="main new" @click=${() => this.#open({ is: 'new' })}>
              ${msg('+ New checkpoint')}
            </button>`
          : nothing
      }
    </div>`;
  }

  /** What was typed before the page was loaded anew, or the dialog left by Escape. */
  #unsaved(): TemplateResult[] {
    return this.dialog ? [] : this.#drafts.all.map(({ task }) => this.#unsavedOne(task));
  }

  #unsavedOne(task: CheckpointTask): TemplateResult {
    const words =
      task.is === 'new'
        ? msg('A new checkpoint is not saved yet.')
        : msg(str`What you wrote on “${task.of.name}” is not saved yet.`);
    return html`<div class="unsaved">
      <span class="warn">${words}</span>
      <button class="line" @click=${() => this.#open(task)}>${msg('Go on')}</button>
      <button
        class="bare link"
        @click=${() => {
          this.#drafts.clear(keyOf(task));
          this.requestUpdate();
        }}
      >
        ${msg('Discard')}
      </button>
    </div>`;
  }

  #selection(): TemplateResult | typeof nothing {
    const { size } = this.chosen;
    if (size === 0) return nothing;
    const count = size === 1 ? msg('1 selected') : msg(str`${numberWords(size)} selected`);
    const isTooMuch = size > MOST_DELETED;
    return html`<div class="chosen">
      <span role="status"
        >${isTooMuch ? msg(str`${count}: at most ${MOST_DELETED} are deleted together`) : count}</span
      >
      ${
        isTooMuch
          ? nothing
          : html`<button class="line" @click=${() => this.#delete(this.#chosenOnes)}>
              ${msg('Delete…')}
            </button>`
      }
      <button class="bare link" @click=${() => (this.chosen = new Set())}>
        ${msg('Select none')}
      </button>
    </div>`;
  }

  get #chosenOnes(): Checkpoint[] {
    return (this.#list.items ?? []).filter(({ id }) => this.chosen.has(id));
  }

  #body(): TemplateResult {
    const { items, error } = this.#list;
    if (error)
      return failedNotice(
        msg('Could not load the checkpoints'),
        errorWords(error),
        () => void this.#ask(),
      );
    if (!items) return loadingNotice(msg('Loading the checkpoints…'));
    if (items.length === 0) return this.#empty();
    return checkpointRows(this.#rows(items));
  }

  #empty(): TemplateResult {
    const search = this.#list.answered?.search;
    if (search)
      return notice(
        msg(str`No name or reference has “${search}” in it`),
        nothing,
        html`<button class="line" @click=${this.#showAll}>${msg('Show all')}</button>`,
      );
    return notice(
      msg('No checkpoints yet'),
      this.#may('create')
        ? msg('Make one, and let a smart routing set it by “Add a checkpoint”.')
        : msg('Those who may make them have not made any.'),
    );
  }

  #rows(items: readonly Checkpoint[]): CheckpointRows {
    return {
      items,
      list: this.#list,
      sort: this.sort,
      chosen: this.chosen,
      may: (right) => this.#may(right),
      sortBy: (sort) => {
        this.sort = sort;
        void this.#ask();
      },
      choose: (ids) => (this.chosen = ids),
      open: (task) => this.#open(task),
      delete: (checkpoint) => this.#delete([checkpoint]),
      loadMore: () => void (this.#asked && this.#list.loadMore(this.#asked.api)),
    };
  }

  #type = (event: Event): void => {
    this.words = (event.target as HTMLInputElement).value;
    clearTimeout(this.#typing);
    this.#typing = setTimeout(() => void this.#ask(), PAUSE);
  };

  #search = (): void => {
    clearTimeout(this.#typing);
    if (this.words.trim() !== this.#list.answered?.search) void this.#ask();
  };

  #showAll = async (): Promise<void> => {
    this.words = '';
    await this.#ask();
    this.find('input[type=search]')?.focus();
  };

  #open(task: CheckpointTask): void {
    if (!this.#asked) return;
    this.outcome = '';
    this.dialog = new CheckpointForm(task, this.#asked.api, this.#drafts, {
      ...this.#dialogHost,
      saved: (saved, of) => this.#saved(saved, of),
    });
    if (task.is !== 'edit' && task.is !== 'read') return;
    this.checkpointId = this.#opened = task.of.id;
    this.dispatchEvent(new CheckpointChosenEvent(task.of.id));
  }

  #delete(checkpoints: readonly Checkpoint[]): void {
    if (!this.#asked || checkpoints.length === 0) return;
    this.outcome = '';
    this.dialog = new CheckpointDeletion(checkpoints, this.#asked.api, {
      ...this.#dialogHost,
      deleted: (deleted) => this.#deleted(deleted),
    });
  }

  /** What a dialog needs of its host. */
  get #dialogHost() {
    return {
      find: <Found extends HTMLElement>(selector: string) => this.find<Found>(selector),
      changed: () => this.requestUpdate(),
      updated: () => this.updateComplete,
      closed: (dialog: object) => this.#closed(dialog),
    };
  }

  #closed(dialog: object): void {
    if (dialog !== this.dialog) return;
    this.dialog = undefined;
    if (this.checkpointId !== this.#opened && this.checkpointId) return; // another one is asked for
    this.checkpointId = this.#opened = '';
    this.dispatchEvent(new CheckpointChosenEvent(undefined));
  }

  #saved(saved: Checkpoint | CheckpointChanged, { is }: CheckpointTask): void {
    const broken = 'brokenUses' in saved ? saved.brokenUses : [];
    const words =
      is === 'edit'
        ? msg(str`“${saved.name}” was changed.`)
        : msg(str`“${saved.name}” was made.`);
    this.outcome =
      broken.length === 0
        ? words
        : html`${words}
            <span class="warn"
              >${msg('These actions still name the old reference, and leave by “Reference not found”:')}</span
            >
            ${usesList(broken)}`;
    void this.#ask();
  }

  #deleted({ deleted, replacedIn }: CheckpointsDeleted): void {
    const [first] = deleted;
    const words =
      deleted.length === 1 && first
        ? msg(str`“${first.name}” was deleted.`)
        : msg(str`${numberWords(deleted.length)} checkpoints were deleted.`);
    const replaced =
      replacedIn === 1
        ? msg('In 1 version in development another took its place.')
        : replacedIn
          ? msg(str`In ${replacedIn} versions in development another took its place.`)
          : '';
    this.outcome = `${words} ${replaced}`.trim();
    this.chosen = new Set();
    void this.#ask();
  }
}

define('waypost-checkpoint-settings', WaypostCheckpointSettings);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-checkpoint-settings': WaypostCheckpointSettings;
  }
}
