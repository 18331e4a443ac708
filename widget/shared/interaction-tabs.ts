import { msg } from '@lit/localize';
import { html, type TemplateResult } from 'lit';
import { moveFocus } from './roving.ts';

/** The tabs of an interaction, in their order. */
export const TABS = [
  'interaction',
  'information',
  'data',
  'card',
  'case',
  'qualifications',
  'survey-answers',
  'invoices',
  'routing',
] as const;
export type InteractionTab = (typeof TABS)[number];

const names: Record<InteractionTab, () => string> = {
  interaction: () => msg('Interaction'),
  information: () => msg('Information'),
  data: () => msg('Data'),
  card: () => msg('Card'),
  case: () => msg('Case'),
  qualifications: () => msg('Qualifications'),
  'survey-answers': () => msg('Survey answers'),
  invoices: () => msg('Invoices'),
  routing: () => msg('Routing'),
};

export const tabName = (tab: InteractionTab): string => names[tab]();

/** The tabs as one stop of the Tab key: the arrow keys open the next one, and what does not fit scrolls by. */
export function tabList(
  open: InteractionTab,
  choose: (tab: InteractionTab) => void,
): TemplateResult {
  const move = (event: KeyboardEvent) => {
    const list = event.currentTarget as HTMLElement;
    const tab = TABS[moveFocus(event, [...list.querySelectorAll<HTMLElement>('[role=tab]')])];
    if (tab) choose(tab);
  };
  return html`<div
    class="tabs"
    role="tablist"
    aria-label=${msg('The interaction')}
    @keydown=${move}
  >
    ${TABS.map(
      (tab) =>
        html`<button
          id=${tab}
          role="tab"
          aria-selected=${tab === open}
          aria-controls="panel"
          tabindex=${tab === open ? 0 : -1}
          @click=${() => choose(tab)}
        >
          ${tabName(tab)}
        </button>`,
    )}
  </div>`;
}
