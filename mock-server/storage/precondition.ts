import { Refusal } from '../refusal.ts';

/** Refuses a change that was made on an older state than the stored one. Without `ifMatch` the last one wins. */
export function demandRevision(
  what: string,
  stored: { revision: number; updated_at: Date; updated_by?: string | null },
  ifMatch: number | undefined,
): void {
  if (ifMatch === undefined || ifMatch === stored.revision) return;
  throw new Refusal(
    'precondition-failed',
    `${stored.updated_by ?? 'Someone'} changed this ${what} at ${stored.updated_at.toISOString()}. Load it anew, then make your change again.`,
  );
}
