import { randomBytes } from 'node:crypto';
import type { ReadMail } from './read-mail.ts';

/** What the demo keeps of each kind. */
const MOST_KEPT = 100;

/** The last things that were sent, newest first. Gone when the server stops. */
export class Outbox<Item> {
  #items: Item[] = [];

  add(item: Item): void {
    this.#items = [item, ...this.#items].slice(0, MOST_KEPT);
  }

  get items(): readonly Item[] {
    return this.#items;
  }
}

export interface SentMail extends ReadMail {
  at: Date;
  /** Everybody whom it went to, also those whom its headers do not name. */
  recipients: string[];
}

export interface SentSms {
  at: Date;
  key: string;
  from: string;
  to: string;
  text: string;
}

/** The demo's own mail server and SMS gateway keep here what arrives. Nothing of it goes any further. */
export class DemoPost {
  readonly mail = new Outbox<SentMail>();
  readonly sms = new Outbox<SentSms>();
  /** What the server signs text messages with. */
  readonly smsSecret = randomBytes(24).toString('base64url');
}
