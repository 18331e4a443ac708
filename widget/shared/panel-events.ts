import type { ErrorKind } from '../../api-client/errors.ts';

/** Nobody is signed in, or the token has ended: the page should let the person sign in, then call `refresh()`. */
export class SignInNeededEvent extends Event {
  static readonly eventName = 'waypost-sign-in-needed';

  constructor() {
    super(SignInNeededEvent.eventName, { bubbles: true, composed: true });
  }
}

/** The panel shows another interaction, or none. */
export class ActiveInteractionChangedEvent extends Event {
  static readonly eventName = 'waypost-active-interaction-changed';
  readonly interactionId: string | undefined;

  constructor(interactionId: string | undefined) {
    super(ActiveInteractionChangedEvent.eventName, { bubbles: true, composed: true });
    this.interactionId = interactionId;
  }
}

/** Someone opens an interaction. Cancel it to show that interaction yourself. */
export class InteractionOpenEvent extends Event {
  static readonly eventName = 'waypost-interaction-open';
  readonly interactionId: string;
  /** Whether it is to be answered: it is the user's own, opened at the desk. */
  readonly toAnswer: boolean;

  constructor(interactionId: string, toAnswer = false) {
    super(InteractionOpenEvent.eventName, { bubbles: true, composed: true, cancelable: true });
    this.interactionId = interactionId;
    this.toAnswer = toAnswer;
  }
}

/** Something went wrong that keeps the panel from being up to date. It says what kind, and nothing of anybody. */
export class PanelErrorEvent extends Event {
  static readonly eventName = 'waypost-error';
  /** Of the client, or `frame-version`: a page and the server of its frame speak other versions. */
  readonly kind: ErrorKind | 'frame-version';

  constructor(kind: ErrorKind | 'frame-version') {
    super(PanelErrorEvent.eventName, { bubbles: true, composed: true });
    this.kind = kind;
  }
}

declare global {
  interface HTMLElementEventMap {
    'waypost-error': PanelErrorEvent;
    'waypost-interaction-open': InteractionOpenEvent;
  }
}
