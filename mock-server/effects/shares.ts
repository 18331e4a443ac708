/** Effects of one organisation at the same time. Many mail servers take no more than 50 connections of one. */
const MOST_OF_ONE = 48;
/** Effects of all organisations at the same time. */
const MOST = 96;

/**
 * What each organisation has under way. It may have as much as is still free, and no more than the most of one: so one
 * whose providers hang has its share, and however many do, there is room for the others.
 */
export class Shares {
  #held = new Map<string, number>();
  #all = 0;

  begin(organisationId: string): void {
    this.#held.set(organisationId, (this.#held.get(organisationId) ?? 0) + 1);
    this.#all++;
  }

  end(organisationId: string): void {
    const left = (this.#held.get(organisationId) ?? 0) - 1;
    if (left > 0) this.#held.set(organisationId, left);
    else this.#held.delete(organisationId);
    this.#all--;
  }

  get #share(): number {
    return Math.min(MOST_OF_ONE, MOST - this.#all);
  }

  /** True when the organisation has all that it may have. */
  isFull(organisationId: string): boolean {
    return (this.#held.get(organisationId) ?? 0) >= this.#share;
  }

  /** The organisations that have all that they may have. */
  get full(): string[] {
    return [...this.#held.keys()].filter((id) => this.isFull(id));
  }

  /** How many more any organisation that is not full may have, whichever it is. */
  get room(): number {
    const share = this.#share;
    const held = [...this.#held.values()].filter((count) => count < share);
    return share - Math.max(0, ...held);
  }
}
