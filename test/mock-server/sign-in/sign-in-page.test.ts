import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import { formOf, hiddenField, SmallBrowser } from '../../helpers/small-browser.ts';
import {
  ask,
  CHROME_ID,
  codeFor,
  enter,
  FIREFOX_ID,
  leadsTo,
  startSignIn,
  type SignInServer,
} from './fixture.ts';

let signIn: SignInServer;
beforeAll(async () => (signIn = await startSignIn()));
afterAll(() => signIn.server.stop());

const asking = (changes?: Record<string, string | null>) => ask(signIn.server, changes);

describe('the page', () => {
  it('asks for name and password, runs no script, and stands in no frame', async () => {
    const response = await fetch(asking().address);

    const page = await response.text();
    expect(response.status).toBe(200);
    expect(page).toContain('Sign in to Waypost');
    expect(page).not.toContain('<script');
    const policy = response.headers.get('content-security-policy');
    expect(policy).toMatch(/^default-src 'none'; style-src 'self'; form-action 'self' http/);
    expect(policy).toContain("frame-ancestors 'none'");
    expect(response.headers.get('cache-control')).toBe('no-store');
    expect(response.headers.get('referrer-policy')).toBe('same-origin');
    expect(response.headers.getSetCookie().join()).toMatch(/HttpOnly; SameSite=Strict/);
  });

  it.each([
    ['the extension’s language', asking, 'fr', 'en'],
    ['the browser’s, when the extension has none of ours', asking, 'de', 'fr'],
  ])('speaks %s', async (_, ask, ui_locales, browser) => {
    const response = await fetch(ask({ ui_locales }).address, {
      headers: { 'accept-language': browser },
    });

    const page = await response.text();
    expect(page).toContain('<html lang="fr">');
    expect(page).toContain('Mot de passe');
  });

  it('has its look from this server', async () => {
    const response = await fetch(`${signIn.server.url}/auth/sign-in.css`);

    expect(response.headers.get('content-type')).toBe('text/css; charset=utf-8');
    expect(await response.text()).toContain('color-scheme: light dark');
  });

  it('writes what it was given as text', async () => {
    const page = await (await fetch(asking({ state: '"><b>' }).address)).text();

    expect(page).not.toContain('"><b>');
  });
});

describe('the right password', () => {
  it('leads to this server’s page with a code, and the state as it came', async () => {
    const asked = asking();

    const response = await enter(asked);

    const { origin, pathname, searchParams } = leadsTo(asked, response);
    expect(response.status).toBe(303);
    expect(origin + pathname).toBe(`${signIn.server.url}/auth/done`);
    expect([...searchParams.keys()]).toEqual(['code', 'state']);
    expect(searchParams.get('code')).toMatch(/^[\w-]{43}$/);
    expect(searchParams.get('state')).toBe(asked.state);
  });

  it.each([
    `https://${CHROME_ID}.chromiumapp.org/`,
    `https://${CHROME_ID}.chromiumapp.org/waypost`,
    `https://${FIREFOX_ID}.extensions.allizom.org/`,
  ])('leads to the address of an extension that the operator allows: %s', async (address) => {
    const asked = asking({ redirect_uri: address });

    const { origin, pathname, searchParams } = leadsTo(asked, await enter(asked));

    expect(origin + pathname).toBe(address);
    expect(searchParams.get('state')).toBe(asked.state);
    const { origin: allowed } = new URL(address);
    const policy = (await fetch(asked.address)).headers.get('content-security-policy');
    expect(policy).toContain(`form-action 'self' ${allowed};`);
  });

  it('is kept as a hash alone', async () => {
    const code = await codeFor(asking());

    const rows = await signIn.server.services.db
      .selectFrom('sign_in_codes')
      .selectAll()
      .execute();
    expect(JSON.stringify(rows)).not.toContain(code);
  });
});

describe('no code for', () => {
  it.each([
    ['a wrong password', 'agent', 'wrong'],
    ['nobody', 'nobody', 'waypost'],
    ['a name that is far too long', 'x'.repeat(201), 'waypost'],
  ])('%s, and all sound the same', async (_, username, password) => {
    const response = await enter(asking(), username, password);

    expect(response.status).toBe(422);
    expect(await response.text()).toContain('The name or the password is not right.');
  });

  it('a user who was switched off', async () => {
    await signIn.server.services.db
      .updateTable('users')
      .set({ active: false })
      .where('username', '=', 'trainee')
      .execute();

    expect((await enter(asking(), 'trainee')).status).toBe(422);
  });

  it('whoever is guessed at too often', async () => {
    for (let tries = 0; tries < 10; tries++) await enter(asking(), 'keeper', 'wrong');

    const response = await enter(asking(), 'keeper');

    expect(response.status).toBe(429);
    expect(await response.text()).toContain('Wait a minute');
  });

  it('a form that was not filled in on the page', async () => {
    const fields = { username: 'agent', password: 'waypost' };
    const browser = new SmallBrowser();
    const asked = asking();
    const form = hiddenField(await (await browser.call(asked.address)).text(), 'form');

    const withoutField = await browser.call(asked.address, formOf(fields));
    const withoutCookie = await fetch(asked.address, formOf({ ...fields, form }));
    const ofAnother = await browser.call(
      asked.address,
      formOf({ ...fields, form: form.replace(/^./, (first) => (first === 'A' ? 'B' : 'A')) }),
    );

    for (const response of [withoutField, withoutCookie, ofAnother]) {
      expect(response.status).toBe(403);
      expect(await response.text()).toContain('cookies are off');
    }
  });

  it('a form of another site', async () => {
    const browser = new SmallBrowser();
    const asked = asking();
    const form = hiddenField(await (await browser.call(asked.address)).text(), 'form');

    const response = await browser.call(asked.address, {
      ...formOf({ form, username: 'agent', password: 'waypost' }),
      headers: { origin: 'https://evil.example' },
    });

    expect(response.status).toBe(403);
    expect(response.headers.has('location')).toBe(false);
  });

  it('text that cannot be stored', async () => {
    const response = await enter(asking(), 'agent\0');

    expect(response.status).toBe(400);
    expect(await response.text()).toContain('could not be understood');
  });
});

