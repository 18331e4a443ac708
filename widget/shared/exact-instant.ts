import type { Instant } from '../../api-client/contract/primitives.ts';
import { dayKey, formatOf } from './time.ts';

/** The exact instant for a program: `2026-11-20T16:02:11.123+01:00[Europe/Paris]` (RFC 9557). */
export function exactInstant(at: Instant, timeZone: string): string {
  const parts = formatOf('en', {
    timeZone,
    hourCycle: 'h23',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'longOffset',
  }).formatToParts(new Date(at));
  const part = (type: string) => parts.find((found) => found.type === type)?.value ?? '';
  const offset = part('timeZoneName').slice(3) || '+00:00';
  const time = `${part('hour')}:${part('minute')}:${part('second')}.${part('fractionalSecond')}`;
  return `${dayKey(at, timeZone)}T${time}${offset}[${timeZone}]`;
}
