import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { sendJson, startHttpService } from '../../helpers/http-service.ts';
import {
  startIdentityProvider,
  useProvider,
  type Known,
  type TestIdentityProvider,
} from '../../helpers/identity-provider.ts';
import { attributeOf, formOf, SmallBrowser } from '../../helpers/small-browser.ts';
import { ask, exchange, leadsTo, startSignIn, type SignInServer } from './fixture.ts';

let signIn: SignInServer;
let provider: TestIdentityProvider;
let organisationId: string;
let browser: SmallBrowser;

beforeAll(async () => {
  signIn = await startSignIn();
  provider = await startIdentityProvider(`${signIn.server.url}/auth/callback`);
  organisationId = await useProvider(signIn.server, provider, 'Verdier & Co');
});
afterAll(async () => {
  await provider.close();
  await signIn.server.stop();
});
beforeEach(() => {
  browser = new SmallBrowser();
  signIn.logged.length = 0;
});

const configure = (changes: object) =>
  signIn.server.services.db.updateTable('identity_providers').set(changes).execute();

/** Someone whom the provider knows; the login is theirs alone. */
let people = 0;
function known(person: Known): string {
  const login = `person-${++people}`;
  provider.people.set(login, person);
  return login;
}
const agent = { email: 'Agent@Example.com', email_verified: true };

/** From the sign-in page to the provider's own form. */
async function goThere(asking = ask(signIn.server)) {
  const page = await (await browser.call(asking.address)).text();
  const way = attributeOf(page, /href="(provider\?[^"]*)"/);
  const arrived = await browser.open(new URL(way, asking.address).href);
  return { asking, page, arrived };
}

/** Signs in at the provider, and agrees; gives the address to which it sends the browser back. */
async function answerOf(login: string, { at, text }: { at: string; text: string }) {
  const isBack = (address: string) => address.startsWith(`${signIn.server.url}/auth/callback`);
  const send = (page: string, from: string, fields: Record<string, string>) =>
    browser.open(
      new URL(attributeOf(page, /action="([^"]*)"/), from).href,
      isBack,
      formOf(fields),
    );
  const asked = await send(text, at, { prompt: 'login', login, password: 'any' });
  const agreed = await send(asked.text, asked.at, { prompt: 'consent' });
  return agreed.at;
}

/** The whole way; the answer is that of this server's call-back. */
async function goThrough(login: string) {
  const { asking, arrived } = await goThere();
  const back = await answerOf(login, arrived);
  return { asking, response: await browser.call(back) };
}

const usernameOf = async ({ asking, response }: Awaited<ReturnType<typeof goThrough>>) => {
  const code = leadsTo(asking, response).searchParams.get('code') ?? '';
  const { body } = await exchange(signIn.server, asking, code);
  return (body.user as { username: string }).username;
};

describe('a way by the organisation’s provider', () => {
  it('is offered beside the password, under the provider’s name', async () => {
    const page = await (await fetch(ask(signIn.server).address)).text();

    expect(page).toContain('Sign in with Verdier &amp; Co');
    expect(page).toContain('id="password"');
  });

  it('ends in a session of the user who has the verified address, whatever its case', async () => {
    const done = await goThrough(known(agent));

    const { pathname, searchParams } = leadsTo(done.asking, done.response);
    expect(pathname).toBe('/auth/done');
    expect(searchParams.get('state')).toBe(done.asking.state);
    expect(await usernameOf(done)).toBe('agent');
    expect(signIn.logged).toEqual([]);
  });

  it('keeps what it needs in a cookie that no script and no other site reads, once', async () => {
    const { arrived } = await goThere();
    const back = await answerOf(known(agent), arrived);
    expect(browser.cookie('127.0.0.1', 'waypost-trip')).toMatch(/^ey/);

    await browser.call(back);

    expect(browser.cookie('127.0.0.1', 'waypost-trip')).toBeUndefined();
  });

  it('by the preferred user name, where the organisation says so', async () => {
    await configure({ user_claim: 'preferred_username' });

    const done = await goThrough(known({ preferred_username: 'manager' }));

    expect(await usernameOf(done)).toBe('manager');
    await configure({ user_claim: 'email' });
  });

  it('by the subject, where the organisation says so', async () => {
    await configure({ user_claim: 'sub' });
    provider.people.set('admin', {});

    const done = await goThrough('admin');

    expect(await usernameOf(done)).toBe('admin');
    await configure({ user_claim: 'email' });
  });
});

/** No code, and a page that says why, with a way back. */
async function expectPage(response: Response, status: number, sentence: string) {
  expect(response.status).toBe(status);
  expect(response.headers.has('location')).toBe(false);
  const page = await response.text();
  expect(page).toContain(sentence);
  return page;
}

