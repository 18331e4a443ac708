import { Refusal } from '../refusal.ts';
import type { Viewer } from './identity.ts';

/** Refuses when the active profile closes the history. */
export function demandHistory(viewer: Pick<Viewer, 'historyOpen'>): void {
  if (viewer.historyOpen) return;
  throw new Refusal(
    'history-off',
    'Your active profile does not open the history of interactions. Choose another profile, or ask an administrator.',
  );
}
