import { ContextConsumer } from '@lit/context';
import { msg, str } from '@lit/localize';
import { css, html, nothing, type PropertyValues, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import { keyed } from 'lit/directives/keyed.js';
import type { Right } from '../api-client/contract/rights.ts';
import type { ListedSecret, Secrets } from '../api-client/contract/secret.ts';
import type { Me } from '../api-client/contract/user.ts';
import type { WaypostError } from '../api-client/errors.ts';
import type { Waypost } from '../api-client/waypost.ts';
import { clientContext } from './shared/client-context.ts';
import { numberWords } from './shared/count-words.ts';
import { define } from './shared/define.ts';
import { dialogStyles } from './shared/dialog-styles.ts';
import type { DialogHost } from './shared/dialog-host.ts';
import { WaypostElement } from './shared/element.ts';
import { errorWords, needsSignIn } from './shared/error-words.ts';
import { fieldStyles } from './shared/field-styles.ts';
import { FollowController } from './shared/follow.ts';
import { useMakerWords } from './shared/maker-words.ts';
import { failedNotice, loadingNotice, notice } from './shared/notices.ts';
import { missingWords, withoutClient } from './shared/panel-notices.ts';
import { SecretDeletion } from './shared/secret-deletion.ts';
import { SecretForm } from './shared/secret-form.ts';
import { secretUses } from './shared/secret-uses.ts';
import type { ShownDialog } from './shared/settings-files.ts';
import { settingsStyles } from './shared/settings-styles.ts';
import { browserZone, exactMoment, shortMoment } from './shared/time.ts';

/**
 * The secrets of an organisation, by name, with what uses each: given a value, given another one, and deleted, each as far as
 * the user’s role allows it. Nobody is shown a value.
 *
 * @csspart root - everything
 * @csspart notice - what is said in place of the list
 */
export class WaypostSecretSettings extends WaypostElement {
  static override styles = [
    ...WaypostElement.styles,
    fieldStyles,
    dialogStyles,
    settingsStyles,
    css`
      .users li {
        padding-block: 1px;
      }
      td.uses-cell {
        padding-block: 5px;
      }
      .lost {
        padding: 8px 14px;
        border-block-end: 1px solid var(--_line);
        background: var(--_sunken);
      }
      .lost li {
        display: flex;
        flex-wrap: wrap;
        align-items: baseline;
        gap: 2px 12px;
        padding-block: 2px;
      }
      @container settings (inline-size < 620px) {
        thead {
          position: absolute;
          inline-size: 1px;
          block-size: 1px;
          overflow: hidden;
          clip-path: inset(50%);
        }
        tbody td {
          padding-inline-start: 14px;
        }
      }
      .lost .users li {
        padding: 0;
        gap: 4px;
      }
    `,
  ];

  /** The client to ask; within a panel, the panel's. */
  @property({ attribute: false }) client: Waypost | undefined;

  /** Where what uses a secret is configured: an address with `{path}` and `{id}`, as `/maker/entities/{path}/{id}`. */
  @property({ attribute: 'use-url' }) useUrl = '';

  @state() private secrets: Secrets | undefined;
  @state() private error: WaypostError | undefined;
  @state() private told = '';
  @state() private dialog: ShownDialog | undefined;
  #asked: { source: Waypost; userId: string } | undefined;
  /** Who was there last: a session that is over takes no dialog away from whoever writes in it. */
  #known: Me | undefined;

  readonly #context = new ContextConsumer(this, { context: clientContext, subscribe: true });
  readonly #me = new FollowController<Me>(this);

  /** Asks the server anew, now. */
  refresh = async (): Promise<void> => {
    await this.#me.source?.refresh();
    await this.#ask();
  };

  constructor() {
    super();
    useMakerWords();
  }

  protected override willUpdate(_changed: PropertyValues): void {
    if (!this.isConnected) return;
    const { source } = this;
    this.#me.follow(source, 'me', ({ me }) => me);
    this.#known = this.#me.state?.data ?? (this.dialog && this.#known);
    const userId = this.#known?.id;
    if (userId !== undefined && !this.#may('read')) this.#asked = this.secrets = undefined;
    if (!source || userId === undefined || !this.#may('read')) return;
    if (this.#asked?.source === source && this.#asked.userId === userId) return;
    this.#asked = { source, userId };
    this.secrets = undefined;
    void this.#ask();
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has('dialog')) this.dialog?.open();
  }

  protected get source(): Waypost | undefined {
    return this.client ?? this.#context.value;
  }

  #may(right: Right): boolean {
    return this.#known?.rights.secrets?.includes(right) ?? false;
  }

  async #ask(): Promise<void> {
    const asked = this.#asked;
    if (!asked) return;
    try {
      const secrets = await asked.source.secrets.list();
      if (asked !== this.#asked) return;
      this.secrets = secrets;
      this.error = undefined;
    } catch (error) {
      if (asked === this.#asked) this.error = error as WaypostError; // the client fails with nothing else
    }
  }

  protected override render(): TemplateResult {
    if (!this.source) return withoutClient();
    if (!this.#known) return this.#withoutUser();
    const dialog = this.dialog ? keyed(this.dialog, this.dialog.render()) : nothing;
    return html`${this.#may('read') ? this.#all() : forbidden()}${dialog}`; // what is open stays
  }

  #all(): TemplateResult {
    return html`${this.#head()}
      <div class="told" role="status">${this.told}</div>
      ${this.#body()}`;
  }

  #withoutUser(): TemplateResult {
    const { state: me } = this.#me;
    const missing = missingWords(me);
    if (!missing) return loadingNotice(msg('Loading the list…'));
    return needsSignIn(me?.error)
      ? notice(msg('Sign in to see the list'), missing)
      : failedNotice(msg('Could not load the list'), missing, this.refresh);
  }

  #head(): TemplateResult {
    return html`<div class="head">
      <span class="quiet"
        >${msg('Definitions name them, as {{secret.SHOP_KEY}}. Nobody is shown a value.')}</span
      >
      <span class="space"></span>
      ${
        this.#may('modify')
          ? html`<button class="main new" @click=${() => this.#write()}>
              ${msg('+ New: secret')}
            </button>`
          : nothing
      }
    </div>`;
  }

  #body(): TemplateResult {
    const { secrets, error } = this;
    if (error)
      return failedNotice(
        msg('Could not load the list'),
        errorWords(error),
        () => void this.#ask(),
      );
    if (!secrets) return loadingNotice(msg('Loading the list…'));
    return html`${this.#lost(secrets)}
    ${secrets.items.length === 0 ? notice(msg('No secret so far'), msg('A key or password of another system is kept here, so that no definition holds it.')) : this.#table(secrets)}`;
  }

  /** Names that something uses, and that have no value. */
  #lost({ missing }: Secrets): TemplateResult | typeof nothing {
    if (missing.length === 0) return nothing;
    return html`<div class="lost">
      <b class="warn">${msg('Used, and not there')}</b>
      <ul role="list">
        ${missing.map(
          ({ name, uses }) =>
            html`<li>
              <bdi class="reference">${name}</bdi>
              ${secretUses(uses, this.useUrl)}
              ${
                this.#may('modify')
                  ? html`<button class="bare link" @click=${() => this.#write(name)}>
                      ${msg('Give it a value')}<span class="unseen">: ${name}</span>
                    </button>`
                  : nothing
              }
            </li>`,
        )}
      </ul>
    </div>`;
  }

  #table({ items }: Secrets): TemplateResult {
    return html`<table class="unpicked" aria-label=${msg('Secrets')}>
        <thead>
          <tr>
            <th scope="col">${msg('Name')}</th>
            <th scope="col">${msg('Used by')}</th>
            <th scope="col">${msg('Last given a value')}</th>
            <th scope="col" class="doings"><span class="unseen">${msg('Actions')}</span></th>
          </tr>
        </thead>
        <tbody>
          ${items.map((secret) => this.#row(secret))}
        </tbody>
      </table>
      <div class="foot">
        <span>${msg(str`Secrets: ${numberWords(items.length)}`)}</span>
      </div>`;
  }

  #row(secret: ListedSecret): TemplateResult {
    const { name, uses, updatedAt } = secret;
    const zone = browserZone();
    const doing = (words: string, act: () => void) =>
      html`<button class="bare link" aria-label="${words}: ${name}" @click=${act}>
        ${words}
      </button>`;
    return html`<tr>
      <th scope="row"><bdi class="reference">${name}</bdi></th>
      <td class="uses-cell">
        ${
          uses === null || uses.length === 0
            ? html`<span class="quiet">${uses ? msg('Nothing') : '–'}</span>`
            : secretUses(uses, this.useUrl)
        }
      </td>
      <td>
        <time datetime=${updatedAt} title=${exactMoment(updatedAt, zone)}
          >${shortMoment(updatedAt, zone, Date.now())}</time
        >
      </td>
      <td class="doings">
        ${this.#may('modify') ? doing(msg('Replace'), () => this.#write(name)) : nothing}
        ${this.#may('delete') ? doing(msg('Delete'), () => this.#delete(secret)) : nothing}
      </td>
    </tr>`;
  }

  #write(name?: string): void {
    const { source, secrets } = this;
    if (!source) return;
    this.told = '';
    this.dialog = new SecretForm(name, {
      ...this.#dialogHost,
      api: source.secrets,
      names: secrets?.items.map((each) => each.name) ?? [],
      saved: (saved, isNew) =>
        this.#tell(
          isNew ? msg(str`“${saved}” has a value.`) : msg(str`“${saved}” has another value.`),
        ),
    });
  }

  #delete(secret: ListedSecret): void {
    const { source, useUrl } = this;
    if (!source) return;
    this.told = '';
    this.dialog = new SecretDeletion(secret, {
      ...this.#dialogHost,
      api: source.secrets,
      useUrl,
      deleted: (name) => this.#tell(msg(str`“${name}” was deleted.`)),
    });
  }

  #tell(words: string): void {
    this.told = words;
    void this.#ask();
  }

  /** What a dialog needs of its host. */
  get #dialogHost(): DialogHost {
    return {
      find: <Found extends HTMLElement>(selector: string) => this.find<Found>(selector),
      changed: () => this.requestUpdate(),
      updated: () => this.updateComplete,
      closed: (dialog) => {
        if (dialog === this.dialog) this.dialog = undefined;
      },
      may: (right) => this.#may(right),
    };
  }
}

const forbidden = (): TemplateResult =>
  notice(
    msg('Your role does not include secrets'),
    msg('Ask your administrator for the right to read them.'),
  );

define('waypost-secret-settings', WaypostSecretSettings);

declare global {
  interface HTMLElementTagNameMap {
    'waypost-secret-settings': WaypostSecretSettings;
  }
}
