/** As many ids as a filter takes. */
export const MOST_IDS = 200;

const ID = /^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/i;

/** Ids out of pasted text, in whatever way they are set apart; what is none is told apart. */
export function idsIn(text: string): { ids: string[]; others: string[] } {
  const words = text.split(/[\s,;"']+/).filter(Boolean);
  const ids = words.filter((word) => ID.test(word)).map((word) => word.toLowerCase());
  return { ids: [...new Set(ids)], others: words.filter((word) => !ID.test(word)) };
}
