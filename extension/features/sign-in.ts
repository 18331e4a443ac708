import { html, render } from 'lit';
import { asWaypostError } from '../../api-client/errors.ts';
import { defineFeature } from '../define-feature.ts';
import { ask } from '../messages.ts';
import {
  followAll,
  languageSetting,
  serverSetting,
  sessionSetting,
  type SignedIn,
} from '../settings.ts';
import { wordsIn, type Words } from '../words.ts';

/** Signs in and out at the chosen server, as a user with a password there. */
export const signIn = defineFeature({
  id: 'sign-in',
  runsIn: 'options',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#sign-in')!; // part of the page
    let now: Shown = { server: null, session: null, words: wordsIn('browser') };
    let said: Saying = () => '';
    const show = () => render(section(now, said(now.words), { enter, leave }), place);
    const say = (saying: Saying) => {
      said = saying;
      show();
    };
    const enter = async (event: SubmitEvent) => {
      event.preventDefault();
      const form = event.currentTarget as HTMLFormElement; // whose event it is
      say(({ signingIn }) => signingIn);
      say(await trySignIn(new FormData(form)));
    };
    const leave = async () => {
      const isTold = await ask('sign-out', null);
      say(({ signedOut, signedOutHere }) => (isTold ? signedOut : signedOutHere));
    };
    followAll(
      { server: serverSetting, session: sessionSetting, language: languageSetting },
      ({ server, session, language }) => {
        now = { server, session, words: wordsIn(language) };
        show();
      },
      signal,
    );
  },
});

interface Shown {
  server: string | null;
  session: SignedIn | null;
  words: Words;
}

/** A sentence in whichever language the page has. */
type Saying = (words: Words) => string;

interface Handlers {
  enter: (event: SubmitEvent) => Promise<void>;
  leave: () => Promise<void>;
}

function section({ server, session, words }: Shown, said: string, { enter, leave }: Handlers) {
  return html`<h2>${words.account}</h2>
    ${
      session
        ? signedIn(words, session, leave)
        : server
          ? form(words, enter)
          : html`<p>${words.serverFirst}</p>`
    }
    <p role="status">${said}</p>`;
}

function form(words: Words, enter: Handlers['enter']) {
  return html`<form @submit=${enter}>
    <label for="username">${words.username}</label>
    <input id="username" name="username" autocomplete="username" maxlength="200" required />
    <label for="password">${words.password}</label>
    <input
      id="password"
      name="password"
      type="password"
      autocomplete="current-password"
      maxlength="200"
      required
    />
    <button class="main">${words.signIn}</button>
  </form>`;
}

function signedIn(words: Words, { name, server }: SignedIn, leave: Handlers['leave']) {
  return html`<p>${words.signedInAs} <b>${name}</b>, ${server}</p>
    <button class="line" @click=${leave}>${words.signOut}</button>`;
}

async function trySignIn(form: FormData): Promise<Saying> {
  const [username, password] = [String(form.get('username')), String(form.get('password'))];
  try {
    await ask('sign-in', { username, password });
    return () => '';
  } catch (thrown) {
    const { kind, message } = asWaypostError(thrown);
    if (kind === 'signed-out') return ({ signInWrong }) => signInWrong;
    if (kind === 'network') return ({ serverUnreachable }) => serverUnreachable;
    return () => message;
  }
}
