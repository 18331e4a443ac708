import { property } from 'lit/decorators.js';
import { WaypostElement } from './element.ts';
import { firstControl } from './first-control.ts';

/** What a page puts away and takes out again, and can bring the keyboard to. */
export abstract class ClosableElement extends WaypostElement {
  /** Whether it is put away: it takes no room, and keeps up with what happens. */
  @property({ type: Boolean, reflect: true }) closed = false;

  /** Takes it out. */
  open(): void {
    this.closed = false;
  }

  /** Puts it away. */
  close(): void {
    this.closed = true;
  }

  /** Brings the keyboard to the first control that is of use. */
  override focus(options?: FocusOptions): void {
    firstControl(this.renderRoot)?.focus(options);
  }
}
