import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Routing } from '../../api-client/contract/routing.ts';
import type { DialogHost } from './dialog-host.ts';
import { SettingsDialog } from './settings-dialog.ts';
import type { VersionActs } from './version-acts.ts';

/** Says what becomes of a version, and of its customers, before it is put away. */
export class ArchiveDialog extends SettingsDialog<DialogHost> {
  readonly #routing: Routing;
  readonly #number: number;
  readonly #acts: VersionActs;

  constructor(routing: Routing, number: number, acts: VersionActs, host: DialogHost) {
    super(host);
    this.#routing = routing;
    this.#number = number;
    this.#acts = acts;
  }

  render(): TemplateResult {
    const isInProduction = this.#routing.productionVersion === this.#number;
    return html`<dialog
      aria-labelledby="dialog-title"
      @cancel=${this.hold}
      @close=${this.closed}
    >
      <form @submit=${this.#submit}>
        <h2 id="dialog-title">${msg(str`Archive version ${this.#number}?`)}</h2>
        <p class=${isInProduction ? 'warn' : ''}>
          ${
            isInProduction
              ? msg(
                  'It is in production: no new interaction enters this routing until another version is published.',
                )
              : msg('It is not changed any more.')
          }
        </p>
        <p>${msg('It stays as a backup: to use it again, copy it into development.')}</p>
        <div class="ends">
          <button type="button" class="line" @click=${() => this.close()}>
            ${msg('Cancel')}
          </button>
          <button class="main">${msg('Archive')}</button>
        </div>
      </form>
    </dialog>`;
  }

  #submit = (event: Event): void => {
    event.preventDefault();
    this.close();
    void this.#acts.archive(this.#number);
  };
}
