/** Bytes of a file that is imported. */
export const LARGEST_FILE = 5_000_000;
/** Its lines below the headings, as many as one call of the server takes. */
export const MOST_LINES = 10_000;

/** Says, in the language of the page, why nothing can be made of a file. */
export class UnreadableFile extends Error {}
