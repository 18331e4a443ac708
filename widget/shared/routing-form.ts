import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { RoutingFlow } from '../../api-client/contract/flow.ts';
import type { Page } from '../../api-client/contract/primitives.ts';
import type { Routing, RoutingKind, RoutingTree } from '../../api-client/contract/routing.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { RoutingsApi } from '../../api-client/waypost.ts';
import type { DialogHost } from './dialog-host.ts';
import { errorWords } from './error-words.ts';
import { unkeptWords, type KeptDrafts } from './kept-drafts.ts';
import { labelled, type Wrong } from './form-field.ts';
import { problemFields } from './problem-fields.ts';
import { SettingsDialog } from './settings-dialog.ts';
import { keyOf } from './settings-form.ts';
import { flowWords, kindWords } from './version-words.ts';

/** What the form is for. `tree`: what the first version of a new one holds, as it comes from a file. */
export type RoutingTask =
  | { is: 'new'; values?: Partial<RoutingValues>; tree?: RoutingTree }
  | { is: 'edit'; of: Routing };

export interface RoutingValues {
  name: string;
  reference: string;
  flow: RoutingFlow;
  kind: RoutingKind;
  endRoutingId: string;
}

/** As it is kept over a reload. */
export interface RoutingDraft {
  task: RoutingTask;
  values: RoutingValues;
  isReferenceTyped: boolean;
}

/** What a draft is kept by. */
export const routingKey = (task: RoutingTask): string =>
  task.is === 'new' && task.tree ? 'file' : keyOf(task);

export interface RoutingFormHost extends DialogHost {
  saved(routing: Routing, task: RoutingTask): void;
}

/** Of one call. */
const MOST = 200;
const FLOWS: readonly RoutingFlow[] = ['messaging', 'email', 'voice'];

/** What a routing is, besides its tree. Its flow and its kind are given once. */
export class RoutingForm extends SettingsDialog<RoutingFormHost> {
  readonly #task: RoutingTask;
  readonly #api: RoutingsApi;
  readonly #drafts: KeptDrafts<RoutingDraft>;
  /** Whether it goes on with what was typed before. */
  readonly #goesOn: boolean;
  #values: RoutingValues;
  /** Until a reference is typed, it follows the name. */
  #isReferenceTyped: boolean;
  #endRoutings: readonly Routing[] = [];
  #wrong: Wrong = new Map();
  #error: WaypostError | undefined;

