import type { Instant } from './contract/primitives.ts';
import type { Link } from './feed.ts';

/** Whether the server is there, and when it last was. */
export class Reach {
  link: Link = { state: 'connecting' };
  #lastContact: Instant | undefined;
  #firstMissed: Instant | undefined;

  /** The server was just heard. */
  contact(): void {
    this.#lastContact = new Date().toISOString();
  }

  /** It was heard at that time, as this browser remembers. */
  recall(instant: Instant): void {
    this.#lastContact ??= instant;
  }

  /** When the server was last there; or, when it never was, when that was first noticed. */
  lostSince(): Instant {
    const lost = this.link.state === 'down' ? this.link.since : undefined;
    const last = this.#lastContact;
    if (last !== undefined) return lost !== undefined && lost > last ? lost : last;
    return (this.#firstMissed ??= lost ?? new Date().toISOString());
  }
}
