const WINDOW_MONTHS = 3;
const HOUR = 3_600_000;
/** Where a day ends last of all (UTC-12), and where it begins first (UTC+14). */
const LAST_ZONE = -12 * HOUR;
const FIRST_ZONE = 14 * HOUR;

/**
 * From when on a user may still see interactions: three calendar months before today, wherever the user is, as the
 * server reckons it. 31 May goes to the end of February.
 */
export function windowStart(now: Date): Date {
  const today = new Date(now.getTime() + LAST_ZONE);
  const [year, month] = [today.getUTCFullYear(), today.getUTCMonth() - WINDOW_MONTHS];
  const lastOfMonth = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const day = Math.min(today.getUTCDate(), lastOfMonth);
  return new Date(Date.UTC(year, month, day) - FIRST_ZONE);
}
