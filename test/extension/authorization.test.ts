import { afterAll, beforeAll, describe, expect, it, test } from 'vitest';
import {
  addressOf,
  exchangeCode,
  newQuestion,
  readAnswer,
  type Question,
} from '../../extension/authorization.ts';
import { DemoServer } from '../helpers/demo-server.ts';
import { sendJson, startHttpService } from '../helpers/http-service.ts';
import { formOf, hiddenField, SmallBrowser } from '../helpers/small-browser.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await DemoServer.start({ interactions: 5 });
});
afterAll(() => server.stop());

/** What a person does on the page; gives the address at which the tab ends. */
async function enter(question: Question): Promise<string> {
  const browser = new SmallBrowser();
  const address = await addressOf(question, 'fr');
  const page = await (await browser.call(address)).text();
  expect(page).toContain('Se connecter à Waypost');
  const form = hiddenField(page, 'form');
  const fields = { form, username: 'agent', password: 'waypost' };
  const response = await browser.call(address, formOf(fields));
  return new URL(response.headers.get('location') ?? '', address).href;
}

test('a question, the page’s answer and its code make a session', async () => {
  const question = newQuestion(server.url);

  const answer = readAnswer(server.url, await enter(question));
  const session = await exchangeCode(question, answer?.code ?? '');

  expect(answer?.state).toBe(question.state);
  expect(session).toMatchObject({ server: server.url, name: 'Léa Perrin' });
  const { accessToken: token } = session as { accessToken: string };
  expect((await server.call('readMe', { token })).status).toBe(200);
});

test('each question has secrets of its own, and its address tells none of the verifier', async () => {
  const [one, other] = [newQuestion(server.url), newQuestion(server.url)];

  expect(one.state).not.toBe(other.state);
  expect(one.verifier).not.toBe(other.verifier);
  expect(await addressOf(one, 'en')).not.toContain(one.verifier);
});

test('a code of another question is refused', async () => {
  const answer = readAnswer(server.url, await enter(newQuestion(server.url)));

  const outcome = await exchangeCode(newQuestion(server.url), answer?.code ?? '');

  expect(outcome).toBe('signInFailed');
});

describe('an answer is read', () => {
  it('only from the last page of the server', () => {
    const wanted = { state: 'a', code: 'b' };
    const read = (address: string) => readAnswer('https://waypost.example', address);

    expect(read('https://waypost.example/auth/done?code=b&state=a')).toEqual(wanted);
    for (const other of [
      'https://waypost.example.evil.example/auth/done?code=b&state=a',
      'http://waypost.example/auth/done?code=b&state=a',
      'https://waypost.example:8443/auth/done?code=b&state=a',
      'https://waypost.example/auth/done/x?code=b&state=a',
      'https://evil.example/?https://waypost.example/auth/done?code=b&state=a',
      'about:blank',
      '',
    ])
      expect(read(other), other).toBeNull();
  });

  it('as a no, when it holds no code', () => {
    const address = 'https://waypost.example/auth/done?error=access_denied&state=a';

    expect(readAnswer('https://waypost.example', address)).toEqual({ state: 'a', code: null });
  });
});

describe('a server', () => {
  it('that is away', async () => {
    const away = await startHttpService(() => {});
    await away.close();

    expect(await exchangeCode(newQuestion(away.url), 'code')).toBe('serverUnreachable');
  });

  it.each([
    [503, {}, 'serverUnreachable'],
    [429, {}, 'serverUnreachable'],
    [403, {}, 'signInForbidden'],
    [400, { error: 'invalid_grant' }, 'signInFailed'],
    [200, { accessToken: 'a' }, 'signInFailed'],
    [200, null, 'signInFailed'],
  ])('that answers %i and %j', async (status, body, outcome) => {
    const other = await startHttpService((_, response) => sendJson(response, body, status));

    expect(await exchangeCode(newQuestion(other.url), 'code')).toBe(outcome);

    await other.close();
  });
});
