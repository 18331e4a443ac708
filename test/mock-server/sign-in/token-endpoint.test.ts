import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { dropOldCodes } from '../../../mock-server/storage/sign-in-codes.ts';
import { formOf } from '../../helpers/small-browser.ts';
import { ask, codeFor, exchange, startSignIn, type SignInServer } from './fixture.ts';

let signIn: SignInServer;
beforeAll(async () => (signIn = await startSignIn()));
afterAll(() => signIn.server.stop());

const begin = async (username?: string) => {
  const asking = ask(signIn.server);
  return { asking, code: await codeFor(asking, username) };
};
const me = async (token: string) => (await signIn.server.call('readMe', { token })).status;

test('a code and its verifier are a session, as by a password', async () => {
  const { asking, code } = await begin('manager');

  const { status, body, headers } = await exchange(signIn.server, asking, code);

  expect(status).toBe(200);
  expect(headers.get('cache-control')).toBe('no-store');
  const byPassword = await signIn.server.signIn('manager');
  expect(Object.keys(body)).toEqual(Object.keys(byPassword));
  expect(body.user).toEqual(byPassword.user);
  expect(Date.parse(body.expiresAt)).toBeGreaterThan(Date.now());
  expect(await me(body.accessToken)).toBe(200);
});

test('a code is for the client that asked for it, and no other', async () => {
  const maker = { client_id: 'maker', redirect_uri: `${signIn.server.url}/maker` };
  const asking = ask(signIn.server, maker);
  const byExtension = await exchange(signIn.server, asking, await codeFor(asking));
  const byMaker = await exchange(signIn.server, asking, await codeFor(asking), {
    client_id: 'maker',
  });

  expect(byExtension).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
  expect(byMaker.status).toBe(200);
});

describe('a code that comes again', () => {
  it('is refused, and ends the session that it began', async () => {
    const { asking, code } = await begin();
    const { body: session } = await exchange(signIn.server, asking, code);

    const again = await exchange(signIn.server, asking, code);

    expect(again).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
    expect(await me(session.accessToken)).toBe(401);
  });

  it('ends it for whoever has no verifier, too', async () => {
    const { asking, code } = await begin();
    const { body: session } = await exchange(signIn.server, asking, code);

    await exchange(signIn.server, ask(signIn.server), code);

    expect(await me(session.accessToken)).toBe(401);
  });

  it('at the same moment begins no session that lasts', async () => {
    const { asking, code } = await begin();

    const both = await Promise.all([1, 2].map(() => exchange(signIn.server, asking, code)));

    expect(both.map(({ status }) => status).sort()).toEqual([200, 400]);
    const [session] = both.filter(({ status }) => status === 200);
    expect(await me(session!.body.accessToken)).toBe(401); // just seen
  });
});

test('a wrong verifier uses the code up', async () => {
  const { asking, code } = await begin();

  const wrong = await exchange(signIn.server, ask(signIn.server), code);
  const right = await exchange(signIn.server, asking, code);

  for (const answer of [wrong, right])
    expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('a code is over after a minute', async () => {
  const { asking, code } = await begin();
  signIn.pass(60);

  const answer = await exchange(signIn.server, asking, code);

  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test('a code holds for almost a minute', async () => {
  const { asking, code } = await begin();
  signIn.pass(50);

  expect((await exchange(signIn.server, asking, code)).status).toBe(200);
});

test('whoever was switched off meanwhile gets no session', async () => {
  const { asking, code } = await begin('trainee');
  await signIn.server.services.db
    .updateTable('users')
    .set({ active: false })
    .where('username', '=', 'trainee')
    .execute();

  const answer = await exchange(signIn.server, asking, code);

  expect(answer).toMatchObject({ status: 400, body: { error: 'invalid_grant' } });
});

test.each([
  ['for another address', { redirect_uri: 'https://evil.example/' }, 'invalid_grant'],
  ['of another client', { client_id: 'other' }, 'invalid_client'],
  ['of another kind', { grant_type: 'refresh_token' }, 'unsupported_grant_type'],
  ['without a kind', { grant_type: null }, 'invalid_request'],
  ['without a verifier', { code_verifier: null }, 'invalid_request'],
  ['with a verifier that is none', { code_verifier: 'short' }, 'invalid_request'],
  ['without a code', { code: null }, 'invalid_request'],
  ['with a code that never was', { code: 'x'.repeat(43) }, 'invalid_grant'],
  ['with a code that cannot be', { code: '\0' }, 'invalid_request'],
  ['without an address', { redirect_uri: null }, 'invalid_request'],
])('a call %s is refused as OAuth does', async (_, changes, error) => {
  const { asking, code } = await begin();

  const answer = await exchange(signIn.server, asking, code, changes);

  expect(answer.status).toBe(400);
  expect(answer.body).toEqual({ error, error_description: expect.stringMatching(/\.$/) });
});

test.each([
  ['JSON', { 'content-type': 'application/json' }, '{"grant_type":"authorization_code"}'],
  ['a form that is far too large', {}, new URLSearchParams({ code: 'x'.repeat(300_000) })],
])('%s is refused', async (_, headers, body) => {
  const init = { method: 'POST', headers: headers as Record<string, string>, body };
  const response = await fetch(`${signIn.server.url}/auth/token`, init);

  expect(response.status).toBe(400);
  expect(await response.json()).toMatchObject({ error: 'invalid_request' });
});

test('a page of another site may not call', async () => {
  const response = await fetch(`${signIn.server.url}/auth/token`, {
    ...formOf({}),
    headers: { origin: 'https://evil.example' },
  });

  expect(response.status).toBe(403);
});

test('codes go when the session that they may have begun is over', async () => {
  const { db, clock } = signIn.server.services;
  const { asking, code } = await begin();
  await exchange(signIn.server, asking, code);
  const count = async () =>
    (await db.selectFrom('sign_in_codes').select('code_hash').execute()).length;
  await dropOldCodes(db, clock.now());
  expect(await count()).toBeGreaterThan(0);

  await dropOldCodes(db, new Date(clock.now().getTime() + 3_700_000));

  expect(await count()).toBe(0);
});
