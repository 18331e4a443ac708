import { html, render } from 'lit';
import { asWaypostError } from '../../api-client/errors.ts';
import { defineFeature } from '../define-feature.ts';
import { ask } from '../messages.ts';
import {
  followAll,
  languageSetting,
  serverSetting,
  sessionSetting,
  signingInSetting,
  signInFailureSetting,
  type SignedIn,
  type SignInFailure,
} from '../settings.ts';
import { wordsIn, type Words } from '../words.ts';

/** Signs in and out at the chosen server: on a page of its own, which the background opens. */
export const signIn = defineFeature({
  id: 'sign-in',
  runsIn: 'options',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#sign-in')!; // part of the page
    let now: Shown = {
      server: null,
      session: null,
      isUnderWay: false,
      failure: null,
      words: wordsIn('browser'),
    };
    let said: Saying = () => '';
    const show = () => render(section(now, said(now.words), { enter, leave }), place);
    const say = (saying: Saying) => {
      said = saying;
      show();
    };
    const enter = async () => {
      say(({ signingIn }) => signingIn);
      say(await trySignIn());
    };
    const leave = async () => {
      const isTold = await ask('sign-out', null);
      say(({ signedOut, signedOutHere }) => (isTold ? signedOut : signedOutHere));
    };
    followAll(
      {
        server: serverSetting,
        session: sessionSetting,
        signingIn: signingInSetting,
        failure: signInFailureSetting,
        language: languageSetting,
      },
      ({ server, session, signingIn, failure, language }) => {
        const isUnderWay = signingIn !== null;
        now = { server, session, isUnderWay, failure, words: wordsIn(language) };
        show();
      },
      signal,
    );
  },
});

interface Shown {
  server: string | null;
  session: SignedIn | null;
  isUnderWay: boolean;
  failure: SignInFailure | null;
  words: Words;
}

/** A sentence in whichever language the page has. */
type Saying = (words: Words) => string;

interface Handlers {
  enter: () => Promise<void>;
  leave: () => Promise<void>;
}

function section(shown: Shown, said: string, { enter, leave }: Handlers) {
  const { server, session, isUnderWay, failure, words } = shown;
  const told = isUnderWay ? words.signInThere : failure ? words[failure] : said;
  return html`<h2>${words.account}</h2>
    ${session ? signedIn(words, session, leave) : server ? door(shown, enter) : html`<p>${words.serverFirst}</p>`}
    <p role="status">${told}</p>`;
}

function door({ isUnderWay, words }: Shown, enter: Handlers['enter']) {
  return html`<p class="quiet">${words.signInHint}</p>
    <button class=${isUnderWay ? 'line' : 'main'} @click=${enter}>
      ${isUnderWay ? words.signInAgain : words.signIn}
    </button>`;
}

function signedIn(words: Words, { name, server }: SignedIn, leave: Handlers['leave']) {
  return html`<p>${words.signedInAs} <b>${name}</b>, ${server}</p>
    <button class="line" @click=${leave}>${words.signOut}</button>`;
}

async function trySignIn(): Promise<Saying> {
  try {
    await ask('sign-in', null);
    return () => '';
  } catch (thrown) {
    const { message } = asWaypostError(thrown);
    return () => message;
  }
}
