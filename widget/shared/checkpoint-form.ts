import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type {
  Checkpoint,
  CheckpointChanged,
  CheckpointUse,
} from '../../api-client/contract/checkpoint.ts';
import { ProblemError, type WaypostError } from '../../api-client/errors.ts';
import type { CheckpointsApi } from '../../api-client/waypost.ts';
import { conflictTable } from './checkpoint-conflict.ts';
import { usesList, usesWords } from './checkpoint-uses.ts';
import type { DialogHost } from './dialog-host.ts';
import { errorWords, needsSignIn } from './error-words.ts';
import { labelled, type Wrong } from './form-field.ts';
import type { KeptDrafts } from './kept-drafts.ts';
import { SettingsDialog } from './settings-dialog.ts';

export interface CheckpointValues {
  name: string;
  reference: string;
  alias: string;
}

/** What a form is for. An edit and a copy know the checkpoint that they began with. */
export type CheckpointTask = { is: 'new' } | { is: 'edit' | 'copy' | 'read'; of: Checkpoint };

/** As it is kept over a reload. */
export interface CheckpointDraft {
  task: CheckpointTask;
  values: CheckpointValues;
}

export interface CheckpointFormHost extends DialogHost {
  saved(checkpoint: Checkpoint | CheckpointChanged, task: CheckpointTask): void;
}

/** What a form's draft is kept by. */
export const keyOf = (task: CheckpointTask): string =>
  task.is === 'new' ? 'new' : `${task.is} ${task.of.id}`;

const REFERENCE = /^[A-Za-z0-9_+.@-]+$/;

const none: CheckpointValues = { name: '', reference: '', alias: '' };

export const valuesOf = ({ name, reference, alias }: Checkpoint): CheckpointValues => ({
  name,
  reference,
  alias: alias ?? '',
});

/** One checkpoint in a dialog: made, changed, copied, or only looked at. What was typed stays until it is saved or given up. */
export class CheckpointForm extends SettingsDialog<CheckpointFormHost> {
  readonly task: CheckpointTask;
  readonly #api: CheckpointsApi;
  readonly #drafts: KeptDrafts<CheckpointDraft>;
  /** Whether it goes on with what was typed before. */
  readonly #goesOn: boolean;
  /** What it began with; another one since somebody else changed it and ours is kept. */
  #base: Checkpoint | undefined;
  #values: CheckpointValues;
  #wrong: Wrong = new Map();
  #error: WaypostError | undefined;
  /** As somebody else has saved it meanwhile. */
  #theirs: Checkpoint | undefined;
  #uses: readonly CheckpointUse[] | undefined;

  constructor(
    wanted: CheckpointTask,
    api: CheckpointsApi,
    drafts: KeptDrafts<CheckpointDraft>,
    host: CheckpointFormHost,
  ) {
    super(host);
    const draft = drafts.read(keyOf(wanted));
    const task = (this.task = draft?.task ?? wanted);
    this.#api = api;
    this.#drafts = drafts;
    this.#goesOn = draft !== undefined;
    this.#base = task.is === 'new' ? undefined : task.of;
    this.#values = draft?.values ?? (this.#base ? valuesOf(this.#base) : none);
    if (task.is === 'edit' || task.is === 'read') void this.#readUses(task.of.id);
  }

