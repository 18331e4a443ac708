/** How long to wait before trying again: 1, 2, 4 … 30 s, spread so that clients do not come back all at once. */
export function backoff(attempt: number): number {
  const most = Math.min(30_000, 1000 * 2 ** Math.min(attempt, 5));
  return most * (0.5 + Math.random() / 2);
}
