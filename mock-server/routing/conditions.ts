import { RE2JS } from 're2js';
import type { Temporal } from 'temporal-polyfill';
import type { Operator } from '../../api-client/contract/conditions.ts';
import type { Locale } from './action-context.ts';
import { readMoment, readNumber } from './typed-values.ts';

export { operators, type Operator } from '../../api-client/contract/conditions.ts';

export interface Condition {
  /** The variable's value; undefined when it is not set. */
  actual: string | undefined;
  operator: Operator;
  value: string;
}

/** Whether the condition holds. `invalid` only for a regular expression that is none. */
export function testCondition(condition: Condition, locale: Locale): boolean | 'invalid' {
  const { actual, operator, value } = condition;
  const text = actual ?? '';
  switch (operator) {
    case 'equal':
      return compare(text, value, locale) === 0;
    case 'not-equal':
      return compare(text, value, locale) !== 0;
    case 'greater-or-equal':
      return compare(text, value, locale) >= 0;
    case 'less-or-equal':
      return compare(text, value, locale) <= 0;
    case 'contains':
      return lower(text).includes(lower(value));
    case 'starts-with':
      return lower(text).startsWith(lower(value));
    case 'ends-with':
      return lower(text).endsWith(lower(value));
    case 'exists':
      return actual !== undefined;
    case 'does-not-exist':
      return actual === undefined;
    case 'is-empty':
      return text === '';
    case 'is-true':
      return lower(text.trim()) === 'true';
    case 'is-false':
      return lower(text.trim()) === 'false';
    case 'regular-expression':
      return search(value, text);
    default:
      return testMoment(operator, readMoment(text, locale));
  }
}

type MomentOperator = Extract<
  Operator,
  'is-date' | 'is-morning' | 'is-afternoon' | 'is-weekend' | 'is-odd-week' | 'is-even-week'
>;

function testMoment(
  operator: MomentOperator,
  moment: Temporal.ZonedDateTime | undefined,
): boolean {
  if (!moment) return false;
  switch (operator) {
    case 'is-date':
      return true;
    case 'is-morning':
      return moment.hour < 12;
    case 'is-afternoon':
      return moment.hour >= 12;
    case 'is-weekend':
      return moment.dayOfWeek >= 6;
    case 'is-odd-week':
      return moment.weekOfYear! % 2 === 1; // the ISO calendar always has weeks
    case 'is-even-week':
      return moment.weekOfYear! % 2 === 0;
  }
}

/** As numbers when both are numbers, as dates when both are dates, else as text without case. */
function compare(left: string, right: string, locale: Locale): number {
  const numbers = [readNumber(left, locale), readNumber(right, locale)];
  if (numbers[0] !== undefined && numbers[1] !== undefined) {
    return compareNumbers(numbers[0], numbers[1]);
  }
  const moments = [readMoment(left, locale), readMoment(right, locale)];
  if (moments[0] && moments[1]) {
    return Math.sign(moments[0].epochMilliseconds - moments[1].epochMilliseconds);
  }
  const [a, b] = [lower(left), lower(right)];
  return a < b ? -1 : a > b ? 1 : 0;
}

/** Digit by digit: two order numbers of twenty digits are not the same because a float holds sixteen. */
function compareNumbers(left: string, right: string): number {
  const scale = Math.max(fractionOf(left).length, fractionOf(right).length);
  const [a, b] = [scaled(left, scale), scaled(right, scale)];
  return a < b ? -1 : a > b ? 1 : 0;
}

function fractionOf(number: string): string {
  return number.split('.')[1] ?? '';
}

function scaled(number: string, scale: number): bigint {
  return BigInt((number.split('.')[0] ?? '') + fractionOf(number).padEnd(scale, '0'));
}

function lower(text: string): string {
  return text.toLowerCase();
}

/** Time linear in the text, whatever the expression; so without look-around and back-references. */
function search(expression: string, text: string): boolean | 'invalid' {
  try {
    return RE2JS.compile(expression).matcher(text).find();
  } catch {
    return 'invalid';
  }
}

/** Why an expression cannot be used, or undefined when it can. */
export function expressionProblem(expression: string): string | undefined {
  try {
    RE2JS.compile(expression);
    return undefined;
  } catch {
    return 'This regular expression is not valid here: look-around and back-references cannot be used.';
  }
}
