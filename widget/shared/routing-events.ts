/** A routing was opened in the editor, or none is any more: a page may put it into its address. */
export class RoutingChosenEvent extends Event {
  readonly routingId: string | undefined;
  /** The number of the version, where one was chosen. */
  readonly version: number | undefined;

  constructor(routingId: string | undefined, version: number | undefined) {
    super('waypost-routing-chosen', { bubbles: true, composed: true });
    this.routingId = routingId;
    this.version = version;
  }
}

/** Another version of the routing is to be on show, or this one as it is now. */
export class VersionWantedEvent extends Event {
  readonly number: number;

  constructor(number: number) {
    super('waypost-version-wanted', { bubbles: true });
    this.number = number;
  }
}

declare global {
  interface HTMLElementEventMap {
    'waypost-routing-chosen': RoutingChosenEvent;
    'waypost-version-wanted': VersionWantedEvent;
    'waypost-routing-left': Event;
  }
}