describe('nobody comes in', () => {
  const noUser = 'Verdier &amp; Co knows you, but Waypost has no active user for you there.';

  it.each<[string, Known]>([
    ['with an address that is not verified', { ...agent, email_verified: false }],
    ['with an address of which the provider does not say so', { email: agent.email }],
    ['without an address', {}],
    ['whom Waypost does not know', { email: 'who@example.com', email_verified: true }],
    ['of another organisation', { email: 'northwind-agent@example.com', email_verified: true }],
    ['by a pattern', { email: '%@example.com', email_verified: true }],
  ])('%s', async (_, person) => {
    const { response } = await goThrough(known(person));

    const page = await expectPage(response, 403, noUser);
    expect(page).toContain('href="authorize?');
  });

  it('who was switched off', async () => {
    await signIn.server.services.db
      .updateTable('users')
      .set({ active: false })
      .where('username', '=', 'trainee')
      .execute();

    const { response } = await goThrough(
      known({ email: 'trainee@example.com', email_verified: true }),
    );

    await expectPage(response, 403, noUser);
  });

  it('whose address two users share', async () => {
    const { db } = signIn.server.services;
    await db
      .updateTable('users')
      .set({ email: 'shared@example.com' })
      .where('username', 'in', ['manager', 'admin'])
      .execute();

    const { response } = await goThrough(
      known({ email: 'shared@example.com', email_verified: true }),
    );

    await expectPage(response, 403, noUser);
  });

  it('with the answer in another browser', async () => {
    const { arrived } = await goThere();
    const back = await answerOf(known(agent), arrived);

    const response = await new SmallBrowser().call(back);

    await expectPage(response, 400, 'began in another browser');
  });

  it('with an answer that comes again', async () => {
    const { arrived } = await goThere();
    const back = await answerOf(known(agent), arrived);
    await browser.call(back);

    await expectPage(await browser.call(back), 400, 'took too long');
  });

  it('after a quarter of an hour', async () => {
    const { arrived } = await goThere();
    const back = await answerOf(known(agent), arrived);
    signIn.pass(901);

    const response = await browser.call(back);

    await expectPage(response, 400, 'took too long');
    signIn.pass(-901);
  });

  it.each([
    ['another state', 'state', 'x'],
    ['another issuer', 'iss', 'https://evil.example'],
    ['another code', 'code', 'x'],
  ])('with %s in the answer', async (_, name, value) => {
    const { arrived } = await goThere();
    const back = new URL(await answerOf(known(agent), arrived));
    back.searchParams.set(name, value);

    const response = await browser.call(back.href);

    await expectPage(response, 502, 'The answer of Verdier &amp; Co is not one that');
    expect(signIn.logged).toHaveLength(1);
  });

  it('who says no at the provider', async () => {
    const { arrived } = await goThere();
    const isBack = (address: string) => address.startsWith(signIn.server.url);
    const abort = attributeOf(arrived.text, /href="([^"]*\/abort)"/);
    const { at } = await browser.open(new URL(abort, arrived.at).href, isBack);
    expect(new URL(at).searchParams.get('error')).toBe('access_denied');

    const response = await browser.call(at);

    await expectPage(response, 403, 'The sign-in at Verdier &amp; Co was refused or stopped.');
  });

  it.each(['', 'nobody', '0193b2a0-0000-7000-8000-000000000001'])(
    'by the provider of an organisation that has none: ‘%s’',
    async (organisation) => {
      const { address } = ask(signIn.server);
      const way = `${address.replace('/authorize', '/provider')}&organisation=${organisation}`;

      await expectPage(await browser.call(way), 400, 'Begin again in the options');
    },
  );

  it('by a question that is not right', async () => {
    const { address } = ask(signIn.server, { redirect_uri: 'https://evil.example/' });
    const way = `${address.replace('/authorize', '/provider')}&organisation=${organisationId}`;

    await expectPage(await browser.call(way), 400, 'No sign-in can begin here');
  });
});

describe('a provider', () => {
  afterEach(() => configure({ issuer: provider.issuer, client_secret: 'PROVIDER' }));

  it('that is down is told before anybody goes there, and the log says why', async () => {
    const away = await startHttpService(() => {});
    await away.close();
    await configure({ issuer: away.url });

    const { arrived } = await goThere();

    expect(arrived.response.status).toBe(502);
    expect(arrived.text).toContain('Verdier &amp; Co does not answer at the moment.');
    expect(JSON.stringify(signIn.logged)).toContain('cannot be reached');
  });

  it('that goes down meanwhile is told', async () => {
    const other = await startIdentityProvider(`${signIn.server.url}/auth/callback`);
    other.people.set('agent', agent);
    await configure({ issuer: other.issuer });
    const { arrived } = await goThere();
    const back = await answerOf('agent', arrived);
    await other.close();

    const response = await browser.call(back);

    await expectPage(response, 502, 'does not answer at the moment');
  });

  it('that says to be another is not gone to', async () => {
    const liar = await startHttpService((_, response) =>
      sendJson(response, { ...metadata(liar.url), issuer: provider.issuer }),
    );
    await configure({ issuer: liar.url });

    const { arrived } = await goThere();

    expect(arrived.response.status).toBe(502);
    expect(arrived.text).toContain('is not one that');
    await liar.close();
  });

  it('inside the server’s network is not called, unless the operator allows it', async () => {
    await configure({ issuer: 'https://10.0.0.1' });

    const { arrived } = await goThere();

    expect(arrived.response.status).toBe(502);
    expect(JSON.stringify(signIn.logged)).toContain('inside the server’s own network');
  });

  it('on another machine is not asked over http', async () => {
    await configure({ issuer: 'http://provider.example' });

    const { arrived } = await goThere();

    expect(arrived.response.status).toBe(502);
    expect(JSON.stringify(signIn.logged)).toContain('only requests to HTTPS are allowed');
  });

  it('whose issuer is no address is told', async () => {
    await configure({ issuer: 'verdier' });

    const { arrived } = await goThere();

    expect(arrived.response.status).toBe(502);
  });

  it('that does not take our secret lets nobody in, and the secret stays secret', async () => {
    await configure({ client_secret: 'NOT-THERE' });

    const { response } = await goThrough(known(agent));

    const page = await expectPage(response, 502, 'is not one that');
    expect(page + JSON.stringify(signIn.logged)).not.toContain(provider.clientSecret);
  });
});

function metadata(issuer: string) {
  return {
    issuer,
    authorization_endpoint: `${issuer}/auth`,
    token_endpoint: `${issuer}/token`,
    jwks_uri: `${issuer}/jwks`,
    response_types_supported: ['code'],
  };
}