  async #readUses(id: string): Promise<void> {
    this.#uses = await this.#api.usage(id).then(
      ({ uses }) => uses,
      () => undefined, // it can be edited without
    );
    this.host.changed();
  }

  render(): TemplateResult {
    const isRead = this.task.is === 'read';
    return html`<dialog
      aria-labelledby="dialog-title"
      @cancel=${this.hold}
      @close=${this.closed}
    >
      <form class="fields" novalidate @submit=${this.#submit} @input=${this.#typed}>
        <h2 id="dialog-title">${this.#title}</h2>
        ${this.#goesOn ? html`<p class="warn">${msg('What you wrote before is here again.')}</p>` : nothing}
        ${this.#theirs ? this.#conflict(this.#theirs) : nothing}
        ${this.#field('name', msg('Name'), { most: 100, isRequired: true })}
        ${this.#field('reference', msg('Reference'), { most: 100, isRequired: true })}
        ${this.#brokenWords()} ${this.#field('alias', msg('Alias'), { most: 30 })}
        <p class="quiet small">
          ${msg('The alias is what a chip shows, at most 30 characters. Without one, it shows the name.')}
        </p>
        ${this.#usage()}
        <div role="alert" class="bad">${this.#errorWords()}</div>
        <div class="ends">
          <button type="button" class="line" @click=${this.#giveUp}>
            ${isRead ? msg('Close') : msg('Cancel')}
          </button>
          ${
            isRead
              ? nothing
              : html`<button class="main" aria-disabled=${this.isBusy}>
                  ${this.isBusy ? msg('One moment…') : msg('Save')}
                </button>`
          }
        </div>
      </form>
    </dialog>`;
  }

  get #title(): string {
    const { task } = this;
    if (task.is === 'new') return msg('New checkpoint');
    return task.is === 'copy' ? msg(str`Copy of “${task.of.name}”`) : `“${task.of.name}”`;
  }

  #field(
    name: keyof CheckpointValues,
    label: string,
    { most, isRequired = false }: { most: number; isRequired?: boolean },
  ): TemplateResult {
    const isWrong = this.#wrong.has(name);
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
        ?readonly=${this.task.is === 'read'}
        aria-required=${isRequired}
        aria-invalid=${isWrong}
        aria-describedby=${isWrong ? `wrong-${name}` : nothing}
        .value=${this.#values[name]}
      />`,
      this.#wrong,
      isRequired && this.task.is !== 'read',
    );
  }

  /** Actions that name the old reference would not find it any more. */
  #brokenWords(): TemplateResult | typeof nothing {
    const byReference = this.#uses?.filter(({ by }) => by === 'reference') ?? [];
    const isAnother = this.#base && this.#values.reference.trim() !== this.#base.reference;
    if (this.task.is !== 'edit' || !isAnother || byReference.length === 0) return nothing;
    return html`<div class="warned" role="status">
      ${msg(str`These actions name “${this.#base!.reference}” and would leave by “Reference not found”:`)}
      ${usesList(byReference)}
    </div>`;
  }

  #usage(): TemplateResult | typeof nothing {
    if (this.task.is !== 'edit' && this.task.is !== 'read') return nothing;
    if (!this.#uses) return nothing;
    if (this.#uses.length === 0) return html`<p class="quiet">${msg('No action uses it.')}</p>`;
    return html`<details>
      <summary>${usesWords(this.#uses.length)}</summary>
      ${usesList(this.#uses)}
    </details>`;
  }

  #conflict(theirs: Checkpoint): TemplateResult {
    return conflictTable(theirs, this.#values, {
      keepTheirs: () => this.#takeTheirs(theirs),
      keepMine: () => {
        this.#base = theirs;
        this.#theirs = undefined;
        void this.#save();
      },
    });
  }

  #takeTheirs(theirs: Checkpoint): void {
    this.#base = theirs;
    this.#values = valuesOf(theirs);
    this.#theirs = undefined;
    this.#drafts.clear(keyOf(this.task));
    this.host.changed();
    this.#focus('name');
  }

  #errorWords(): string {
    if (!this.#error) return '';
    if (this.#wrong.size > 0) return msg('Look at what is marked above.');
    return needsSignIn(this.#error)
      ? msg('Not saved: you are signed out. What you wrote is kept in this tab.')
      : msg(str`Not saved. ${errorWords(this.#error)}`);
  }

  #typed = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    this.#values = { ...this.#values, [name]: value };
    this.#drafts.write(keyOf(this.task), { task: this.#taskNow, values: this.#values });
    if (name === 'reference') this.host.changed();
  };

  /** With what it is based on now. */
  get #taskNow(): CheckpointTask {
    return this.task.is === 'new' ? this.task : { is: this.task.is, of: this.#base! };
  }

  #giveUp = (): void => {
    if (this.isBusy) return;
    this.#drafts.clear(keyOf(this.task));
    this.close();
  };

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.task.is === 'read') return;
    this.#error = undefined;
    this.#wrong = this.#faults();
    if (this.#wrong.size > 0) return this.#showWrong();
    await this.#save();
  };

  /** What can be told without the server. */
  #faults(): Map<string, string> {
    const { name, reference } = this.#values;
    const faults = new Map<string, string>();
    if (!name.trim()) faults.set('name', msg('Fill this in.'));
    if (!reference.trim()) faults.set('reference', msg('Fill this in.'));
    else if (!REFERENCE.test(reference.trim()))
      faults.set(
        'reference',
        msg('Only letters without accents, digits and _ + . @ - are allowed.'),
      );
    if (this.task.is !== 'copy') return faults;
    const { of } = this.task;
    if (name.trim() === of.name) faults.set('name', msg('Give the copy a name of its own.'));
    if (reference.trim().toLowerCase() === of.reference.toLowerCase())
      faults.set('reference', msg('Give the copy a reference of its own.'));
    return faults;
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

  #call(): Promise<Checkpoint | CheckpointChanged> {
    const { name, reference, alias } = this.#values;
    const draft = {
      name: name.trim(),
      reference: reference.trim(),
      alias: alias.trim() || null,
    };
    const { task } = this;
    if (task.is === 'edit') return this.#api.change(task.of.id, this.#base!.revision, draft);
    return task.is === 'copy'
      ? this.#api.duplicate(task.of.id, draft)
      : this.#api.create(draft);
  }

  /** Nothing that was typed is lost: where somebody else was faster, both are shown. */
  async #failed(error: WaypostError): Promise<void> {
    if (error.kind === 'precondition-failed' && this.task.is === 'edit') {
      this.#theirs = await this.#api.read(this.task.of.id).catch(() => undefined);
      if (this.#theirs) return this.#focusSoon('keep-mine');
    }
    this.#error = error;
    const fields = error instanceof ProblemError ? error.fields : [];
    this.#wrong = new Map(fields.map(({ path, message }) => [path, message]));
    this.#showWrong();
  }

  #showWrong(): void {
    this.host.changed();
    const [first] = this.#wrong.keys();
    if (first) this.#focus(first);
  }

  #focus(name: string): void {
    this.element?.querySelector<HTMLElement>(`[name='${CSS.escape(name)}']`)?.focus();
  }

  #focusSoon(name: string): void {
    this.host.changed();
    void this.host.updated().then(() => this.#focus(name));
  }
}
