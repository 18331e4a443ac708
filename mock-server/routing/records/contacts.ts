/** What the customer of an interaction did before. */
export interface Contacts {
  /**
   * How many interactions the customer began, at or after the given instant and before this one. Neither this one
   * nor what went out to the customer is counted. 0 for a customer whom nothing identifies.
   */
  countSince(from: Date): Promise<number>;
}
