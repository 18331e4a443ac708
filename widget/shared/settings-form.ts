import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CheckpointUse } from '../../api-client/contract/checkpoint.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { DialogHost } from './dialog-host.ts';
import { errorWords, needsSignIn } from './error-words.ts';
import { labelled, type Wrong } from './form-field.ts';
import { unkeptWords, type KeptDrafts } from './kept-drafts.ts';
import { problemFields } from './problem-fields.ts';
import { conflictTable, type ConflictLine } from './settings-conflict.ts';
import { SettingsDialog } from './settings-dialog.ts';
import type { SettingsItem } from './settings-rows.ts';
import { usageDetails, usesList, type SettingsUsage } from './settings-uses.ts';

/** What a form is for. An edit and a copy know what they began with. */
export type SettingsTask<Item> = { is: 'new' } | { is: 'edit' | 'copy' | 'read'; of: Item };

export interface SettingsValues {
  name: string;
  reference: string;
}

/** As it is kept over a reload. */
export interface SettingsDraft<Item, Values> {
  task: SettingsTask<Item>;
  values: Values;
}

/** A form's calls, and how what they answer is edited. */
export interface SettingsCalls<Item, Values> {
  none: Values;
  valuesOf(item: Item): Values;
  /** Where a copy begins with less than all of it. */
  copyOf?(item: Item): Values;
  read(id: string): Promise<Item>;
  usage(id: string): Promise<SettingsUsage>;
  create(values: Values): Promise<Item>;
  duplicate(id: string, values: Values): Promise<Item>;
  change(
    id: string,
    revision: number,
    values: Values,
  ): Promise<Item & { brokenUses: readonly CheckpointUse[] }>;
}

export interface SettingsFormHost<Item> extends DialogHost {
  saved(
    saved: Item & { brokenUses?: readonly CheckpointUse[] },
    task: SettingsTask<Item>,
  ): void;
}

/** What a form's draft is kept by. */
export const keyOf = (task: SettingsTask<{ id: string }>): string =>
  task.is === 'new' ? 'new' : `${task.is} ${task.of.id}`;

const REFERENCE = /^[A-Za-z0-9_+.@-]+$/;

/**
 * One thing of the settings in a dialog: made, changed, copied, or only looked at. What was typed stays until it is saved
 * or given up.
 */
export abstract class SettingsForm<
  Item extends SettingsItem,
  Values extends SettingsValues,
