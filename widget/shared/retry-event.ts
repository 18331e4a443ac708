/** Someone asked to try again after a failure. */
export class RetryEvent extends Event {
  static readonly eventName = 'waypost-retry';

  constructor() {
    super(RetryEvent.eventName, { bubbles: true, composed: true });
  }
}

declare global {
  interface HTMLElementEventMap {
    'waypost-retry': RetryEvent;
  }
}
