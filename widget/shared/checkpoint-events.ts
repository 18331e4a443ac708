/** A checkpoint was opened in the settings, or none is any more: a page may put it into its address. */
export class CheckpointChosenEvent extends Event {
  readonly checkpointId: string | undefined;

  constructor(checkpointId: string | undefined) {
    super('waypost-checkpoint-chosen', { bubbles: true, composed: true });
    this.checkpointId = checkpointId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'waypost-checkpoint-chosen': CheckpointChosenEvent;
  }
}
