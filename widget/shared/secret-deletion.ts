import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { ListedSecret } from '../../api-client/contract/secret.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { SecretsApi } from '../../api-client/secrets-api.ts';
import type { DialogHost } from './dialog-host.ts';
import { errorWords } from './error-words.ts';
import { secretUses } from './secret-uses.ts';
import { SettingsDialog } from './settings-dialog.ts';

export interface SecretDeletionHost extends DialogHost {
  api: SecretsApi;
  useUrl: string;
  deleted(name: string): void;
}

/** Says what would fail without a secret before it is deleted. Nobody can bring it back. */
export class SecretDeletion extends SettingsDialog<SecretDeletionHost> {
  readonly #secret: ListedSecret;
  /** What is used goes only when that was said: who does not see the uses says it, too. */
  #mustConfirm: boolean;
  #isConfirmed = false;
  #error: WaypostError | undefined;

  constructor(secret: ListedSecret, host: SecretDeletionHost) {
    super(host);
    this.#secret = secret;
    this.#mustConfirm = secret.uses === null || secret.uses.length > 0;
  }

  render(): TemplateResult {
    const isHeld = this.isBusy || (this.#mustConfirm && !this.#isConfirmed);
    return html`<dialog
      aria-labelledby="dialog-title"
      @cancel=${this.hold}
      @close=${this.closed}
    >
      <form class="fields" novalidate @submit=${this.#submit}>
        <h2 id="dialog-title">${msg(str`Delete “${this.#secret.name}”?`)}</h2>
        <p>${msg('Its value is gone then: nobody can look at it, or bring it back.')}</p>
        ${this.#mustConfirm ? this.#warning(this.#secret.uses ?? []) : html`<p class="good">${msg('Nothing uses it.')}</p>`}
        <div role="alert" class="bad">
          ${this.#error ? msg(str`Nothing was deleted. ${errorWords(this.#error)}`) : nothing}
        </div>
        <div class="ends">
          <button type="button" class="line" @click=${() => this.isBusy || this.close()}>
            ${msg('Cancel')}
          </button>
          <button class="main danger" aria-disabled=${isHeld}>
            ${this.isBusy ? msg('One moment…') : msg('Delete')}
          </button>
        </div>
      </form>
    </dialog>`;
  }

  #warning(uses: NonNullable<ListedSecret['uses']>): TemplateResult {
    return html`<div class="warned">
        ${
          uses.length > 0
            ? html`<p>${msg('These use it, and fail without it:')}</p>
                ${secretUses(uses, this.host.useUrl)}`
            : html`<p>${msg('What uses it fails without it.')}</p>`
        }
      </div>
      <label class="check">
        <input
          type="checkbox"
          name="confirmed"
          .checked=${this.#isConfirmed}
          @change=${(event: Event) => {
            this.#isConfirmed = (event.target as HTMLInputElement).checked;
            this.host.changed();
          }}
        />
        <span>${msg('I know, delete it all the same')}</span>
      </label>`;
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    if (this.#mustConfirm && !this.#isConfirmed)
      return this.element?.querySelector<HTMLElement>('[name=confirmed]')?.focus();
    this.isBusy = true;
    this.#error = undefined;
    this.host.changed();
    try {
      const { name } = this.#secret;
      await this.host.api.delete(name, { confirmUsed: this.#isConfirmed });
      this.host.deleted(name);
      this.close();
    } catch (error) {
      this.#error = error as WaypostError; // the client fails with nothing else
      if (this.#error.kind === 'in-use') this.#mustConfirm = true; // something has begun to use it
    }
    this.isBusy = false;
    this.host.changed();
  };
}
