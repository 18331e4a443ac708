import { msg, str } from '@lit/localize';
import type { HistoryData } from '../../api-client/waypost.ts';
import { momentWithin } from './time.ts';

/** What may be missing of rows that come from this browser alone; '' when nothing can be. */
export function keptWords(
  kept: NonNullable<HistoryData['kept']>,
  timeZone: string,
  now: number,
): string {
  const { since, isWhole } = kept;
  if (since && isWhole)
    return msg(
      str`Offline: this browser kept the interactions since ${momentWithin(since, timeZone, now)}; earlier ones are missing.`,
    );
  if (since)
    return msg(
      str`Offline: this browser kept interactions since ${momentWithin(since, timeZone, now)}; earlier ones are missing, and some of these may be.`,
    );
  return isWhole
    ? ''
    : msg('Offline: of the interactions that this browser kept, some may be missing.');
}
