import { expect, it } from 'vitest';
import { Secrets } from '../../../mock-server/effects/secrets.ts';

const secretsOf = (...values: string[]) =>
  new Secrets(new Map(values.map((value, index) => [`S${index}`, value])));

it('masks a secret as it is, in an address and in JSON', () => {
  const value = 'a "b" & é';
  const text = `${value} ${encodeURIComponent(value)} ${JSON.stringify(value)}`;
  expect(secretsOf(value).mask(text)).toBe('••• ••• "•••"');
});

const value = 'a+b /"c"\\ <é😀>!';
const inJson = (text: string, times: number): string =>
  times === 0 ? text : inJson(JSON.stringify(text), times - 1);

it.each([
  ['JSON', inJson(value, 1)],
  ['JSON in JSON in JSON in JSON', inJson(value, 4)],
  ['JSON that escapes slashes', JSON.stringify(value).replaceAll('/', '\\/')],
  ['JSON of ASCII', '"a+b \\/\\"c\\"\\\\ \\u003c\\u00E9\\ud83d\\ude00\\u003E!"'],
  ['an address', encodeURIComponent(value)],
  ['an address in an address', encodeURIComponent(encodeURIComponent(value)).toLowerCase()],
  ['a form', new URLSearchParams({ value }).toString()],
  ['HTML', value.replaceAll('"', '&quot;').replace('<', '&lt;').replace('>', '&gt;')],
])('masks it in %s', (_, text) => {
  const masked = secretsOf(value).mask(`before ${text} after`);
  expect(masked).toMatch(/^before \W*(value=)?•••\W* after$/);
});

it('is not held up by what looks like the beginning of one', () => {
  const text = `a${'\\'.repeat(500_000)}`;
  expect(secretsOf('a"b"', '\\\\"\\').mask(text)).toBe(text);
});

it('leaves nothing of a secret that begins with another one', () => {
  expect(secretsOf('swordfish', 'swordfish-2026').mask('key=swordfish-2026')).toBe('key=•••');
});
