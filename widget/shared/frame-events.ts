import type { ContactAction } from './history-events.ts';

/** In the frame, someone calls or writes to the customer of an interaction. To whom is not said: the page is not told of people. */
export class FrameContactActionEvent extends Event {
  static readonly eventName = 'waypost-frame-contact-action';
  readonly action: ContactAction;
  readonly interactionId: string;

  constructor(action: ContactAction, interactionId: string) {
    super(FrameContactActionEvent.eventName, { bubbles: true, composed: true });
    this.action = action;
    this.interactionId = interactionId;
  }
}

declare global {
  interface HTMLElementEventMap {
    'waypost-frame-contact-action': FrameContactActionEvent;
  }
}
