import { msg, str } from '@lit/localize';
import { html, nothing, type ReactiveControllerHost, type TemplateResult } from 'lit';
import type {
  Done,
  InteractionSettings,
} from '../../api-client/contract/interaction-settings.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import { errorWords } from './error-words.ts';
import { cardCreateForm, caseCreateForm, type Form } from './create-forms.ts';
import { AssignForm } from './assign-form.ts';
import { paymentForm } from './payment-form.ts';
import { problemFields } from './problem-fields.ts';
import { randomUuid } from './random-uuid.ts';
import type { Reader } from './reader.ts';
import { actionTitle, type MenuAction } from './settings-menu.ts';

/** One thing that is done by a form. What was typed stays there until it is done or given up. */
export class ActionDialog {
  readonly #title: string;
  readonly #host: ReactiveControllerHost & { renderRoot: ParentNode };
  readonly #reader: Reader;
  readonly #closed: () => void;
  readonly #form: Form;
  #key = randomUuid();
  #isBusy = false;
  #error: WaypostError | undefined;
  #wrong: ReadonlyMap<string, string> = new Map();

  constructor(
    action: MenuAction,
    settings: InteractionSettings,
    reader: Reader,
    host: ReactiveControllerHost & { renderRoot: ParentNode },
    closed: () => void,
  ) {
    this.#title = actionTitle(action);
    this.#host = host;
    this.#reader = reader;
    this.#closed = closed;
    const changed = () => host.requestUpdate();
    this.#form = this.#formOf(action, settings, changed);
  }

  #formOf(action: MenuAction, settings: InteractionSettings, changed: () => void): Form {
    if (action === 'card-create') return cardCreateForm(settings, changed);
    if (action === 'case-create') return caseCreateForm(settings, changed);
    if (action === 'payment-create') return paymentForm(settings, changed);
    return new AssignForm(action === 'card-assign' ? 'card' : 'case', settings, this.#reader, {
      changed,
      chosen: (call) => this.#do(call),
    });
  }

  /** Once it is rendered. */
  open(): void {
    this.#element?.showModal();
  }

  get #element(): HTMLDialogElement | null {
    return this.#host.renderRoot.querySelector('dialog');
  }

  render(): TemplateResult {
    const { submitWords, fields } = this.#form;
    return html`<dialog aria-labelledby="dialog-title" @close=${this.#closed}>
      <form class="fields" novalidate @submit=${this.#submit} @input=${this.#typed}>
        <h2 id="dialog-title">${this.#title}</h2>
        ${fields.call(this.#form, this.#wrong)}
        <div role="alert" class="bad">
          ${this.#error ? this.#errorWords(this.#error) : nothing}
        </div>
        <div class="ends">
          <button type="button" class="line" @click=${() => this.#element?.close()}>
            ${msg('Cancel')}
          </button>
          ${
            submitWords
              ? html`<button class="main" aria-disabled=${this.#isBusy}>
                  ${this.#isBusy ? msg('One moment…') : submitWords}
                </button>`
              : nothing
          }
        </div>
      </form>
    </dialog>`;
  }

  /** What is said of a field stands at the field; the rest here. */
  #errorWords(error: WaypostError): string {
    const others = problemFields(error)
      .filter(({ path }) => !this.#find(path))
      .map(({ message }) => message);
    const words = others.length > 0 ? others.join(' ') : errorWords(error);
    return this.#wrong.size > 0 && others.length === 0
      ? msg('Look at what is marked above.')
      : msg(str`Not done. ${words}`);
  }

  #find(path: string): HTMLElement | undefined {
    const named = [...(this.#element?.querySelectorAll<HTMLElement>('[name]') ?? [])];
    return named.find((field) => field.getAttribute('name') === path);
  }

  /** What was changed is another call. */
  #typed = (): void => {
    this.#key = randomUuid();
  };

  #submit = async (event: SubmitEvent): Promise<void> => {
    event.preventDefault();
    const values = new FormData(event.currentTarget as HTMLFormElement);
    this.#wrong = this.#form.check?.(values) ?? new Map();
    this.#error = undefined;
    if (this.#wrong.size > 0) return this.#showWrong();
    const { api } = this.#reader.records;
    const { submit } = this.#form;
    if (api && submit)
      await this.#do(() => submit.call(this.#form, values, this.#reader, this.#key));
  };

  async #do(call: () => Promise<Done>): Promise<void> {
    if (this.#isBusy) return;
    this.#isBusy = true;
    this.#error = undefined;
    this.#host.requestUpdate();
    try {
      const done = await call();
      this.#element?.close();
      this.#reader.doings.tell({ done, isUndone: false });
    } catch (error) {
      this.#error = error as WaypostError; // the client fails with nothing else
      const fields = problemFields(error);
      this.#wrong = new Map(fields.map(({ path, message }) => [path, message]));
      this.#showWrong();
    }
    this.#isBusy = false;
    this.#host.requestUpdate();
  }

  #showWrong(): void {
    this.#host.requestUpdate();
    for (const path of this.#wrong.keys()) {
      const field = this.#find(path);
      if (field) return field.focus();
    }
  }
}
