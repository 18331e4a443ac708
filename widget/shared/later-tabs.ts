/** What an interaction shows besides its head and its trail; loaded when these are there. */
import { css, html, nothing, type ReactiveController } from 'lit';
import type { Desk, InteractionData, Waypost } from '../../api-client/waypost.ts';
import '../reply.ts';
import { conversationStyles, conversationTab } from './conversation.ts';
import { Doings } from './doings.ts';
import type { WaypostElement } from './element.ts';
import { factStyles } from './fact-list.ts';
import { fieldStyles } from './field-styles.ts';
import {
  allFacts,
  furtherFacts,
  interactionFactsStyles,
  runLine,
} from './interaction-facts.ts';
import { Records, type Wanted } from './interaction-records.ts';
import type { InteractionTab } from './interaction-tabs.ts';
import { interactionValues } from './interaction-values.ts';
import { isLive } from './interaction-words.ts';
import { invoicesTab, invoiceStyles } from './invoices-tab.ts';
import { menuStyles, SettingsMenu } from './settings-menu.ts';
import { myButtons, myButtonStyles } from './my-buttons.ts';
import { dialogStyles } from './dialog-styles.ts';
import { OtherInteractions, otherStyles } from './other-interactions.ts';
import { outcomeBar, outcomeStyles } from './outcome-bar.ts';
import { qualificationsTab, qualificationStyles } from './qualifications-tab.ts';
import type { Reader } from './reader.ts';
import { routingTab } from './routing-tab.ts';
import { cardTab, caseTab, recordStyles, surveysTab } from './record-tabs.ts';

/** What is shown, to whom, and which part of it. */
export interface Shown {
  data: InteractionData;
  zone: string;
  now: number;
  /** Undefined when nobody is known. */
  userId: string | undefined;
  desk: Desk | undefined;
  client: Waypost | undefined;
  tab: InteractionTab;
  showsFacts: boolean;
}

export const laterStyles = css`
  ${factStyles}${conversationStyles}${interactionFactsStyles}${recordStyles}${invoiceStyles}
  ${fieldStyles}${qualificationStyles}${outcomeStyles}${menuStyles}${myButtonStyles}${dialogStyles}
  ${otherStyles}
`;

/** Everything of an interaction that comes after its trail. */
export class Later implements ReactiveController {
  readonly #records: Records;
  readonly #doings: Doings;
  readonly #menu: SettingsMenu;
  readonly #others: OtherInteractions;
  readonly #host: WaypostElement;
  #shown: Shown | undefined;
  #seenTab: InteractionTab | undefined;

  constructor(host: WaypostElement) {
    this.#host = host;
    host.addController(this);
    this.#records = new Records(host);
    this.#doings = new Doings(host);
    this.#menu = new SettingsMenu(host);
    this.#others = new OtherInteractions(host);
    const sheet = laterStyles.styleSheet;
    if (sheet) host.shadowRoot?.adoptedStyleSheets.push(sheet);
    // Where it becomes wide, the facts come on show.
    new ResizeObserver(() => host.requestUpdate()).observe(host);
  }

  /** Follows what the open tab, and the facts beside it, are made of. */
  follow(shown: Shown): void {
    const before = this.#shown?.data.interaction.id;
    if (before && before !== shown.data.interaction.id) this.#doings.tell(undefined);
    this.#shown = shown;
    const { client, data, tab, showsFacts } = shown;
    this.#records.follow(client?.records, data.interaction, this.#wanted(tab, showsFacts));
    this.#others.follow(client, data.interaction);
  }

  hostUpdated(): void {
    this.#showTab();
    this.#showTop();
  }

  /** Another one that was opened below begins with who the customer is. */
  #showTop(): void {
    const { openedId } = this.#others;
    if (!openedId || openedId !== this.#shown?.data.interaction.id) return;
    this.#others.openedId = undefined;
    const head = this.#host.renderRoot.querySelector('.head');
    head?.scrollIntoView({ block: 'nearest', behavior: 'instant' });
  }

  /** A tab that was opened is in view, and the page stays where it is. */
  #showTab(): void {
    const tab = this.#shown?.tab;
    const button = this.#host.renderRoot.querySelector<HTMLElement>('[aria-selected=true]');
    if (tab === this.#seenTab || !button?.parentElement) return;
    this.#seenTab = tab;
    const [list, seen] = [button.parentElement, button.getBoundingClientRect()];
    const around = list.getBoundingClientRect();
    const over = Math.max(0, seen.right + 24 - around.right);
    const under = Math.max(0, around.left + 24 - seen.left);
    list.scrollBy({ left: over || -under, behavior: 'instant' });
  }

  /** What the run does now, or how it ended, in one line. */
  line({ interaction }: InteractionData): unknown {
    return this.#with((reader) => runLine(interaction, reader));
  }

  facts({ interaction }: InteractionData): unknown {
    return this.#with((reader) => {
      const mine = myButtons('panel', reader);
      return [
        mine.length > 0 ? html`<div class="row mine-row">${mine}</div>` : nothing,
        furtherFacts(interaction, reader),
      ];
    });
  }

  /** What a tab shows; of the data, what stands below the trail. */
  tab(tab: InteractionTab, data: InteractionData): unknown {
    return this.#with((reader) => tabContent(tab, data, reader));
  }

  /** Beside the tabs: what can be done. */
  actions(refresh: () => void): unknown {
    const all = () => {
      refresh();
      void this.#records.refresh();
    };
    return this.#with((reader) => this.#menu.bar(reader, all));
  }

  /** What else the customer came about, what was done last, and what is being done. */
  end(): unknown {
    return this.#with((reader) => [
      this.#isWrittenOn ? nothing : this.#others.render(reader.zone),
      outcomeBar(reader),
      this.#menu.dialog?.render(),
    ]);
  }

  /** Whether the page ends with a conversation that goes on: who reads along stays at its end. */
  get #isWrittenOn(): boolean {
    const { tab, data } = this.#shown ?? {};
    return tab === 'interaction' && data !== undefined && isLive(data.interaction);
  }

  /** What must be asked for, so that the open tab, the facts and the menu can be shown. */
  #wanted(tab: InteractionTab, showsFacts: boolean): Wanted {
    const isOf = (...tabs: InteractionTab[]) => tabs.includes(tab);
    const { isOpen } = this.#menu;
    return {
      records: showsFacts || !isOf('data', 'routing'),
      events: showsFacts || isOf('interaction', 'routing'),
      card: isOf('card'),
      routings: isOf('routing'),
      settings: isOpen || isOf('qualifications'),
      buttons: isOpen || showsFacts,
    };
  }

  #with(show: (reader: Reader) => unknown): unknown {
    if (!this.#shown) return nothing;
    const { data, zone, now, userId, desk } = this.#shown;
    return show({
      data,
      zone,
      now,
      userId,
      desk,
      records: this.#records,
      doings: this.#doings,
    });
  }
}

function tabContent(tab: InteractionTab, data: InteractionData, reader: Reader): unknown {
  switch (tab) {
    case 'interaction':
      return conversationTab(data, reader);
    case 'information':
      return allFacts(data.interaction, reader);
    case 'data':
      return interactionValues(data.interaction);
    case 'card':
      return cardTab(reader);
    case 'case':
      return caseTab(reader);
    case 'qualifications':
      return qualificationsTab(reader);
    case 'survey-answers':
      return surveysTab(reader);
    case 'invoices':
      return invoicesTab(reader);
    case 'routing':
      return routingTab(reader);
  }
}
