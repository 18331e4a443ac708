import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { SecretsApi } from '../../api-client/secrets-api.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { DialogHost } from './dialog-host.ts';
import { errorWords } from './error-words.ts';
import { labelled } from './form-field.ts';
import { problemFields } from './problem-fields.ts';
import { SettingsDialog } from './settings-dialog.ts';

/** As the contract has it. */
const NAME = /^[A-Za-z][A-Za-z0-9_]{0,63}$/;
const LONGEST = 4096;

export interface SecretFormHost extends DialogHost {
  api: SecretsApi;
  /** The names that are taken. */
  names: readonly string[];
  saved(name: string, isNew: boolean): void;
}

/**
 * Gives a secret its value: a new one, one that something names already, or in the place of the value that is there. What is
 * typed is kept nowhere but in its field, and is gone with it.
 */
export class SecretForm extends SettingsDialog<SecretFormHost> {
  readonly #fixed: string | undefined;
  readonly #isThere: boolean;
  #wrong = new Map<string, string>();
  #error: WaypostError | undefined;

  constructor(name: string | undefined, host: SecretFormHost) {
    super(host);
    this.#fixed = name;
    this.#isThere = name !== undefined && host.names.includes(name);
  }

  render(): TemplateResult {
    const name = this.#fixed;
    return html`<dialog
      aria-labelledby="dialog-title"
      @cancel=${this.hold}
      @close=${this.closed}
    >
      <form class="fields" novalidate autocomplete="off" @submit=${this.#submit}>
        <h2 id="dialog-title">
          ${
            name === undefined
              ? msg('New: secret')
              : this.#isThere
                ? msg(str`Replace the value of “${name}”`)
                : msg(str`Give “${name}” a value`)
          }
        </h2>
        ${name === undefined ? this.#nameField() : nothing} ${this.#valueField()}
        <p class="quiet small">
          ${msg('It cannot be looked at afterwards, by nobody: keep it where you have it from.')}
        </p>
        <div role="alert" class="bad">${this.lostRight('modify') || this.#errorWords()}</div>
        <div class="ends">
          <button type="button" class="line" @click=${() => this.isBusy || this.close()}>
            ${msg('Cancel')}
          </button>
          <button class="main" aria-disabled=${this.isBusy || this.lostRight('modify') !== ''}>
            ${this.isBusy ? msg('One moment…') : msg('Save')}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  #errorWords(): string {
    if (!this.#error || this.#wrong.size > 0) return '';
    return msg(str`Not saved. ${errorWords(this.#error)}`);
  }

  #nameField(): TemplateResult {
    const isWrong = this.#wrong.has('name');
    return labelled(
      msg('Name'),
      'name',
      html`<input
        name="name"
        class="reference"
        maxlength="64"
        dir="ltr"
        autocomplete="off"
        spellcheck="false"
        placeholder="SHOP_KEY"
        aria-required="true"
        aria-invalid=${isWrong}
        aria-describedby=${isWrong ? 'wrong-name' : nothing}
      />`,
      this.#wrong,
      true,
    );
  }

  /** Password managers are told that it is none of theirs to fill in. */
  #valueField(): TemplateResult {
    const isWrong = this.#wrong.has('value');
    return labelled(
      msg('Value'),
      'value',
      html`<input
        name="value"
        type="password"
        maxlength=${LONGEST}
        dir="ltr"
        autocomplete="new-password"
        aria-required="true"
        aria-invalid=${isWrong}
        aria-describedby=${isWrong ? 'wrong-value' : nothing}
      />`,
      this.#wrong,
      true,
    );
  }

  #field(name: string): HTMLInputElement | null | undefined {
    return this.element?.querySelector<HTMLInputElement>(`input[name='${name}']`);
  }

  #faults(name: string, value: string): Map<string, string> {
    const faults = new Map<string, string>();
    if (name === '') faults.set('name', msg('Fill this in.'));
    else if (!NAME.test(name))
      faults.set(
        'name',
        msg('Begin with a letter, and go on with letters without accents, digits and _.'),
      );
    else if (this.#fixed === undefined && this.host.names.includes(name))
      faults.set('name', msg('There is one of this name: replace its value in the list.'));
    if (value === '') faults.set('value', msg('Fill this in.'));
    return faults;
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isBusy || this.lostRight('modify')) return;
    const name = this.#fixed ?? this.#field('name')?.value.trim() ?? '';
    const value = this.#field('value')?.value ?? '';
    this.#error = undefined;
    this.#wrong = this.#faults(name, value);
    if (this.#wrong.size === 0) await this.#save(name, value);
    this.host.changed();
    const [first] = this.#wrong.keys();
    if (first) this.#field(first)?.focus();
  };

  async #save(name: string, value: string): Promise<void> {
    this.isBusy = true;
    this.host.changed();
    try {
      await this.host.api.write(name, value);
      this.host.saved(name, !this.#isThere);
      this.close();
    } catch (error) {
      this.#error = error as WaypostError; // the client fails with nothing else
      const fields = problemFields(error);
      this.#wrong = new Map(fields.map(({ path, message }) => [path, message]));
    }
    this.isBusy = false;
  }
}
