/** What was sent to somebody on behalf of an interaction, and is an interaction of its own in the history. */
export interface OutgoingDraft {
  /** Names what was sent: the same key makes no second interaction. */
  key: string;
  flow: 'email-messaging' | 'sms-messaging';
  queueId: string | null;
  /** Whom it went to. */
  recipient: { phone: string } | { email: string };
  /** What was written. */
  text: string;
  /** The template that it was made from, if any. */
  templateId: string | null;
  /** Null when all of it was delivered; else why it was not. */
  failure: string | null;
}

export interface Outgoing {
  /** Adds the interaction, linked to this one. Gives its id. */
  create(draft: OutgoingDraft): Promise<string>;
}
