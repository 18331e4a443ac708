import { z } from 'zod';

/** A name of the IANA time zone database, as `Europe/Paris`. Offsets as `+01:00` are no zones: they know no summer. */
export const TimeZone = z
  .string()
  .max(100)
  .refine(zoneExists, 'There is no such time zone. Name one as Europe/Paris.');
export type TimeZone = z.infer<typeof TimeZone>;

function zoneExists(name: string): boolean {
  if (!/^[A-Za-z]/.test(name)) return false;
  try {
    new Intl.DateTimeFormat('en', { timeZone: name });
    return true;
  } catch {
    return false;
  }
}

const HOUR = /^([01]\d|2[0-3]):[0-5]\d$/;

/**
 * Open from `opens` up to `closes`, `closes` excluded, both as 09:30. A span whose end is not after its start goes on
 * over midnight: it belongs to the day on which it opens. 24:00 is an end only.
 */
export const OpeningSpan = z
  .strictObject({
    opens: z.string().regex(HOUR, 'Write the hour as 09:30, from 00:00 to 23:59.'),
    closes: z
      .string()
      .refine(
        (text) => HOUR.test(text) || text === '24:00',
        'Write the hour as 17:30, from 00:00 to 24:00.',
      ),
  })
  .refine(({ opens, closes }) => opens !== closes, {
    path: ['closes'],
    message: 'It closes when it opens. For a whole day write 00:00 to 24:00.',
  });
export type OpeningSpan = z.infer<typeof OpeningSpan>;

/** The minutes of a span from the midnight before it opens. `to` is past 1,440 where it goes on over midnight. */
export function minutesOf({ opens, closes }: OpeningSpan): { from: number; to: number } {
  const from = minuteOf(opens);
  const to = minuteOf(closes);
  return { from, to: to > from ? to : to + DAY };
}

const DAY = 24 * 60;

function minuteOf(hour: string): number {
  return Number(hour.slice(0, 2)) * 60 + Number(hour.slice(3));
}

const daySpans = z.array(OpeningSpan).max(20, 'A day has at most 20 opening hours.');

/** Monday first, as ISO 8601 counts. */
export const weekdays = [
  'monday',
  'tuesday',
  'wednesday',
  'thursday',
  'friday',
  'saturday',
  'sunday',
] as const;

const OpeningWeek = z
  .strictObject({
    monday: daySpans.default([]),
    tuesday: daySpans.default([]),
    wednesday: daySpans.default([]),
    thursday: daySpans.default([]),
    friday: daySpans.default([]),
    saturday: daySpans.default([]),
    sunday: daySpans.default([]),
  })
  .superRefine((week, context) => {
    const spans = weekdays.flatMap((weekday, day) =>
      week[weekday].map((span, index) => ({ path: [weekday, index], ...shifted(span, day) })),
    );
    for (const path of overlaps(spans, 7 * DAY)) {
      context.addIssue({ code: 'custom', path, message: OVERLAP });
    }
  });

/** A date with hours of its own: none means closed all day. They replace the week's on this date, whole. */
const CalendarException = z
  .strictObject({
    date: z.iso.date('Write the date as 2026-12-25; it must exist.'),
    name: z.string().trim().max(100).default(''),
    open: daySpans,
  })
  .superRefine(({ open }, context) => {
    const spans = open.map((span, index) => ({ path: ['open', index], ...minutesOf(span) }));
    for (const path of overlaps(spans, 2 * DAY)) {
      context.addIssue({ code: 'custom', path, message: OVERLAP });
    }
  });

/**
 * When an organisation is open. Without a zone of its own the calendar is in the organisation's.
 * An exception decides its date alone: nothing reaches into it from the day before.
 */
export const CalendarDefinition = z.strictObject({
  timeZone: TimeZone.nullable()
    .default(null)
    .meta({ title: 'Time zone (the organisation’s unless said)' }),
  week: OpeningWeek.prefault({}).meta({ title: 'Week' }),
  exceptions: z
    .array(CalendarException)
    .max(1000, 'A calendar has at most 1,000 exceptions.')
    .superRefine((exceptions, context) => {
      const seen = new Set<string>();
      for (const [index, { date }] of exceptions.entries()) {
        const message = `The date ${date} has two exceptions; give one all its hours.`;
        if (seen.has(date))
          context.addIssue({ code: 'custom', path: [index, 'date'], message });
        seen.add(date);
      }
    })
    .default([]),
});
export type CalendarDefinition = z.infer<typeof CalendarDefinition>;

const OVERLAP = 'These hours overlap others. One minute belongs to one span.';

interface PlacedSpan {
  path: (string | number)[];
  from: number;
  to: number;
}

function shifted(span: OpeningSpan, day: number): { from: number; to: number } {
  const { from, to } = minutesOf(span);
  return { from: from + day * DAY, to: to + day * DAY };
}

/** The paths of those spans that begin before another ends, on a circle of so many minutes. */
function overlaps(spans: readonly PlacedSpan[], round: number): PlacedSpan['path'][] {
  const sorted = [...spans].sort((left, right) => left.from - right.from);
  let end = Math.max(0, ...sorted.map(({ to }) => to - round)); // what reaches over from the end of the round
  return sorted.flatMap(({ path, from, to }) => {
    const overlapping = from < end;
    end = Math.max(end, to);
    return overlapping ? [path] : [];
  });
}
