import { ContextConsumer } from '@lit/context';
import { msg, str } from '@lit/localize';
import { html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { ProtectedEntity, Right } from '../../api-client/contract/rights.ts';
import type { Me } from '../../api-client/contract/user.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import { chipStyles } from './chip-styles.ts';
import { clientContext } from './client-context.ts';
import { dialogStyles } from './dialog-styles.ts';
import { WaypostElement } from './element.ts';
import { errorWords, needsSignIn } from './error-words.ts';
import { useMakerWords } from './maker-words.ts';
import { fieldStyles } from './field-styles.ts';
import { FileExport } from './file-export.ts';
import { FollowController } from './follow.ts';
import { KeptDrafts } from './kept-drafts.ts';
import { failedNotice, loadingNotice, notice } from './notices.ts';
import { missingWords, withoutClient } from './panel-notices.ts';
import type { Deleted } from './settings-deletion.ts';
import type { DialogHost } from './dialog-host.ts';
import {
  keyOf,
  type SettingsDraft,
  type SettingsTask,
  type SettingsValues,
} from './settings-form.ts';
import { SettingsList } from './settings-list.ts';
import { settingsRows, type SettingsItem } from './settings-rows.ts';
import {
  deletedWords,
  missedWords,
  savedWords,
  selectionBar,
  unsavedBar,
  type SettingsWords,
} from './settings-bars.ts';
import type { SettingsFiles, ShownDialog } from './settings-files.ts';
import { settingsStyles } from './settings-styles.ts';
import type { SettingsSubject, Sort } from './settings-subject.ts';
import { settingsTools } from './settings-tools.ts';

/** Between the last letter and the search, in milliseconds. */
const PAUSE = 250;

/**
 * A list of things for those who configure them: found, made, changed, copied and deleted, each as far as the user's role
 * allows it.
 */
export abstract class SettingsElement<
  Item extends SettingsItem,
  Values extends SettingsValues,
> extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    chipStyles,
    fieldStyles,
    dialogStyles,
    settingsStyles,
  ];

  /** The client to ask: a property of the element. */
  abstract client: Waypost | undefined;

  @state() private words = '';
  @state() private sort: Sort = 'name';
  @state() private chosen: ReadonlySet<string> = new Set();
  @state() private outcome: TemplateResult | string = '';
  @state() private dialog: ShownDialog | undefined;
  #typing: ReturnType<typeof setTimeout> | undefined;
  #subject: SettingsSubject<Item, Values> | undefined;
  #asked: { source: Waypost; userId: string; key: string } | undefined;
  #opened = '';
  /** Who was there last: a session that is over takes no dialog away from whoever writes in it. */
  #known: Me | undefined;
  #drafts = new KeptDrafts<SettingsDraft<Item, Values>>('');

  readonly #context = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #me = new FollowController<Me>(this);
  readonly #list = new SettingsList<Item, Sort>(this);
  readonly #export = new FileExport(this);

  /** Which rights hold here. */
  protected abstract readonly protects: ProtectedEntity;
  /** Of what there are settings; another key begins anew. */
  protected abstract subjectOf(client: Waypost): SettingsSubject<Item, Values> | undefined;
  /** What is said when there is nothing that there could be settings of. */
  protected get missing(): string {
    return '';
  }
  /** The id of the one that is to be open: a property of the element. */
  protected abstract wantedId: string;
  /** One was opened, or closed. */
  protected abstract tellChosen(id: string | undefined): void;

  constructor() {
    super();
    useMakerWords();
  }

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
    if (source) this.#subject = this.subjectOf(source);
    const me = this.#known;
    const subject = this.#subject;
    if (me && !this.#may('read')) this.#forgetList();
    if (!source || !me || !subject || !this.#may('read')) return;
    const { key } = subject;
    const before = this.#asked;
    if (before?.source === source && before.userId === me.id && before.key === key) return;
    if (before && before.key !== key) this.#turnTo();
    this.#asked = { source, userId: me.id, key };
    this.#drafts = new KeptDrafts(`${key} ${me.id}`);
    void this.#ask();
  }

  /** Nobody keeps what they may not read any more; once they may, it is asked for as if for the first time. */
  #forgetList(): void {
    if (!this.#asked?.userId) return;
    this.#asked = { ...this.#asked, userId: '' };
    this.#list.forget();
    this.chosen = new Set();
    this.outcome = '';
  }

  /** Other things are on show: nothing stays of the former ones. */
  #turnTo(): void {
    this.dialog?.close();
    this.dialog = undefined;
    this.#list.forget();
    this.words = this.outcome = '';
    this.sort = 'name';
    this.chosen = new Set();
    this.#opened = '';
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('dialog')) this.dialog?.open();
    if (this.wantedId === this.#opened || !this.#asked) return;
    if (this.wantedId) void this.#openById();
    else this.dialog?.close();
  }

  protected get source(): Waypost | undefined {
    return this.client ?? this.#context.value;
  }

  #may(right: Right): boolean {
    return this.#known?.rights[this.protects]?.includes(right) ?? false;
  }

  async #ask(): Promise<void> {
    if (!this.#asked || !this.#subject) return;
    await this.#list.ask(this.#subject.list, { search: this.words.trim(), sort: this.sort });
    const there = new Set(this.#list.items?.map(({ id }) => id));
    this.chosen = new Set([...this.chosen].filter((id) => there.has(id)));
  }

  /** By its address: also one that the list does not show. */
  async #openById(): Promise<void> {
    const id = (this.#opened = this.wantedId);
    this.dialog?.close();
    await this.#read(id, 'edit', () => id === this.wantedId);
  }

  /** Asks for it as it is now, and opens it if it still is to be. */
  async #read(id: string, is: 'edit' | 'copy', isWanted: () => boolean): Promise<void> {
    const subject = this.#subject;
    if (!this.#asked || !subject) return;
    try {
      const of = await subject.read(id);
      if (!isWanted() || subject.key !== this.#subject?.key) return;
      this.#show({ is: is === 'edit' && !this.#may('modify') ? 'read' : is, of });
    } catch (error) {
      const again = () => {
        this.outcome = '';
        void this.#read(id, is, isWanted);
      };
      this.outcome = missedWords(error as WaypostError, subject.words, again); // the client fails with nothing else
    }
  }

  protected override render(): TemplateResult {
    const subject = this.#subject;
    if (!this.source) return withoutClient();
    if (!subject) return notice(this.missing);
    const { state: me } = this.#me;
    const { words } = subject;
    if (!this.#known) {
      const missing = missingWords(me);
      if (!missing) return loadingNotice(words.loading);
      return needsSignIn(me?.error)
        ? notice(words.signIn, missing)
        : failedNotice(words.failed, missing, this.refresh);
    }
    const dialog = this.dialog ? keyed(this.dialog, this.dialog.render()) : nothing;
    return html`${this.#may('read') ? this.#all(subject) : forbidden(words)}${dialog}`; // what is open stays
  }

  #all(subject: SettingsSubject<Item, Values>): TemplateResult {
    return html`${this.#head(subject)}${this.#export.bar()}${this.#unsaved(subject.words)}
      ${selectionBar(this.chosen.size, subject.mostDeleted, {
        delete: () => this.#delete(this.#chosenOnes),
        none: () => (this.chosen = new Set()),
      })}
      <div class="told" role="status">${this.outcome}</div>
      ${this.#body(subject)}`;
  }

  #head({ words, files }: SettingsSubject<Item, Values>): TemplateResult {
    return settingsTools({
      words: this.words,
      searched: words.searched,
      add: words.add,
      files: files && {
        isExporting: this.#export.isRunning,
        export: () => {
          const { answered } = this.#list;
          if (answered) void this.#export.start(files.export(answered));
        },
        import: files.import && (() => this.#import(files)),
      },
      may: (right) => this.#may(right),
      type: this.#type,
      search: this.#search,
      make: () => this.#show({ is: 'new' }),
    });
  }

  #unsaved({ unsavedNew }: SettingsWords): TemplateResult[] {
    if (this.dialog) return [];
    return this.#drafts.all.map(({ task }) =>
      unsavedBar(task, unsavedNew, {
        goOn: () => this.#show(task),
        discard: () => {
          this.#drafts.clear(keyOf(task));
          this.requestUpdate();
        },
      }),
    );
  }

  get #chosenOnes(): Item[] {
    return (this.#list.items ?? []).filter(({ id }) => this.chosen.has(id));
  }

  #body(subject: SettingsSubject<Item, Values>): TemplateResult {
    const { items, error } = this.#list;
    const { words } = subject;
    if (error) return failedNotice(words.failed, errorWords(error), () => void this.#ask());
    if (!items) return loadingNotice(words.loading);
    if (items.length === 0) return this.#empty(words);
    return settingsRows<Item, Sort>({
      label: words.list,
      countWords: (count) => words.count(count),
      columns: subject.columns,
      items,
      list: this.#list,
      sort: this.sort,
      chosen: this.#may('delete') && subject.mostDeleted > 1 ? this.chosen : undefined,
      may: (right) => this.#may(right),
      sortBy: (sort) => {
        this.sort = sort;
        void this.#ask();
      },
      choose: (ids) => (this.chosen = ids),
      open: (task) => this.#openRow(task),
      delete: (item) => this.#delete([item]),
      loadMore: () => void this.#list.loadMore(subject.list),
    });
  }

  #empty({ none, noneWhoMay, searched }: SettingsWords): TemplateResult {
    const search = this.#list.answered?.search;
    if (search)
      return notice(
        searched
          ? msg(str`Nothing that is searched has “${search}” in it`)
          : msg(str`No name or reference has “${search}” in it`),
        nothing,
        html`<button class="line" @click=${this.#showAll}>${msg('Show all')}</button>`,
      );
    return notice(
      none,
      this.#may('create') ? noneWhoMay : msg('Those who may make them have not made any.'),
    );
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

  /** From a row: what the list does not show of it is asked for. */
  #openRow(task: SettingsTask<Item>): void {
    if (this.#subject?.isWhole !== false || task.is === 'new') return this.#show(task);
    const dialog = this.dialog;
    const is = task.is === 'copy' ? 'copy' : 'edit';
    void this.#read(task.of.id, is, () => this.dialog === dialog);
  }

  #show(task: SettingsTask<Item>): void {
    const subject = this.#subject;
    if (!this.#asked || !subject) return;
    this.outcome = '';
    this.dialog = subject.form(task, this.#drafts, {
      ...this.#dialogHost,
      saved: (saved, { is }) =>
        this.#tell(html`${savedWords(saved, is)}${subject.told?.(saved)}`),
    });
    if (task.is !== 'edit' && task.is !== 'read') return;
    this.wantedId = this.#opened = task.of.id;
    this.tellChosen(task.of.id);
  }

  #delete(items: readonly Item[]): void {
    const subject = this.#subject;
    if (!this.#asked || !subject || items.length === 0) return;
    this.outcome = '';
    this.dialog = subject.deletion(items, {
      ...this.#dialogHost,
      deleted: (deleted) => this.#deleted(deleted, subject.words),
      told: (words) => this.#tell(words),
    });
  }

  #import(files: SettingsFiles<Sort>): void {
    this.outcome = '';
    this.dialog = files.import?.({
      ...this.#dialogHost,
      imported: (outcome) => this.#tell(outcome),
    });
  }

  /** What a dialog needs of its host. */
  get #dialogHost(): DialogHost {
    return {
      find: <Found extends HTMLElement>(selector: string) => this.find<Found>(selector),
      changed: () => this.requestUpdate(),
      updated: () => this.updateComplete,
      closed: (dialog: object) => this.#closed(dialog),
      may: (right) => this.#may(right),
    };
  }

  #closed(dialog: object): void {
    if (dialog !== this.dialog) return;
    this.dialog = undefined;
    if (this.wantedId !== this.#opened && this.wantedId) return; // another one is asked for
    this.wantedId = this.#opened = '';
    this.tellChosen(undefined);
  }

  /** Says what was done, and shows what is there now. */
  #tell(outcome: TemplateResult | string): void {
    this.outcome = outcome;
    void this.#ask();
  }

  #deleted(deleted: Deleted, { deletedSeveral }: SettingsWords): void {
    this.chosen = new Set();
    this.#tell(deletedWords(deleted, deletedSeveral));
  }
}

const forbidden = (words: SettingsWords): TemplateResult =>
  notice(words.forbidden, msg('Ask your administrator for the right to read them.'));
