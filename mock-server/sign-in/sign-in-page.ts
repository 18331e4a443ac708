import type { Context } from 'hono';
import { html } from 'hono/html';
import { readForm } from '../customer-pages/form.ts';
import type { Markup } from '../customer-pages/page.ts';
import { DEMO_PASSWORD } from '../demo/organisation.ts';
import { Refusal } from '../refusal.ts';
import { limitCalls } from '../routes/limits.ts';
import type { Services } from '../services.ts';
import { hasOrganisation } from '../set-up/set-up-code.ts';
import { listIdentityProviders } from '../storage/identity-providers.ts';
import {
  answerAddress,
  queryOf,
  readAuthorizationRequest,
  type AuthorizationRequest,
} from './authorization-request.ts';
import { checkPassword } from './check-password.ts';
import { giveCode } from './give-code.ts';
import { formKey, isOwnForm } from './own-cookie.ts';
import { languageFor, sendSignInPage, sendSignInSentence } from './page.ts';
import { signInWords, type SignInWords } from './words.ts';

/** Longer is nobody's name or password. */
const LONGEST = 200;

/** What was entered before, and what is wrong with it. */
interface Entered {
  username: string;
  fault: 'wrong' | 'again' | 'tooMany' | '';
}

/** Runs with the request, when it is right; otherwise tells the extension, or only the person. */
export async function withRequest(
  context: Context,
  services: Services,
  go: (request: AuthorizationRequest) => Promise<Response>,
): Promise<Response> {
  const read = readAuthorizationRequest(context, services);
  if (read.is === 'right') return go(read.request);
  if (read.is === 'wrong')
    return context.redirect(answerAddress(context, read.redirectUri, read.answer), 303);
  const language = languageFor(context);
  const { strangeTitle: title, strange: sentence } = signInWords[language];
  return sendSignInSentence(context, { language, title, sentence, status: 400 });
}

/** The page on which a person signs in. */
export function showSignIn(context: Context, services: Services): Promise<Response> {
  return withRequest(context, services, (request) =>
    sendForm(context, services, request, { username: '', fault: '' }),
  );
}

/** Takes name and password, and gives the extension its code. */
export function takeSignIn(
  context: Context,
  services: Services,
  address: string,
): Promise<Response> {
  return withRequest(context, services, async (request) => {
    const { username = '', password = '', form } = await readForm(context.req.raw);
    const again = (fault: Entered['fault']) =>
      sendForm(context, services, request, { username: username.slice(0, LONGEST), fault });
    if (!isOwnForm(context, form)) return again('again');
    if (username.length > LONGEST || password.length > LONGEST) return again('wrong');
    try {
      await limitCalls('signIn', address);
      const user = await checkPassword(services, { username, password }, address);
      return await sendCode(context, services, request, user);
    } catch (error) {
      if (!(error instanceof Refusal)) throw error;
      return again(error.kind === 'too-many-requests' ? 'tooMany' : 'wrong');
    }
  });
}

/** Sends the browser on with a code for this user. */
export async function sendCode(
  context: Context,
  services: Services,
  request: AuthorizationRequest,
  user: { organisationId: string; id: string },
): Promise<Response> {
  const code = await giveCode(services, user, request);
  const { redirectUri, state } = request;
  return context.redirect(answerAddress(context, redirectUri, { code, state }), 303);
}

async function sendForm(
  context: Context,
  services: Services,
  request: AuthorizationRequest,
  entered: Entered,
): Promise<Response> {
  const language = languageFor(context);
  const words = signInWords[language];
  const cancelled = { error: 'access_denied', state: request.state };
  const body = html`<p class="quiet">${words.lead[request.clientId]}</p>
    ${entered.fault ? html`<p class="bad" role="alert">${words[entered.fault]}</p>` : ''}
    ${fields(words, request, entered, formKey(context, services))}
    ${
      (await hasOrganisation(services.db))
        ? ''
        : html`<p class="end bad" role="status">${words.nobodyYet}</p>`
    }
    ${await ways(services, words, request)}
    ${
      services.demo
        ? html`<p class="quiet small end">${words.demo} <code>${DEMO_PASSWORD}</code>.</p>`
        : ''
    }
    <p class="end">
      <a href="${answerAddress(context, request.redirectUri, cancelled)}">${words.cancel}</a>
    </p>`;
  const status = { '': 200, wrong: 422, again: 403, tooMany: 429 } as const;
  return sendSignInPage(context, {
    language,
    title: words.title,
    body,
    status: status[entered.fault],
    leadsTo: new URL(request.redirectUri).origin,
  });
}

function fields(
  words: SignInWords,
  request: AuthorizationRequest,
  { username, fault }: Entered,
  key: string,
): Markup {
  const wrong = fault === 'wrong' ? html`aria-invalid="true"` : '';
  return html`<form method="post" action="authorize?${queryOf(request)}">
    <input type="hidden" name="form" value="${key}" />
    <label for="username">${words.username}</label>
    <input
      id="username"
      name="username"
      autocomplete="username"
      autocapitalize="none"
      spellcheck="false"
      maxlength="${LONGEST}"
      value="${username}"
      required
      ${username === '' ? html`autofocus` : ''}
      ${wrong}
    />
    <label for="password">${words.password}</label>
    <input
      id="password"
      name="password"
      type="password"
      autocomplete="current-password"
      maxlength="${LONGEST}"
      required
      ${username === '' ? '' : html`autofocus`}
      ${wrong}
    />
    <button>${words.signIn}</button>
  </form>`;
}

/** A way by each organisation's own provider. */
async function ways(services: Services, words: SignInWords, request: AuthorizationRequest) {
  const providers = services.relyingParty ? await listIdentityProviders(services.db) : [];
  if (providers.length === 0) return '';
  const link = ({ organisationId, name }: (typeof providers)[number]) => {
    const query = queryOf(request);
    query.set('organisation', organisationId);
    return html`<a class="way" href="provider?${query}">${words.signInWith(name)}</a>`;
  };
  return html`<p class="or">${words.or}</p>
    ${providers.map(link)}`;
}
