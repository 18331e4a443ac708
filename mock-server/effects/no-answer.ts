/** Why there is no answer. `unreachable`: nothing was sent; `interrupted`: something may have been. */
export type NoAnswerKind =
  'inside' | 'unreachable' | 'interrupted' | 'late' | 'too-large' | 'redirect';

/** There is no answer; the message tells why, in our own words. */
export class NoAnswer extends Error {
  readonly kind: NoAnswerKind;

  constructor(kind: NoAnswerKind, message: string) {
    super(message);
    this.name = 'NoAnswer';
    this.kind = kind;
  }
}