describe('nobody is sent to', () => {
  it.each([
    ['an address of the web', 'https://evil.example/auth/done'],
    [
      'an extension that is not allowed',
      `https://${CHROME_ID.replace('a', 'b')}.chromiumapp.org/`,
    ],
    ['a host that begins alike', `https://${CHROME_ID}.chromiumapp.org.evil.example/`],
    ['an extension over http', `http://${CHROME_ID}.chromiumapp.org/`],
    ['a port of an extension', `https://${CHROME_ID}.chromiumapp.org:8443/`],
    ['an address with a fragment', `https://${CHROME_ID}.chromiumapp.org/#a`],
    ['an address with a query', `https://${CHROME_ID}.chromiumapp.org/?code=mine`],
    ['an address with a user', `https://me@${CHROME_ID}.chromiumapp.org/`],
    ['an address by a detour', `https://${CHROME_ID}.chromiumapp.org/a/../b`],
    ['another page of this server', 'OWN/auth/done/more'],
    ['a page of this server by a detour', 'OWN/auth/x/../done'],
    ['a script', 'javascript:alert(1)//auth/done'],
    ['no address', 'auth/done'],
  ])('%s', async (_, address) => {
    const redirect_uri = address.replace('OWN', signIn.server.url);

    const response = await fetch(asking({ redirect_uri }).address, { redirect: 'manual' });

    expect(response.status).toBe(400);
    expect(response.headers.has('location')).toBe(false);
    expect(await response.text()).toContain('No sign-in can begin here');
  });

  it.each([
    ['the page of the extension’s end, for the Maker', 'maker', 'OWN/auth/done'],
    ['an extension, for the Maker', 'maker', `https://${CHROME_ID}.chromiumapp.org/`],
    ['the Maker, for the extension', 'extension', 'OWN/maker'],
    ['another page of the Maker', 'maker', 'OWN/maker/checkpoints'],
  ])('%s', async (_, client_id, address) => {
    const redirect_uri = address.replace('OWN', signIn.server.url);

    const response = await fetch(asking({ client_id, redirect_uri }).address, {
      redirect: 'manual',
    });

    expect(response.status).toBe(400);
  });

  it('any address, for a client that is not known', async () => {
    const { address } = asking({ client_id: 'other' });

    expect((await fetch(address, { redirect: 'manual' })).status).toBe(400);
  });

  it('an address that is there twice', async () => {
    const { address, redirectUri } = asking();
    const twice = `${address}&redirect_uri=${encodeURIComponent(redirectUri)}`;

    expect((await fetch(twice, { redirect: 'manual' })).status).toBe(400);
  });
});

test.each([
  ['without PKCE', { code_challenge: null }, 'invalid_request'],
  ['with the plain method', { code_challenge_method: 'plain' }, 'invalid_request'],
  ['with no method, which means plain', { code_challenge_method: null }, 'invalid_request'],
  ['with a challenge that is none', { code_challenge: 'short' }, 'invalid_request'],
  ['for a token', { response_type: 'token' }, 'unsupported_response_type'],
  ['for nothing', { response_type: null }, 'invalid_request'],
  ['with a state that is far too long', { state: 'x'.repeat(501) }, 'invalid_request'],
])('a question %s goes back with its state', async (_, changes, error) => {
  const asked = asking(changes);

  const response = await fetch(asked.address, { redirect: 'manual' });

  const { pathname, searchParams } = leadsTo(asked, response);
  expect(response.status).toBe(303);
  expect(pathname).toBe('/auth/done');
  expect(searchParams.get('error')).toBe(error);
  expect(searchParams.get('state')).toBe(asked.state);
});

test('a question without a state is refused, for there is nothing to know the answer by', async () => {
  const asked = asking({ state: null });

  const { searchParams } = leadsTo(asked, await fetch(asked.address, { redirect: 'manual' }));

  expect(searchParams.get('error')).toBe('invalid_request');
  expect(searchParams.has('state')).toBe(false);
});

describe('the page at the end', () => {
  it.each([
    ['code=x&state=y', 'You are signed in'],
    ['error=access_denied&state=y', 'You are not signed in'],
    ['', 'You are not signed in'],
  ])('says for ‘%s’: %s', async (query, title) => {
    const response = await fetch(`${signIn.server.url}/auth/done?${query}`);

    expect(response.status).toBe(200);
    expect(await response.text()).toContain(`<title>${title}</title>`);
  });
});
