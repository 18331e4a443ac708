import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { PeopleSummary, PeopleUsage } from '../../api-client/contract/people/index.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import type { PeopleApi } from '../../api-client/people-api.ts';
import { errorWords } from './error-words.ts';
import { holderWords, type PeopleKindWords } from './people-words.ts';
import type { SettingsDeletionHost } from './settings-deletion.ts';
import { SettingsDialog } from './settings-dialog.ts';
import { holdersList, usesList } from './settings-uses.ts';

/** So many are offered to take its place. */
const OTHERS = 200;

/** Shows what stands on a user, team, role or profile before it is deleted, and has another one take its place. */
export class PeopleDeletion extends SettingsDialog<SettingsDeletionHost> {
  readonly #item: PeopleSummary;
  readonly #kind: PeopleKindWords;
  readonly #api: PeopleApi;
  /** Undefined while it is asked for. */
  #usage: PeopleUsage | undefined;
  #others: readonly PeopleSummary[] = [];
  #hasMoreOthers = false;
  #isConfirmed = false;
  #replaceBy = '';
  /** What must be done before, once it was tried without. */
  #missing = '';
  #error: WaypostError | undefined;
  /** Why the user could not be switched off instead. */
  #refused: WaypostError | undefined;

  constructor(
    item: PeopleSummary,
    kind: PeopleKindWords,
    api: PeopleApi,
    host: SettingsDeletionHost,
  ) {
    super(host);
    this.#item = item;
    this.#kind = kind;
    this.#api = api;
    void this.#look();
  }

