/** A report shows something else: another part, period or filter. `address` names it, as a part of a link. */
export class ReportChangedEvent extends Event {
  static readonly eventName = 'waypost-report-changed';
  readonly address: string;

  constructor(address: string) {
    super(ReportChangedEvent.eventName, { bubbles: true, composed: true });
    this.address = address;
  }
}

declare global {
  interface HTMLElementEventMap {
    'waypost-report-changed': ReportChangedEvent;
  }
}
