import { msg, str } from '@lit/localize';
import { html, nothing, type TemplateResult } from 'lit';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { CardOpenEvent } from './history-events.ts';
import { cardIcon } from './icons.ts';

/** Opens the CRM's card that an interaction is linked to; where the CRM has no pages, only the page around hears of it. */
export function cardLink(
  interaction: Interaction,
  tabIndex = 0,
): TemplateResult | typeof nothing {
  const { card } = interaction;
  if (!card) return nothing;
  const words = msg(str`Open “${card.label}” in the CRM`);
  const open = (event: Event) => {
    const news = new CardOpenEvent(card, interaction.id);
    event.target?.dispatchEvent(news);
    if (news.defaultPrevented) event.preventDefault();
  };
  return isPage(card.address)
    ? html`<a
        class="action"
        href=${card.address}
        target="_blank"
        rel="noopener noreferrer"
        tabindex=${tabIndex}
        aria-label=${words}
        data-tip
        @click=${open}
        >${cardIcon}</a
      >`
    : html`<button
        class="bare action"
        tabindex=${tabIndex}
        aria-label=${words}
        data-tip
        @click=${open}
      >
        ${cardIcon}
      </button>`;
}

/** Only what is a page: an address comes from the configuration of a CRM, and must not run as a script. */
const isPage = (address: string | null): address is string =>
  address !== null && /^https?:\/\//i.test(address);
