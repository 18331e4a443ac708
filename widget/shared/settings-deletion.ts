import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { CheckpointUse } from '../../api-client/contract/checkpoint.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { DialogHost } from './dialog-host.ts';
import { errorWords } from './error-words.ts';
import { SettingsDialog } from './settings-dialog.ts';
import { usesList } from './settings-uses.ts';

type Named = { id: string; name: string; reference: string };

export interface Deleted {
  deleted: readonly { name: string }[];
  replacedIn?: number;
}

/** What a deletion asks, does, and says of what it deletes. */
export interface DeletionCalls {
  /** What is said before, whatever uses it. */
  about: string;
  /** Over the actions that would not find it any more. */
  brokenWords: string;
  /** Over several. */
  severalTitle(count: number): string;
  usage(id: string): Promise<{ uses: readonly CheckpointUse[] }>;
  delete(
    ids: readonly string[],
    options: { confirmUsed: boolean; replaceBy?: string },
  ): Promise<Deleted>;
  /** Those that can take the place of a single one. */
  others?(): Promise<{ items: readonly Named[]; nextCursor: string | null }>;
}

export interface SettingsDeletionHost extends DialogHost {
  deleted(deleted: Deleted): void;
  /** Something else was done instead: what, in a sentence. */
  told(words: string): void;
}

/** So many uses are asked for at a time. */
const TOGETHER = 6;

/** Shows where things of the settings are used before they are deleted, all or none of them. */
export class SettingsDeletion extends SettingsDialog<SettingsDeletionHost> {
  readonly #items: readonly Named[];
  readonly #calls: DeletionCalls;
  /** By item; undefined while they are asked for. */
  #uses: ReadonlyMap<Named, readonly CheckpointUse[]> | undefined;
  #others: readonly Named[] = [];
  #hasMoreOthers = false;
  #isConfirmed = false;
  #replaceBy = '';
  #error: WaypostError | undefined;

  constructor(items: readonly Named[], calls: DeletionCalls, host: SettingsDeletionHost) {
    super(host);
    this.#items = items;
    this.#calls = calls;
    void this.#look();
  }

  async #look(): Promise<void> {
    this.#error = undefined;
    try {
      const uses = new Map<Named, readonly CheckpointUse[]>();
      for (let from = 0; from < this.#items.length; from += TOGETHER)
        await Promise.all(
          this.#items
            .slice(from, from + TOGETHER)
            .map(async (each) => uses.set(each, (await this.#calls.usage(each.id)).uses)),
        );
      this.#uses = uses;
      if (this.#only && this.#isUsed) await this.#findOthers(this.#only);
    } catch (error) {
      this.#error = error as WaypostError; // the client fails with nothing else
    }
    this.host.changed();
  }

  async #findOthers({ id }: Named): Promise<void> {
    const found = await this.#calls.others?.();
    this.#others = found?.items.filter((each) => each.id !== id) ?? [];
    this.#hasMoreOthers = (found?.nextCursor ?? null) !== null;
  }

  get #only(): Named | undefined {
    return this.#items.length === 1 ? this.#items[0] : undefined;
  }

  get #used(): [Named, readonly CheckpointUse[]][] {
    return [...(this.#uses ?? [])].filter(([, uses]) => uses.length > 0);
  }

  get #isUsed(): boolean {
    return this.#used.length > 0;
  }

  render(): TemplateResult {
    return html`<dialog
      aria-labelledby="dialog-title"
      @cancel=${this.hold}
      @close=${this.closed}
    >
      <form class="fields" novalidate @submit=${this.#submit}>
        <h2 id="dialog-title">
          ${this.#only ? msg(str`Delete “${this.#only.name}”?`) : this.#calls.severalTitle(this.#items.length)}
        </h2>
        ${this.#calls.about ? html`<p>${this.#calls.about}</p>` : nothing} ${this.#body()}
        <div role="alert" class="bad">
          ${this.#error ? msg(str`Nothing was deleted. ${errorWords(this.#error)}`) : nothing}
        </div>
        <div class="ends">
          <button type="button" class="line" @click=${() => this.isBusy || this.close()}>
            ${msg('Cancel')}
          </button>
          ${this.#button()}
        </div>
      </form>
    </dialog>`;
  }

  #body(): TemplateResult | typeof nothing {
    if (!this.#uses)
      return this.#error
        ? nothing
        : html`<p class="late quiet" role="status">${msg('Looking where they are used…')}</p>`;
    if (!this.#isUsed)
      return html`<p class="good">
        ${this.#only ? msg('No action uses it.') : msg('No action uses any of them.')}
      </p>`;
    return html`<div class="warned">
        <p>${this.#calls.brokenWords}</p>
        ${this.#used.map(
          ([item, uses]) =>
            html`${this.#only ? nothing : html`<h3><bdi>${item.name}</bdi></h3>`}
            ${usesList(uses)}`,
        )}
      </div>
      ${this.#replacement()}
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

  #replacement(): TemplateResult | typeof nothing {
    if (!this.#only || this.#others.length === 0) return nothing;
    return html`<label>
      <span>${msg('In versions in development, put in its place')}</span>
      <select
        name="replace-by"
        @change=${(event: Event) => (this.#replaceBy = (event.target as HTMLSelectElement).value)}
      >
        <option value="">${msg('Nothing')}</option>
        ${this.#others.map(
          ({ id, name, reference }) =>
            html`<option value=${id}>${name} (${reference})</option>`,
        )}
      </select>
      ${this.#hasMoreOthers ? html`<span>${msg('These are the first 200 by name.')}</span>` : nothing}
    </label>`;
  }

  #button(): TemplateResult | typeof nothing {
    if (!this.#uses)
      return this.#error
        ? html`<button type="button" class="line" @click=${() => void this.#look()}>
            ${msg('Try now')}
          </button>`
        : nothing;
    const isHeld = this.isBusy || (this.#isUsed && !this.#isConfirmed);
    return html`<button class="main danger" aria-disabled=${isHeld}>
      ${this.isBusy ? msg('One moment…') : msg('Delete')}
    </button>`;
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isBusy || !this.#uses) return;
    if (this.#isUsed && !this.#isConfirmed) {
      this.element?.querySelector<HTMLElement>('[name=confirmed]')?.focus();
      return;
    }
    this.isBusy = true;
    this.#error = undefined;
    this.host.changed();
    try {
      const ids = this.#items.map(({ id }) => id);
      const deleted = await this.#calls.delete(ids, {
        confirmUsed: this.#isConfirmed,
        ...(this.#replaceBy ? { replaceBy: this.#replaceBy } : {}),
      });
      this.host.deleted(deleted);
      this.close();
    } catch (error) {
      this.#error = error as WaypostError; // the client fails with nothing else
      // Somebody has begun to use one of them.
      if (this.#error.kind === 'in-use') await this.#lookAgain(this.#error);
    }
    this.isBusy = false;
    this.host.changed();
  };

  async #lookAgain(error: WaypostError): Promise<void> {
    await this.#look();
    this.#error ??= error;
  }
}