  constructor(
    wanted: RoutingTask,
    api: RoutingsApi,
    drafts: KeptDrafts<RoutingDraft>,
    host: RoutingFormHost,
  ) {
    super(host);
    const draft = drafts.read(routingKey(wanted));
    const task = (this.#task = draft?.task ?? wanted);
    this.#api = api;
    this.#drafts = drafts;
    this.#goesOn = draft !== undefined;
    const given: Partial<RoutingValues> =
      task.is === 'edit'
        ? { ...task.of, endRoutingId: task.of.endRoutingId ?? '' }
        : (task.values ?? {});
    const { name = '', reference = '', flow = 'messaging', kind = 'start' } = given;
    const endRoutingId = given.endRoutingId ?? '';
    this.#values = draft?.values ?? { name, reference, flow, kind, endRoutingId };
    this.#isReferenceTyped = draft?.isReferenceTyped ?? reference !== '';
    void this.#findEndRoutings();
  }

  get #lost(): string {
    return this.lostRight(this.#task.is === 'edit' ? 'modify' : 'create');
  }

  async #findEndRoutings(): Promise<void> {
    try {
      for (let cursor: string | null | undefined; cursor !== null;) {
        const page: Page<Routing> = await this.#api.list({
          limit: MOST,
          ...(cursor ? { cursor } : {}),
        });
        const found = page.items.filter(({ kind }) => kind === 'end');
        this.#endRoutings = [...this.#endRoutings, ...found];
        cursor = page.nextCursor;
      }
    } catch {
      // It can be saved without.
    }
    this.host.changed();
  }

  render(): TemplateResult {
    const task = this.#task;
    const isNew = task.is === 'new';
    return html`<dialog
      aria-labelledby="dialog-title"
      @cancel=${this.hold}
      @close=${this.closed}
    >
      <form class="fields" novalidate @submit=${this.#submit} @input=${this.#typed}>
        <h2 id="dialog-title">
          ${isNew ? (task.tree ? msg('A routing from a file') : msg('New routing')) : `“${task.of.name}”`}
        </h2>
        ${this.#goesOn ? html`<p class="warn">${msg('What you wrote before is here again.')}</p>` : nothing}
        ${this.#text('name', msg('Name'))} ${this.#text('reference', msg('Reference'))}
        ${
          isNew
            ? html`${this.#choice(
                'flow',
                msg('Flow'),
                FLOWS.map((flow) => [flow, flowWords(flow)]),
              )}
              ${this.#choice(
                'kind',
                msg('When it runs'),
                (['start', 'end'] as const).map((kind) => [kind, kindWords(kind)]),
              )}`
            : html`<p class="quiet">${flowWords(task.of.flow)} · ${kindWords(task.of.kind)}</p>`
        }
        ${this.#values.kind === 'start' ? this.#endChoice() : nothing}
        <div role="status" class="warn">
          ${this.#drafts.isKept(routingKey(task)) ? '' : unkeptWords()}
        </div>
        <div role="alert" class="bad">${this.#lost || this.#errorWords()}</div>
        <div class="ends">
          <button type="button" class="line" @click=${this.#giveUp}>${msg('Cancel')}</button>
          <button class="main" aria-disabled=${this.isBusy || this.#lost !== ''}>
            ${this.isBusy ? msg('One moment…') : msg('Save')}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  #text(name: 'name' | 'reference', label: string): TemplateResult {
    const isWrong = this.#wrong.has(name);
    return labelled(
      label,
      name,
      html`<input
        name=${name}
        maxlength="100"
        dir="auto"
        autocomplete="off"
        aria-required="true"
        aria-invalid=${isWrong}
        aria-describedby=${isWrong ? `wrong-${name}` : nothing}
        .value=${this.#values[name]}
      />`,
      this.#wrong,
      true,
    );
  }

  #choice(
    name: 'flow' | 'kind' | 'endRoutingId',
    label: string,
    options: readonly (readonly [string, string])[],
  ): TemplateResult {
    return labelled(
      label,
      name,
      html`<select name=${name}>
        ${options.map(
          ([value, words]) =>
            html`<option value=${value} ?selected=${value === this.#values[name]}>
              ${words}
            </option>`,
        )}
      </select>`,
      this.#wrong,
    );
  }

  #endChoice(): TemplateResult {
    const fitting = this.#endRoutings.filter(({ flow }) => flow === this.#values.flow);
    return this.#choice('endRoutingId', msg('Routing that runs when an interaction ends'), [
      ['', msg('none')],
      ...fitting.map(({ id, name }) => [id, name] as const),
    ]);
  }

  #typed = (event: Event): void => {
    const { name, value } = event.target as HTMLInputElement;
    this.#values = { ...this.#values, [name]: value };
    if (name === 'reference') this.#isReferenceTyped = true;
    if (name === 'name' && !this.#isReferenceTyped)
      this.#values = { ...this.#values, reference: referenceOf(value) };
    if (name === 'flow') this.#values = { ...this.#values, endRoutingId: '' };
    this.#drafts.write(routingKey(this.#task), {
      task: this.#task,
      values: this.#values,
      isReferenceTyped: this.#isReferenceTyped,
    });
    this.host.changed();
  };

  #giveUp = (): void => {
    if (this.isBusy) return;
    this.#drafts.clear(routingKey(this.#task));
    this.close();
  };

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isBusy || this.#lost) return;
    this.#error = undefined;
    this.#wrong = new Map(
      (['name', 'reference'] as const)
        .filter((name) => this.#values[name].trim() === '')
        .map((name) => [name, msg('Fill this in.')]),
    );
    if (this.#wrong.size > 0) return this.#showWrong();
    this.isBusy = true;
    this.host.changed();
    try {
      const saved = await this.#save();
      this.#drafts.clear(routingKey(this.#task));
      this.isBusy = false;
      this.close();
      this.host.saved(saved, this.#task);
    } catch (error) {
      this.isBusy = false;
      this.#error = error as WaypostError; // the client fails with nothing else
      const fields = problemFields(error);
      this.#wrong = new Map(fields.map(({ path, message }) => [path, message]));
      this.#showWrong();
    }
  };

  async #save(): Promise<Routing> {
    const { name, reference, flow, kind, endRoutingId } = this.#values;
    const names = { name: name.trim(), reference: reference.trim() };
    const end = kind === 'start' && endRoutingId ? endRoutingId : null;
    if (this.#task.is === 'edit') {
      const { id, revision } = this.#task.of;
      return this.#api.change(id, revision, { ...names, endRoutingId: end });
    }
    const made = await this.#api.create({ ...names, flow, kind, endRoutingId: end });
    const { tree } = this.#task;
    if (!tree) return made;
    try {
      await this.#api.save(made.id, 1, 1, { tree });
    } catch (error) {
      await this.#api.delete(made.id).catch(() => undefined); // nothing of it is to stay
      throw error;
    }
    return made;
  }

  #errorWords(): unknown {
    const error = this.#error;
    if (!error) return '';
    const others = [...this.#wrong].filter(([path]) => !(path in this.#values));
    return html`${msg(str`Not saved. ${errorWords(error)}`)}
    ${
      others.length > 0
        ? html`<ul>
            ${others.slice(0, 20).map(([path, message]) => html`<li>${message} (${path})</li>`)}
          </ul>`
        : nothing
    }`;
  }

  #showWrong(): void {
    this.host.changed();
    const [first] = this.#wrong.keys();
    if (first)
      this.element?.querySelector<HTMLElement>(`[name='${CSS.escape(first)}']`)?.focus();
  }
}

/** A reference that reads like the name. */
const referenceOf = (name: string): string =>
  name
    .normalize('NFD')
    .replace(/\p{M}/gu, '')
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, '-')
    .replace(/^-|-$/g, '')
    .slice(0, 100);
