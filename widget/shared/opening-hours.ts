/** Open from `opens` up to `closes`, as 09:30. One that closes no later than it opens goes on over midnight. */
export interface Span {
  opens: string;
  closes: string;
}

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;
const DAY = 24 * 60;

/** An hour as it is meant: `9`, `930`, `9h30` and `9.30` are 09:30 and the like. What is none stays as it is. */
export function hourOf(written: string): string {
  const text = written.trim();
  const found = /^(\d{1,2})\s*(?:[:.,hH]\s*)?(\d{2})?$/.exec(text);
  if (!found) return text;
  const [, hours = '', minutes = '00'] = found;
  const hour = `${hours.padStart(2, '0')}:${minutes}`;
  return HOUR.test(hour) || hour === '24:00' ? hour : text;
}

/** Minutes from midnight; undefined for what is no hour. */
function minuteOf(hour: string): number | undefined {
  if (!HOUR.test(hour) && hour !== '24:00') return undefined;
  return Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3));
}

/** Where a span lies in its day, in minutes; `to` is past 1,440 where it goes on over midnight. */
export function minutesOf({ opens, closes }: Span): { from: number; to: number } | undefined {
  const from = minuteOf(opens);
  const to = minuteOf(closes);
  if (from === undefined || to === undefined || from === to || opens === '24:00')
    return undefined;
  return { from, to: to > from ? to : to + DAY };
}

/** The parts of a day that are open: from its own spans, and from those of the day before that reach into it. */
export function openParts(
  spans: readonly Span[],
  before: readonly Span[],
): { from: number; to: number }[] {
  const own = spans.flatMap((span) => minutesOf(span) ?? []);
  const over = before.flatMap((span) => minutesOf(span) ?? []).filter(({ to }) => to > DAY);
  return [
    ...over.map(({ to }) => ({ from: 0, to: to - DAY })),
    ...own.map(({ from, to }) => ({ from, to: Math.min(to, DAY) })),
  ].sort((one, other) => one.from - other.from);
}

/** How long the spans are together, in minutes. */
export const lengthOf = (spans: readonly Span[]): number =>
  spans
    .flatMap((span) => minutesOf(span) ?? [])
    .reduce((sum, { from, to }) => sum + to - from, 0);

/** Hours to begin with: after those that are there, or those of a working day. */
export function nextSpan(spans: readonly Span[]): Span {
  const last = spans.at(-1);
  const from = last && minutesOf(last)?.to;
  if (from === undefined)
    return last ? { opens: '', closes: '' } : { opens: '09:00', closes: '18:00' };
  const opens = Math.min(from + 60, DAY - 60);
  const closes = Math.min(opens + 240, DAY);
  return { opens: hourAt(opens), closes: hourAt(closes) };
}

const hourAt = (minute: number): string =>
  `${String(Math.floor(minute / 60)).padStart(2, '0')}:${String(minute % 60).padStart(2, '0')}`;
