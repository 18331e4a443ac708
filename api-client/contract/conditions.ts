/** How a value can be tested, by actions and by buttons. */
export const operators = [
  'equal',
  'not-equal',
  'greater-or-equal',
  'less-or-equal',
  'contains',
  'starts-with',
  'ends-with',
  'exists',
  'does-not-exist',
  'is-empty',
  'is-true',
  'is-false',
  'is-date',
  'is-morning',
  'is-afternoon',
  'is-weekend',
  'is-odd-week',
  'is-even-week',
  'regular-expression',
] as const;
export type Operator = (typeof operators)[number];