> extends SettingsDialog<SettingsFormHost<Item>> {
  readonly task: SettingsTask<Item>;
  readonly #calls: SettingsCalls<Item, Values>;
  readonly #drafts: KeptDrafts<SettingsDraft<Item, Values>>;
  /** Whether it goes on with what was typed before. */
  readonly #goesOn: boolean;
  /** What it began with; another one since somebody else changed it and ours is kept. */
  #base: Item | undefined;
  protected values: Values;
  protected wrong: Wrong = new Map();
  #error: WaypostError | undefined;
  /** As somebody else has saved it meanwhile. */
  #theirs: Item | undefined;
  #used: SettingsUsage | undefined;

  constructor(
    wanted: SettingsTask<Item>,
    calls: SettingsCalls<Item, Values>,
    drafts: KeptDrafts<SettingsDraft<Item, Values>>,
    host: SettingsFormHost<Item>,
  ) {
    super(host);
    const draft = drafts.read(keyOf(wanted));
    const task = (this.task = draft?.task ?? wanted);
    this.#calls = calls;
    this.#drafts = drafts;
    this.#goesOn = draft !== undefined;
    this.#base = task.is === 'new' ? undefined : task.of;
    const valuesOf = (task.is === 'copy' && calls.copyOf) || calls.valuesOf;
    this.values = draft?.values ?? (this.#base ? valuesOf(this.#base) : calls.none);
    if (task.is === 'edit' || task.is === 'read') void this.#readUses(task.of.id);
  }

  /** What it says over a new one. */
  protected abstract get newTitle(): string;
  /** The fields below name and reference. */
  protected abstract fields(): unknown;
  /** Where two versions differ, besides name and reference. */
  protected abstract conflictLines(theirs: Item, mine: Values): ConflictLine[];
  /** What else can be told without the server. */
  protected otherFaults(): ReadonlyMap<string, string> {
    return new Map();
  }
  /** Whatever is wrong now, for what shows it itself. */
  protected showWrong(_wrong: Wrong): void {}

  /** Whether there are references, by which actions name it. */
  protected get hasReference(): boolean {
    return true;
  }
  /** What of the values is kept in the tab. */
  protected keptOf(values: Values): Values {
    return values;
  }

  protected get isRead(): boolean {
    return this.task.is === 'read';
  }

  get #lost(): string {
    if (this.isRead) return '';
    return this.lostRight(this.task.is === 'edit' ? 'modify' : 'create');
  }

  async #readUses(id: string): Promise<void> {
    this.#used = await this.#calls.usage(id).catch(() => undefined); // it can be edited without
    this.host.changed();
  }

  render(): TemplateResult {
    return html`<dialog
      aria-labelledby="dialog-title"
      @cancel=${this.hold}
      @close=${this.closed}
    >
      <form class="fields" novalidate @submit=${this.#submit} @input=${this.#typed}>
        <h2 id="dialog-title">${this.#title}</h2>
        ${this.#goesOn ? html`<p class="warn">${msg('What you wrote before is here again.')}</p>` : nothing}
        ${this.#theirs ? this.#conflict(this.#theirs) : nothing}
        <div class="named">
          ${this.field('name', msg('Name'), { most: 100, isRequired: true })}
          ${
            this.hasReference
              ? this.field('reference', msg('Reference'), { most: 100, isRequired: true })
              : nothing
          }
        </div>
        ${this.#brokenWords()} ${this.fields()} ${this.#usage()}
        <div role="status" class="warn">${this.#isKept ? '' : unkeptWords()}</div>
        <div role="alert" class="bad">${this.#lost || this.#errorWords()}</div>
        <div class="ends">
          <button type="button" class="line" @click=${this.#giveUp}>
            ${this.isRead ? msg('Close') : msg('Cancel')}
          </button>
          ${
            this.isRead
              ? nothing
              : html`<button class="main" aria-disabled=${this.isBusy || this.#lost !== ''}>
                  ${this.isBusy ? msg('One moment…') : msg('Save')}
                </button>`
          }
        </div>
      </form>
    </dialog>`;
  }

  get #title(): string {
    const { task } = this;
    if (task.is === 'new') return this.newTitle;
    return task.is === 'copy'
      ? msg(str`Copy of “${task.of.name}”`)
      : msg(str`“${task.of.name}”`);
  }

  protected field(
    name: keyof Values & string,
    label: string,
    { most, isRequired = false }: { most: number; isRequired?: boolean },
  ): TemplateResult {
    const isWrong = this.wrong.has(name);
    return labelled(
      label,
      name,
      html`<input
        name=${name}
        class=${name}
        maxlength=${most}
        dir="auto"
        autocomplete="off"
        spellcheck=${name === 'reference' ? 'false' : nothing}
        ?readonly=${this.isRead}
        aria-required=${isRequired}
        aria-invalid=${isWrong}
        aria-describedby=${isWrong ? `wrong-${name}` : nothing}
        .value=${String(this.values[name])}
      />`,
      this.wrong,
      isRequired && !this.isRead,
    );
  }

  /** Actions that name the old reference would not find it any more. */
  #brokenWords(): TemplateResult | typeof nothing {
    const byReference = this.#used?.uses.filter(({ by }) => by === 'reference') ?? [];
    const isAnother = this.#base && this.values.reference.trim() !== this.#base.reference;
    if (this.task.is !== 'edit' || !isAnother || byReference.length === 0) return nothing;
    return html`<div class="warned" role="status">
      ${msg(str`These actions name “${this.#base!.reference}” and would leave by “Reference not found”:`)}
      ${usesList(byReference)}
    </div>`;
  }

  #usage(): TemplateResult | typeof nothing {
    if (this.task.is !== 'edit' && this.task.is !== 'read') return nothing;
    return this.#used ? usageDetails(this.#used) : nothing;
  }

  #conflict(theirs: Item): TemplateResult {
    const line = (label: string, name: 'name' | 'reference') => ({
      label,
      theirs: theirs[name],
      mine: this.values[name].trim(),
    });
    const lines = [
      line(msg('Name'), 'name'),
      ...(this.hasReference ? [line(msg('Reference'), 'reference')] : []),
      ...this.conflictLines(theirs, this.values),
    ];
    return conflictTable(theirs, lines, {
      keepTheirs: () => this.#takeTheirs(theirs),
      keepMine: () => {
        this.#base = theirs;
        this.#theirs = undefined;
        void this.#save();
      },
    });
  }

  #takeTheirs(theirs: Item): void {
    this.#base = theirs;
    this.values = this.#calls.valuesOf(theirs);
    this.#theirs = undefined;
    this.#drafts.clear(keyOf(this.task));
    this.host.changed();
    this.#focus('name');
  }

  #errorWords(): string {
    if (!this.#error) return '';
    if (this.wrong.size > 0) return msg('Look at what is marked above.');
    return needsSignIn(this.#error) && this.#isKept
      ? msg('Not saved: you are signed out. What you wrote is kept in this tab.')
      : msg(str`Not saved. ${errorWords(this.#error)}`);
  }

  #typed = (event: Event): void => {
    const control = event.target;
    if (!(control instanceof HTMLInputElement) || !(control.name in this.values)) return; // of a form within
    const { name, value } = control;
    this.take({ ...this.values, [name]: value });
    if (name === 'reference') this.host.changed();
  };

  /** What was changed by hand, and is kept. */
  protected take(values: Values): void {
    this.values = values;
    const wasKept = this.#isKept;
    this.#drafts.write(keyOf(this.task), { task: this.#taskNow, values: this.keptOf(values) });
    if (this.#isKept !== wasKept) this.host.changed();
  }

  get #isKept(): boolean {
    return this.#drafts.isKept(keyOf(this.task));
  }

  /** With what it is based on now. */
  get #taskNow(): SettingsTask<Item> {
    return this.task.is === 'new' ? this.task : { is: this.task.is, of: this.#base! };
  }

  #giveUp = (): void => {
    if (this.isBusy) return;
    this.#drafts.clear(keyOf(this.task));
    this.close();
  };

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isRead || this.#lost) return;
    this.#error = undefined;
    this.wrong = this.#faults();
    if (this.wrong.size > 0) return this.#showWrong();
    await this.#save();
  };

  /** What can be told without the server. */
  #faults(): Map<string, string> {
    const { name, reference } = this.values;
    const faults = new Map<string, string>();
    if (!name.trim()) faults.set('name', msg('Fill this in.'));
    if (this.task.is === 'copy' && name.trim() === this.task.of.name)
      faults.set('name', msg('Give the copy a name of its own.'));
    const wrong = this.hasReference ? this.#referenceFault(reference.trim()) : undefined;
    if (wrong) faults.set('reference', wrong);
    return new Map([...faults, ...this.otherFaults()]);
  }

  #referenceFault(reference: string): string | undefined {
    if (!reference) return msg('Fill this in.');
    if (!REFERENCE.test(reference))
      return msg('Only letters without accents, digits and _ + . @ - are allowed.');
    const { task } = this;
    const isTwin =
      task.is === 'copy' && reference.toLowerCase() === task.of.reference.toLowerCase();
    return isTwin ? msg('Give the copy a reference of its own.') : undefined;
  }

  async #save(): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.host.changed();
    try {
      const saved = await this.#call();
      this.#drafts.clear(keyOf(this.task));
      this.host.saved(saved, this.task);
      this.close();
    } catch (error) {
      await this.#failed(error as WaypostError); // the client fails with nothing else
    }
    this.isBusy = false;
    this.host.changed();
  }

  #call(): Promise<Item> {
    const { task } = this;
    const [name, reference] = [this.values.name.trim(), this.values.reference.trim()];
    const values = { ...this.values, name, reference };
    if (task.is === 'edit') return this.#calls.change(task.of.id, this.#base!.revision, values);
    return task.is === 'copy'
      ? this.#calls.duplicate(task.of.id, values)
      : this.#calls.create(values);
  }

  /** Nothing that was typed is lost: where somebody else was faster, both are shown. */
  async #failed(error: WaypostError): Promise<void> {
    if (error.kind === 'precondition-failed' && this.task.is === 'edit') {
      this.#theirs = await this.#calls.read(this.task.of.id).catch(() => undefined);
      if (this.#theirs) return this.#focusSoon('keep-mine');
    }
    this.#error = error;
    const fields = problemFields(error);
    this.wrong = new Map(fields.map(({ path, message }) => [path, message]));
    this.#showWrong();
  }

  #showWrong(): void {
    this.host.changed();
    const [first] = this.wrong.keys();
    if (first) this.#focus(first);
    this.showWrong(this.wrong);
  }

  #focus(name: string): void {
    this.element?.querySelector<HTMLElement>(`[name='${CSS.escape(name)}']`)?.focus();
  }

  #focusSoon(name: string): void {
    this.host.changed();
    void this.host.updated().then(() => this.#focus(name));
  }
}
