/** Someone wants to see the interactions behind a figure. `address` is what a `<waypost-history>` shows them by. */
export class HistoryWantedEvent extends Event {
  static readonly eventName = 'waypost-history-wanted';
  readonly address: string;

  constructor(address: string) {
    super(HistoryWantedEvent.eventName, { bubbles: true, composed: true });
    this.address = address;
  }
}

declare global {
  interface HTMLElementEventMap {
    'waypost-history-wanted': HistoryWantedEvent;
  }
}