  async #look(): Promise<void> {
    this.#error = undefined;
    const { path } = this.#kind;
    try {
      const usage = await this.#api.usage(path, this.#item.id);
      if (this.#kind.kind !== 'user' && usage.holderCount > 0) {
        const page = await this.#api.list(path, { limit: OTHERS });
        this.#others = page.items.filter(({ id }) => id !== this.#item.id);
        this.#hasMoreOthers = page.nextCursor !== null;
      }
      this.#usage = usage;
    } catch (error) {
      this.#error = error as WaypostError; // the client fails with nothing else
    }
    this.host.changed();
  }

  /** A team can go with its users in none; a role and a profile cannot. */
  get #needsOther(): boolean {
    const { kind } = this.#kind;
    return (kind === 'role' || kind === 'profile') && this.#hasUsers;
  }

  get #hasUsers(): boolean {
    return this.#usage?.holders.some(({ kind }) => kind === 'user') ?? false;
  }

  /** What nothing can be done about here. */
  get #isHeld(): boolean {
    const { hasPast, holders } = this.#usage ?? { hasPast: false, holders: [] };
    return hasPast || holders.some(({ kind }) => kind === 'custom-button');
  }

  get #needsConfirmation(): boolean {
    const isEmptied = this.#kind.kind === 'team' && this.#hasUsers && !this.#replaceBy;
    return isEmptied || (this.#usage?.uses.length ?? 0) > 0;
  }

  render(): TemplateResult {
    return html`<dialog
      aria-labelledby="dialog-title"
      @cancel=${this.hold}
      @close=${this.closed}
    >
      <form class="fields" novalidate @submit=${this.#submit}>
        <h2 id="dialog-title">${msg(str`Delete “${this.#item.name}”?`)}</h2>
        ${this.#body()}
        <div role="alert" class="bad">${this.#troubleWords()}</div>
        <div class="ends">
          <button type="button" class="line" @click=${() => this.isBusy || this.close()}>
            ${this.#isHeld ? msg('Close') : msg('Cancel')}
          </button>
          ${this.#instead()} ${this.#button()}
        </div>
      </form>
    </dialog>`;
  }

  #troubleWords(): string {
    if (this.#refused) return msg(str`Not switched off. ${errorWords(this.#refused)}`);
    return this.#error
      ? msg(str`Nothing was deleted. ${errorWords(this.#error)}`)
      : this.#missing;
  }

  /** To delete is final; who is switched off can be switched on again. */
  get #maySwitchOff(): boolean {
    return this.#item.user?.active === true && this.host.may?.('modify') === true;
  }

  #instead(): TemplateResult | typeof nothing {
    if (!this.#usage || !this.#maySwitchOff) return nothing;
    return html`<button
      type="button"
      class="line"
      aria-disabled=${this.isBusy}
      @click=${() => void this.#switchOff()}
    >
      ${msg('Switch off instead')}
    </button>`;
  }

  #body(): TemplateResult | typeof nothing {
    const usage = this.#usage;
    if (!usage)
      return this.#error
        ? nothing
        : html`<p class="late quiet" role="status">${msg('Looking where it is used…')}</p>`;
    if (usage.hasPast)
      return html`<p class="warned">
        ${
          this.#item.user?.active
            ? msg(
                'Interactions of the past name this user, so that they stay. Once they are switched off, nobody can sign in as them any more.',
              )
            : msg(
                'Interactions of the past name this user, so that they stay. They are switched off: nobody can sign in as them.',
              )
        }
      </p>`;
    return html`${this.#used(usage)}${
      this.#maySwitchOff
        ? html`<p>
            ${msg('What is deleted does not come back. Who is switched off cannot sign in, and can be switched on again.')}
          </p>`
        : nothing
    }`;
  }

  #used({ uses, holders, holderCount }: PeopleUsage): TemplateResult {
    if (uses.length + holderCount === 0)
      return html`<p class="good">${msg('Nothing uses it.')}</p>`;
    return html`<div class="warned">
        ${
          holderCount === 0
            ? nothing
            : html`<p>${this.#holdersWords()}</p>
                ${holdersList(
                  holders.map((each) => ({ name: each.name, words: holderWords(each) })),
                  holderCount,
                )}`
        }
        ${
          uses.length === 0
            ? nothing
            : html`<p>${msg('These actions would not find the user any more:')}</p>
                ${usesList(uses)}`
        }
      </div>
      ${this.#isHeld ? nothing : html`${this.#replacement()}${this.#confirmation()}`}`;
  }

  #holdersWords(): string {
    if (this.#isHeld)
      return msg('Custom buttons are for it. Take it out of them first; it is also used by:');
    return msg('It is used by:');
  }

  #replacement(): TemplateResult | typeof nothing {
    if (!this.#hasUsers) return nothing;
    const { several } = this.#kind;
    return html`<label>
      <span
        >${msg('What its users get in its place')}${
          this.#needsOther ? ` (${msg('required')})` : nothing
        }</span
      >
      <select
        name="replace-by"
        aria-required=${this.#needsOther}
        @change=${(event: Event) => {
          this.#replaceBy = (event.target as HTMLSelectElement).value;
          this.#missing = '';
          this.host.changed();
        }}
      >
        <option value="">${this.#needsOther ? msg('Choose…') : msg('Nothing')}</option>
        ${this.#others.map(({ id, name }) => html`<option value=${id}>${name}</option>`)}
      </select>
      ${
        this.#needsOther && this.#others.length === 0
          ? html`<span class="bad"
              >${msg(str`There is no other one yet. Make it first: ${several}.`)}</span
            >`
          : nothing
      }
      ${this.#hasMoreOthers ? html`<span>${msg('These are the first 200 by name.')}</span>` : nothing}
    </label>`;
  }

  #confirmation(): TemplateResult | typeof nothing {
    if (!this.#needsConfirmation) return nothing;
    return html`<label class="check">
      <input
        type="checkbox"
        name="confirmed"
        .checked=${this.#isConfirmed}
        @change=${(event: Event) => {
          this.#isConfirmed = (event.target as HTMLInputElement).checked;
          this.#missing = '';
          this.host.changed();
        }}
      />
      <span>${msg('I know, delete it all the same')}</span>
    </label>`;
  }

  #button(): TemplateResult | typeof nothing {
    if (this.#isHeld) return nothing;
    if (!this.#usage)
      return this.#error
        ? html`<button type="button" class="line" @click=${() => void this.#look()}>
            ${msg('Try now')}
          </button>`
        : nothing;
    return html`<button
      class="main danger"
      aria-disabled=${this.isBusy || this.#lacking !== ''}
    >
      ${this.isBusy ? msg('One moment…') : msg('Delete')}
    </button>`;
  }

  /** The name of the control that must be used first. */
  get #lacking(): '' | 'replace-by' | 'confirmed' {
    if (this.#needsOther && !this.#replaceBy) return 'replace-by';
    return this.#needsConfirmation && !this.#isConfirmed ? 'confirmed' : '';
  }

  #submit = async (event: Event): Promise<void> => {
    event.preventDefault();
    if (this.isBusy || !this.#usage || this.#isHeld) return;
    const lacking = this.#lacking;
    if (lacking) {
      this.#missing =
        lacking === 'replace-by' ? msg('Choose what its users get.') : msg('Confirm it first.');
      this.host.changed();
      this.element?.querySelector<HTMLElement>(`[name=${lacking}]`)?.focus();
      return;
    }
    await this.#delete();
  };

  async #switchOff(): Promise<void> {
    const { path } = this.#kind;
    await this.#do(
      async () => {
        const { id, name, revision, definition } = await this.#api.read(path, this.#item.id);
        await this.#api.change(path, id, revision, {
          definition: { ...definition, active: false },
        });
        this.host.told(msg(str`“${name}” is switched off, and can be switched on again.`));
        this.close();
      },
      (failure) => (this.#refused = failure),
    );
  }

  async #delete(): Promise<void> {
    await this.#do(
      async () => {
        const { deleted } = await this.#api.delete(this.#kind.path, this.#item.id, {
          confirmUsed: this.#isConfirmed,
          ...(this.#replaceBy ? { replaceBy: this.#replaceBy } : {}),
        });
        this.host.deleted({ deleted: [deleted] });
        this.close();
      },
      async (failure) => {
        if (failure.kind === 'in-use') await this.#look(); // somebody has begun to use it
        this.#error ??= failure;
      },
    );
  }

  /** One thing at a time. */
  async #do(
    work: () => Promise<void>,
    failed: (failure: WaypostError) => unknown,
  ): Promise<void> {
    if (this.isBusy) return;
    this.isBusy = true;
    this.#error = this.#refused = undefined;
    this.host.changed();
    try {
      await work();
    } catch (error) {
      await failed(error as WaypostError); // the client fails with nothing else
    }
    this.isBusy = false;
    this.host.changed();
  }
}
