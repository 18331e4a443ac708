import { expect, test } from 'vitest';
import { identityOf, isEmbedToken, readTokenPayload } from '../../api-client/token-payload.ts';
import { tokenOf } from './token-of.ts';

test('reads a payload with letters of any script', () => {
  expect(readTokenPayload(tokenOf({ sub: 'José 北' }))).toEqual({ sub: 'José 北' });
});

test.each(['', 'opaque', 'a.b.c', 'a.bnVsbA.c'])(
  'finds no payload and nobody in %j',
  (token) => {
    expect(readTokenPayload(token)).toBeUndefined();
    expect(identityOf(token)).toBeNull();
  },
);

test('knows an embed token by its audience', () => {
  expect(isEmbedToken(tokenOf({ sub: 'anna', aud: 'waypost-embed' }))).toBe(true);
  expect(isEmbedToken(tokenOf({ sub: 'anna', aud: ['other', 'waypost-embed'] }))).toBe(true);
  expect(isEmbedToken(tokenOf({ sub: 'anna', aud: 'waypost-access' }))).toBe(false);
});

test('two tokens of one person are one identity', () => {
  const first = tokenOf({ sub: 'anna', org: '1', iat: 1, exp: 2, sid: 'a', jti: 'x' });
  const second = tokenOf({ exp: 9, org: '1', sub: 'anna', iat: 8, sid: 'b', jti: 'y' });
  expect(identityOf(first)).toBe(identityOf(second));
});

test.each([
  ['another name', tokenOf({ sub: 'bert', org: '1' })],
  ['another organisation', tokenOf({ sub: 'anna', org: '2' })],
  ['another host’s key', tokenOf({ sub: 'anna', org: '1' }, { kid: 'other' })],
])('%s is another identity', (_, other) => {
  expect(identityOf(other)).not.toBe(identityOf(tokenOf({ sub: 'anna', org: '1' })));
});
