import { expect, it } from 'vitest';
import { Secrets } from '../../../mock-server/effects/secrets.ts';

const secretsOf = (...values: string[]) =>
  new Secrets(new Map(values.map((value, index) => [`S${index}`, value])));

it('masks a secret as it is, in an address and in JSON', () => {
  const value = 'a "b" & é';
  const text = `${value} ${encodeURIComponent(value)} ${JSON.stringify(value)}`;
  expect(secretsOf(value).mask(text)).toBe('••• ••• "•••"');
});

it('leaves nothing of a secret that begins with another one', () => {
  expect(secretsOf('swordfish', 'swordfish-2026').mask('key=swordfish-2026')).toBe('key=•••');
});
