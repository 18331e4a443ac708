import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Routing } from '../../api-client/contract/routing.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { RoutingsApi } from '../../api-client/waypost.ts';
import type { DialogHost } from './dialog-host.ts';
import { errorWords } from './error-words.ts';
import { SettingsDialog } from './settings-dialog.ts';

export interface RoutingDeletionHost extends DialogHost {
  deleted(routing: Routing): void;
}

/** Asks once more before a routing goes with all its versions. */
export class RoutingDeletion extends SettingsDialog<RoutingDeletionHost> {
  readonly #routing: Routing;
  readonly #api: RoutingsApi;
  #error: WaypostError | undefined;

  constructor(routing: Routing, api: RoutingsApi, host: RoutingDeletionHost) {
    super(host);
    this.#routing = routing;
    this.#api = api;
  }

  render(): TemplateResult {
    return html`<dialog
      aria-labelledby="dialog-title"
      @cancel=${this.hold}
      @close=${this.closed}
    >
      <form @submit=${this.#submit}>
        <h2 id="dialog-title">${msg(str`Delete “${this.#routing.name}”?`)}</h2>
        <p>${msg('It goes with all its versions, and cannot be brought back.')}</p>
        <div role="alert" class="bad">
          ${this.#error ? msg(str`Not deleted. ${errorWords(this.#error)}`) : ''}
        </div>
        <div class="ends">
          <button type="button" class="line" @click=${() => this.close()}>
            ${msg('Cancel')}
          </button>
          <button class="main danger" aria-disabled=${this.isBusy}>${msg('Delete')}</button>
        </div>
      </form>
    </dialog>`;
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isBusy) return;
    this.isBusy = true;
    this.host.changed();
    try {
      await this.#api.delete(this.#routing.id);
      this.isBusy = false;
      this.close();
      this.host.deleted(this.#routing);
    } catch (error) {
      this.isBusy = false;
      this.#error = error as WaypostError; // the client fails with nothing else
      this.host.changed();
    }
  };
}
