/** An entity was opened in the settings, or none is any more: a page may put it into its address. */
export class EntityChosenEvent extends Event {
  /** As paths name it, as `queues`. */
  readonly kind: string;
  readonly entityId: string | undefined;

  constructor(kind: string, entityId: string | undefined) {
    super('waypost-entity-chosen', { bubbles: true, composed: true });
    this.kind = kind;
    this.entityId = entityId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'waypost-entity-chosen': EntityChosenEvent;
  }
}
