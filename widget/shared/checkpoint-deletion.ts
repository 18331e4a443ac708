import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type {
  Checkpoint,
  CheckpointsDeleted,
  CheckpointUse,
} from '../../api-client/contract/checkpoint.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { CheckpointsApi } from '../../api-client/waypost.ts';
import { usesList } from './checkpoint-uses.ts';
import type { DialogHost } from './dialog-host.ts';
import { errorWords } from './error-words.ts';
import { SettingsDialog } from './settings-dialog.ts';

export interface CheckpointDeletionHost extends DialogHost {
  deleted(deleted: CheckpointsDeleted): void;
}

/** So many uses are asked for at a time. */
const TOGETHER = 6;
/** So many others are offered in the place of one. */
const OTHERS = 200;

/** Shows where checkpoints are used before they are deleted, all or none of them. */
export class CheckpointDeletion extends SettingsDialog<CheckpointDeletionHost> {
  readonly #checkpoints: readonly Checkpoint[];
  readonly #api: CheckpointsApi;
  /** By checkpoint; undefined while they are asked for. */
  #uses: ReadonlyMap<Checkpoint, readonly CheckpointUse[]> | undefined;
  #others: readonly Checkpoint[] = [];
  #hasMoreOthers = false;
  #isConfirmed = false;
  #replaceBy = '';
  #error: WaypostError | undefined;

  constructor(
    checkpoints: readonly Checkpoint[],
    api: CheckpointsApi,
    host: CheckpointDeletionHost,
  ) {
    super(host);
    this.#checkpoints = checkpoints;
    this.#api = api;
    void this.#look();
  }

  async #look(): Promise<void> {
    this.#error = undefined;
    try {
      const uses = new Map<Checkpoint, readonly CheckpointUse[]>();
      for (let from = 0; from < this.#checkpoints.length; from += TOGETHER)
        await Promise.all(
          this.#checkpoints
            .slice(from, from + TOGETHER)
            .map(async (each) => uses.set(each, (await this.#api.usage(each.id)).uses)),
        );
      this.#uses = uses;
      if (this.#only && this.#isUsed) await this.#findOthers(this.#only);
    } catch (error) {
      this.#error = error as WaypostError; // the client fails with nothing else
    }
    this.host.changed();
  }

  async #findOthers({ id }: Checkpoint): Promise<void> {
    const { items, nextCursor } = await this.#api.list({ sort: 'name', limit: OTHERS });
    this.#others = items.filter((each) => each.id !== id);
    this.#hasMoreOthers = nextCursor !== null;
  }

  get #only(): Checkpoint | undefined {
    return this.#checkpoints.length === 1 ? this.#checkpoints[0] : undefined;
  }

  get #used(): [Checkpoint, readonly CheckpointUse[]][] {
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
        <h2 id="dialog-title">${this.#title}</h2>
        <p>
          ${msg('What was attached to interactions stays there, and says that its checkpoint was deleted.')}
        </p>
        ${this.#body()}
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

  get #title(): string {
    const { length } = this.#checkpoints;
    return this.#only
      ? msg(str`Delete “${this.#only.name}”?`)
      : msg(str`Delete ${length} checkpoints?`);
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
        <p>
          ${msg('These actions would find nothing any more, and leave by “Reference not found”:')}
        </p>
        ${this.#used.map(
          ([checkpoint, uses]) =>
            html`${this.#only ? nothing : html`<h3><bdi>${checkpoint.name}</bdi></h3>`}
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
      const deleted = await this.#call();
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

  #call(): Promise<CheckpointsDeleted> {
    const confirmUsed = this.#isConfirmed;
    if (this.#only)
      return this.#api.delete(this.#only.id, {
        confirmUsed,
        ...(this.#replaceBy ? { replaceBy: this.#replaceBy } : {}),
      });
    const ids = this.#checkpoints.map(({ id }) => id);
    return this.#api.bulkDelete({ ids, confirmUsed });
  }
}
