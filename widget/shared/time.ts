import { msg, str } from '@lit/localize';
import type { Instant } from '../../api-client/contract/primitives.ts';
import { formattingLanguage } from '../localization/locale.ts';

const formats = new Map<string, Intl.DateTimeFormat>();

/** Making a format is slow, the first one of a language most of all; a page needs the same few again and again. */
export function formatOf(
  language: string,
  options: Intl.DateTimeFormatOptions,
): Intl.DateTimeFormat {
  const key = language + JSON.stringify(options);
  let format = formats.get(key);
  if (!format) formats.set(key, (format = new Intl.DateTimeFormat(language, options)));
  return format;
}

/** Makes the first formats of the language in a quiet moment, before there are rows: they take as long as a screen of these. */
export function prepareFormats(): void {
  if ('requestIdleCallback' in globalThis)
    requestIdleCallback(() => shortMoment(Date.now(), browserZone(), Date.now()));
}

function write(at: Instant | number, options: Intl.DateTimeFormatOptions): string {
  return formatOf(formattingLanguage(), options).format(new Date(at));
}

/** The browser's own zone, as an IANA name. */
export function browserZone(): string {
  return formatOf(formattingLanguage(), {}).resolvedOptions().timeZone;
}

/** Days and nights, and clocks that are set, begin with a quarter of an hour in every zone. */
const QUARTER = 15 * 60_000;
const days = new Map<string, string>();

/** The calendar day in a zone, as `2026-11-20`. */
export function dayKey(at: Instant | number, timeZone: string): string {
  const quarter = Math.floor((typeof at === 'number' ? at : Date.parse(at)) / QUARTER);
  const key = `${quarter} ${timeZone}`;
  let day = days.get(key);
  if (day === undefined) {
    if (days.size > 5_000) days.clear();
    day = writeDay(quarter * QUARTER, timeZone);
    days.set(key, day);
  }
  return day;
}

function writeDay(at: number, timeZone: string): string {
  const format = formatOf(formattingLanguage(), {
    timeZone,
    calendar: 'gregory',
    numberingSystem: 'latn',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  });
  const parts = format.formatToParts(at);
  const part = (type: string) => parts.find((one) => one.type === type)?.value ?? '';
  return `${part('year').padStart(4, '0')}-${part('month')}-${part('day')}`;
}

/** A clock time with seconds: `16:02:11`. */
export function clockTime(at: Instant, timeZone: string): string {
  return write(at, { timeZone, timeStyle: 'medium' });
}

/** A clock time without seconds: `16:02`. */
export function shortTime(at: Instant | number, timeZone: string): string {
  return write(at, { timeZone, timeStyle: 'short' });
}

/** A day as a heading: `Today, 20 November`, `Wednesday 18 November`; with its year when it is another. */
export function dayHeading(at: Instant, timeZone: string, now: number): string {
  const near = nearDay(at, timeZone, now);
  const date = write(at, {
    timeZone,
    day: 'numeric',
    month: 'long',
    ...(near ? {} : { weekday: 'long' }),
    ...(near || dayKey(at, timeZone).slice(0, 4) === dayKey(now, timeZone).slice(0, 4)
      ? {}
      : { year: 'numeric' }),
  });
  return near ? `${near}, ${date}` : date;
}

/** A moment in a list: `Today, 16:02`, `18 Nov, 15:12`; with its year when it is another. */
export function shortMoment(at: Instant | number, timeZone: string, now: number): string {
  const sameYear = dayKey(at, timeZone).slice(0, 4) === dayKey(now, timeZone).slice(0, 4);
  const day =
    nearDay(at, timeZone, now) ??
    write(at, {
      timeZone,
      day: 'numeric',
      month: 'short',
      ...(sameYear ? {} : { year: 'numeric' }),
    });
  return `${day}, ${shortTime(at, timeZone)}`;
}

/** The same within a sentence: `today, 16:02`. */
export function momentWithin(at: Instant, timeZone: string, now: number): string {
  const near = nearDay(at, timeZone, now);
  if (!near) return shortMoment(at, timeZone, now);
  return `${near.toLocaleLowerCase()}, ${shortTime(at, timeZone)}`;
}

function nearDay(at: Instant | number, timeZone: string, now: number): string | undefined {
  const today = dayKey(now, timeZone);
  const day = dayKey(at, timeZone);
  if (day === today) return msg('Today');
  const yesterday = new Date(Date.parse(`${today}T00:00:00Z`) - 86_400_000);
  return day === yesterday.toISOString().slice(0, 10) ? msg('Yesterday') : undefined;
}

/** The exact instant for a person: date, time to the millisecond, offset and zone. */
export function exactMoment(at: Instant, timeZone: string): string {
  const moment = write(at, {
    timeZone,
    day: 'numeric',
    month: 'long',
    year: 'numeric',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
    fractionalSecondDigits: 3,
    timeZoneName: 'shortOffset',
  });
  return `${moment} (${timeZone})`;
}

/** A length of time in words, by its two greatest units: `29 s`, `2 min 52 s`, `3 h 5 min`, `2 d 4 h`. */
export function durationWords(milliseconds: number): string {
  const seconds = Math.max(0, Math.round(milliseconds / 1000));
  const units: [number, string][] = [
    [Math.floor(seconds / 86_400), msg('d', { desc: 'Short for days, after a number' })],
    [Math.floor(seconds / 3600) % 24, 'h'],
    [Math.floor(seconds / 60) % 60, 'min'],
    [seconds % 60, 's'],
  ];
  const first = units.findIndex(([count]) => count > 0);
  if (first < 0) return '0 s';
  return units
    .slice(first, first + 2)
    .filter(([count]) => count > 0)
    .map(([count, unit]) => `${count} ${unit}`)
    .join(' ');
}

/** The gap since the stop before, in words. */
export function gapWords(from: Instant, to: Instant): string {
  const gap = Date.parse(to) - Date.parse(from);
  return gap < 500 ? msg('at once') : msg(str`${durationWords(gap)} later`);
}

/** A running clock: `4:12`, `1:04:12`. A browser's clock that lags behind the server's shows zero. */
export function runningClock(milliseconds: number): string {
  const seconds = Math.max(0, Math.floor(milliseconds / 1000));
  const two = (count: number) => String(count).padStart(2, '0');
  const hours = Math.floor(seconds / 3600);
  const minutes = Math.floor(seconds / 60) % 60;
  return `${hours ? `${hours}:${two(minutes)}` : minutes}:${two(seconds % 60)}`;
}
