import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import { property, state } from 'lit/decorators.js';
import type { ChannelsApi } from '../../api-client/channels-api.ts';
import type { Channel } from '../../api-client/contract/channel-settings.ts';
import type { WaypostError } from '../../api-client/errors.ts';
import { channelKindWords } from './channel-words.ts';
import { copyButton } from './copy-button.ts';
import { define } from './define.ts';
import { WaypostElement } from './element.ts';
import { errorWords } from './error-words.ts';
import { fieldStyles } from './field-styles.ts';
import { flowWords } from './interaction-words.ts';
import { storedRowsStyles } from './stored-rows-styles.ts';

/** What never changes of a channel, and what a gateway needs of it: its id, and of a webhook channel another secret. */
export class WaypostChannelFacts extends WaypostElement {
  static override styles = [...WaypostElement.styles, fieldStyles, storedRowsStyles];

  @property({ attribute: false }) api: ChannelsApi | undefined;
  @property({ attribute: false }) channel: Channel | undefined;
  @property({ type: Boolean, attribute: 'readonly' }) isReadOnly = false;

  @state() private secret: string | undefined;
  @state() private error: WaypostError | undefined;
  @state() private isBusy = false;
  @state() private isAsking = false;

  protected override render(): TemplateResult | typeof nothing {
    const { channel } = this;
    if (!channel) return nothing;
    return html`<div class="fields editor">
      <p>${channelKindWords(channel.kind)} · ${flowWords(channel.flow)}</p>
      <p>
        <span class="quiet">${msg('Id')}</span> <code>${channel.id}</code>
        ${copyButton(channel.id, msg('Copy the id'))}
      </p>
      ${channel.kind === 'webhook' && !this.isReadOnly ? this.#renewal() : nothing}
      <div role="status">
        ${this.error ? html`<p class="bad">${msg(str`The secret stays as it was. ${errorWords(this.error)}`)}</p>` : nothing}
        ${this.secret === undefined ? nothing : toldSecret(this.secret)}
      </div>
    </div>`;
  }

  #renewal(): TemplateResult {
    if (!this.isAsking)
      return html`<div class="ends">
        <button type="button" class="line" @click=${() => (this.isAsking = true)}>
          ${msg('Another secret…')}
        </button>
      </div>`;
    return html`<p class="warn">
        ${msg('The former secret ends at once: until the gateway knows the new one, nothing comes in by it.')}
      </p>
      <div class="ends">
        <button type="button" class="line" @click=${() => (this.isAsking = false)}>
          ${msg('Cancel')}
        </button>
        <button
          type="button"
          class="main danger"
          aria-disabled=${this.isBusy}
          @click=${this.#renew}
        >
          ${this.isBusy ? msg('One moment…') : msg('Make another secret')}
        </button>
      </div>`;
  }

  #renew = async (): Promise<void> => {
    if (!this.api || !this.channel || this.isBusy) return;
    this.isBusy = true;
    this.error = this.secret = undefined;
    try {
      this.secret = await this.api.renewSecret(this.channel.id);
      this.isAsking = false;
    } catch (error) {
      this.error = error as WaypostError; // the client fails with nothing else
    }
    this.isBusy = false;
  };
}

define('waypost-channel-facts', WaypostChannelFacts);

/** A secret as it is told, once. */
export const toldSecret = (secret: string): TemplateResult =>
  html`<p>
    ${msg('Its secret, which the gateway needs. It is told here and nowhere else:')}
    <code class="secret">${secret}</code> ${copyButton(secret, msg('Copy the secret'))}
  </p>`;

declare global {
  interface HTMLElementTagNameMap {
    'waypost-channel-facts': WaypostChannelFacts;
  }
}
