import { msg, str } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import { ContactActionEvent, type ContactAction } from './history-events.ts';
import { mailIcon, phoneIcon, smsIcon } from './icons.ts';
import { phoneWords } from './interaction-words.ts';
import { mayBeMobile } from './mobile-numbers.ts';

interface Offered {
  action: ContactAction;
  to: string;
  address: string;
  words: string;
  icon: TemplateResult;
}

/** Call, SMS and e-mail: those that the contact of an interaction has an address for. */
export function contactActions(interaction: Interaction, tabIndex = 0): TemplateResult[] {
  return offered(interaction.contact).map(
    ({ words, icon, ...what }) =>
      html`<a
        class="action"
        href=${what.address}
        tabindex=${tabIndex}
        aria-label=${words}
        data-tip
        @click=${(event: Event) => act(event, what, interaction)}
        >${icon}</a
      >`,
  );
}

function offered({ phone, email }: Interaction['contact']): Offered[] {
  const list: Offered[] = [];
  if (phone) {
    const number = phoneWords(phone);
    const address = `tel:${phone}`;
    list.push({
      action: 'call',
      to: phone,
      address,
      words: msg(str`Call ${number}`),
      icon: phoneIcon,
    });
  }
  if (phone && mayBeMobile(phone)) {
    const words = msg(str`Send an SMS to ${phoneWords(phone)}`);
    list.push({ action: 'sms', to: phone, address: `sms:${phone}`, words, icon: smsIcon });
  }
  if (email) {
    const address = `mailto:${encodeURIComponent(email).replace('%40', '@')}`;
    list.push({
      action: 'email',
      to: email,
      address,
      words: msg(str`Write to ${email}`),
      icon: mailIcon,
    });
  }
  return list;
}

function act(
  event: Event,
  { action, to, address }: { action: ContactAction; to: string; address: string },
  { contact, id }: Interaction,
): void {
  const news = new ContactActionEvent(action, to, address, { contact, interactionId: id });
  event.target?.dispatchEvent(news);
  if (news.defaultPrevented) event.preventDefault();
}
