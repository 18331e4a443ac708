import { expect, test } from 'vitest';
import { dayKey } from '../../widget/shared/time.ts';

test.each([
  ['Europe/Paris', '2026-11-19T22:59:59.999Z', '2026-11-19', '2026-11-20'],
  ['Asia/Kathmandu', '2026-11-20T18:14:59.999Z', '2026-11-20', '2026-11-21'],
  ['Australia/Lord_Howe', '2026-07-20T13:29:59.999Z', '2026-07-20', '2026-07-21'],
])('a day of %s begins at its midnight', (zone, last, day, next) => {
  expect(dayKey(last, zone)).toBe(day);
  expect(dayKey(Date.parse(last) + 1, zone)).toBe(next);
  expect(dayKey(last, zone)).toBe(day);
});
