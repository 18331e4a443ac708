import type { HistorySort } from '../../api-client/contract/history.ts';
import type { HistoryColumn } from '../../api-client/contract/history-columns.ts';
import type { Contact, InteractionCard } from '../../api-client/contract/interaction.ts';
import type { Filter } from './history-state.ts';

/** Someone wants more interactions than those loaded. */
export class OlderWantedEvent extends Event {
  static readonly eventName = 'waypost-older-wanted';

  constructor() {
    super(OlderWantedEvent.eventName, { bubbles: true, composed: true });
  }
}

/** Someone wants another order of the rows. */
export class SortWantedEvent extends Event {
  static readonly eventName = 'waypost-sort-wanted';
  readonly sort: HistorySort;

  constructor(sort: HistorySort) {
    super(SortWantedEvent.eventName, { bubbles: true, composed: true });
    this.sort = sort;
  }
}

/** Someone wants another filter. */
export class FilterWantedEvent extends Event {
  static readonly eventName = 'waypost-filter-wanted';
  readonly filter: Filter;

  constructor(filter: Filter) {
    super(FilterWantedEvent.eventName, { bubbles: true, composed: true });
    this.filter = filter;
  }
}

/** Someone draws a column to another width, in pixels. */
export class ColumnWidthWantedEvent extends Event {
  static readonly eventName = 'waypost-column-width-wanted';
  readonly column: HistoryColumn;
  readonly width: number;

  constructor(column: HistoryColumn, width: number) {
    super(ColumnWidthWantedEvent.eventName, { bubbles: true, composed: true });
    this.column = column;
    this.width = width;
  }
}

export type ContactAction = 'call' | 'sms' | 'email';

/** Someone wants to call or write to a customer. Cancel it to do so yourself; else the browser opens `address`. */
export class ContactActionEvent extends Event {
  static readonly eventName = 'waypost-contact-action';
  readonly action: ContactAction;
  /** The phone number or e-mail address. */
  readonly to: string;
  /** `tel:`, `sms:` or `mailto:` */
  readonly address: string;
  readonly contact: Contact;
  readonly interactionId: string;

  constructor(
    action: ContactAction,
    to: string,
    address: string,
    of: { contact: Contact; interactionId: string },
  ) {
    super(ContactActionEvent.eventName, { bubbles: true, composed: true, cancelable: true });
    this.action = action;
    this.to = to;
    this.address = address;
    this.contact = of.contact;
    this.interactionId = of.interactionId;
  }
}

/** Someone opens the CRM's card of an interaction. Cancel it to open the card yourself; else its address is opened. */
export class CardOpenEvent extends Event {
  static readonly eventName = 'waypost-card-open';
  readonly card: InteractionCard;
  readonly interactionId: string;

  constructor(card: InteractionCard, interactionId: string) {
    super(CardOpenEvent.eventName, { bubbles: true, composed: true, cancelable: true });
    this.card = card;
    this.interactionId = interactionId;
  }
}

/** A history shows something else: another period, filter or order. `address` names it, as a part of a link. */
export class HistoryChangedEvent extends Event {
  static readonly eventName = 'waypost-history-changed';
  readonly address: string;

  constructor(address: string) {
    super(HistoryChangedEvent.eventName, { bubbles: true, composed: true });
    this.address = address;
  }
}

declare global {
  interface HTMLElementEventMap {
    'waypost-older-wanted': OlderWantedEvent;
    'waypost-sort-wanted': SortWantedEvent;
    'waypost-filter-wanted': FilterWantedEvent;
    'waypost-column-width-wanted': ColumnWidthWantedEvent;
    'waypost-contact-action': ContactActionEvent;
    'waypost-card-open': CardOpenEvent;
    'waypost-history-changed': HistoryChangedEvent;
  }
}
