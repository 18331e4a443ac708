import { expect, test } from 'vitest';
import { readJson, storable, textAt } from '../../../mock-server/effects/json-answer.ts';

const json = (text: string) => readJson(new TextEncoder().encode(text));

test.each([
  ['id', '12345678901234567890'],
  ['small', '7'],
  ['price', '1.5'],
  ['list.0.name', 'a'],
  ['list', '[{"name":"a"}]'],
  ['no', 'false'],
  ['empty', ''],
  ['nothing', null],
  ['list.length', null],
  ['toString', null],
  ['list.0.name.0', null],
])('what stands at %s is %s', (path, text) => {
  const answer = json(
    '{"id": 12345678901234567890, "small": 7, "price": 1.50, "no": false, "empty": "", "nothing": null, "list": [{"name": "a"}]}',
  );

  expect(textAt(answer, path)).toBe(text);
});

test('what is no JSON, or no UTF-8, is none', () => {
  expect(json('{')).toBeUndefined();
  expect(json('')).toBeUndefined();
  expect(readJson(new Uint8Array([0x22, 0xff, 0x22]))).toBeUndefined();
});

test('what the database cannot keep is taken out', () => {
  expect(storable('a\0b\ud800')).toBe('ab\ufffd');
});

test('a value that is too long is refused, not cut', () => {
  expect(() => textAt({ a: 'x'.repeat(100_001) }, 'a')).toThrow('‘a’ is longer than 100000');
});
