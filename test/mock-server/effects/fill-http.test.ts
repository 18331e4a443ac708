import { describe, expect, test } from 'vitest';
import {
  fillAddress,
  fillBody,
  fillHeader,
  fillJson,
  FilledTooLong,
} from '../../../mock-server/effects/fill-http.ts';

const value = (text: string) => () => ({ text });

test.each([
  ['text', '{{x}}'.repeat(101)],
  ['json', `["${'{{x}}'.repeat(101)}"]`],
] as const)('values make no %s of more than a million characters', (type, template) => {
  const long = value('x'.repeat(10_000));
  expect(() => fillBody({ type, template }, long)).toThrow(FilledTooLong);
});

describe('JSON', () => {
  test.each([
    ['{"a": {{x}}}', '12.50', { a: 12.5 }],
    ['{"a": {{x}}}', 'true', { a: true }],
    ['{"a": {{x}}}', '', { a: null }],
    ['{"a": {{x}}}', '012', { a: '012' }],
    ['{"a": {{x}}}', '1, "b": 2', { a: '1, "b": 2' }],
    ['{"a": {{x}}}', 'NaN', { a: 'NaN' }],
    ['{"a": "{{x}}"}', '", "b": "2', { a: '", "b": "2' }],
    ['{"a": "\\"{{x}}"}', '"', { a: '""' }],
    ['{"a": "\\\\", "b": {{x}}}', 'x', { a: '\\', b: 'x' }],
    ['["{{x}}", {{x}}]', '\\', ['\\', '\\']],
    ['["{{x}}"]', '\u2028\0\ud800', ['\u2028\0\ufffd']],
    ['["{{x}}"]', '{{x}}', ['{{x}}']],
  ])('%s takes %j as a value and nothing else', (template, text, filled) => {
    expect(JSON.parse(fillJson(template, value(text)))).toEqual(filled);
  });
});

describe('an address', () => {
  test.each([
    ['https://a.example/{{x}}', '../b?c#d', 'https://a.example/..%2Fb%3Fc%23d'],
    ['https://a.example/?q={{x}}', 'a&b=c d', 'https://a.example/?q=a%26b%3Dc%20d'],
    ['https://a.example/{{x}}', '{{x}}', 'https://a.example/%7B%7Bx%7D%7D'],
  ])('%s keeps %s in its place', (template, text, filled) => {
    expect(fillAddress(template, value(text)).href).toBe(filled);
  });

  test.each(['..', '.'])('takes no value that leads to another path: %s', (text) => {
    expect(() => fillAddress('https://a.example/x/{{x}}/y', value(text))).toThrow(
      'would change the path',
    );
  });
});

test('a header stays on one line and keeps its letters', () => {
  const filled = fillHeader('a {{x}}', value('é\r\nX-Evil: 1\0'));

  expect(Buffer.from(filled, 'latin1').toString('utf8')).toBe('a éX-Evil: 1');
});

test('a form field ends where it ends', () => {
  const body = { type: 'form' as const, fields: [{ name: 'a', value: '{{x}}' }] };

  expect(fillBody(body, value('1&b=2'))).toEqual({
    type: 'application/x-www-form-urlencoded',
    text: 'a=1%26b%3D2',
  });
});
