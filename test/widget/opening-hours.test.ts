import { expect, test } from 'vitest';
import { hourOf, lengthOf, nextSpan, openParts } from '../../widget/shared/opening-hours.ts';

test.each([
  ['9', '09:00'],
  ['930', '09:30'],
  ['9h30', '09:30'],
  ['9.30', '09:30'],
  [' 17:05 ', '17:05'],
  ['24', '24:00'],
  ['25', '25'],
  ['9:75', '9:75'],
  ['soon', 'soon'],
])('“%s” is the hour %s', (written, hour) => {
  expect(hourOf(written)).toBe(hour);
});

test('a night goes on into the next day', () => {
  const night = [{ opens: '22:00', closes: '06:00' }];
  expect(lengthOf(night)).toBe(8 * 60);
  expect(openParts(night, [])).toEqual([{ from: 1320, to: 1440 }]);
  expect(openParts([{ opens: '09:00', closes: '24:00' }], night)).toEqual([
    { from: 0, to: 360 },
    { from: 540, to: 1440 },
  ]);
});

test('other hours begin after those that are there', () => {
  expect(nextSpan([])).toEqual({ opens: '09:00', closes: '18:00' });
  expect(nextSpan([{ opens: '09:00', closes: '12:00' }])).toEqual({
    opens: '13:00',
    closes: '17:00',
  });
});
