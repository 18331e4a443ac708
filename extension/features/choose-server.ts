import { html, nothing, render } from 'lit';
import { browser } from 'wxt/browser';
import { defineFeature } from '../define-feature.ts';
import { greetServer } from '../greet-server.ts';
import { ask } from '../messages.ts';
import { policy } from '../policy.ts';
import { permissionFor, readServerAddress, whyNoServer } from '../server-address.ts';
import { followAll, languageSetting, serverSetting, sitesSetting } from '../settings.ts';
import { siteOf } from '../sites.ts';
import { wordsIn, type Words } from '../words.ts';

/** Which server the extension works with. The browser asks the person whether it may be called. */
export const chooseServer = defineFeature({
  id: 'choose-server',
  runsIn: 'options',

  init(signal) {
    const place = document.querySelector<HTMLElement>('#choose-server')!; // part of the page
    let server: string | null = null;
    let words = wordsIn('browser');
    let said: keyof Words | '' = '';
    let typed = '';
    let isDecided = false;
    const show = () => render(form(words, server, { isDecided, said, typed, choose }), place);
    const say = (saying: keyof Words) => {
      said = saying;
      show();
    };
    const choose = async (event: SubmitEvent) => {
      event.preventDefault();
      if (said === 'serverAsked') return; // one at a time
      const form = new FormData(event.currentTarget as HTMLFormElement); // whose event it is
      typed = String(form.get('server'));
      // Whatever failed, the form can be used again.
      say(await use(typed, server, () => say('serverAsked')).catch(() => 'serverFailed'));
    };
    followAll(
      { server: serverSetting, language: languageSetting, policy },
      (now) => {
        server = now.server;
        isDecided = now.policy.server !== null;
        words = wordsIn(now.language);
        show();
      },
      signal,
    );
  },
});

interface Choosing {
  /** Whether an administrator chose the server: then it is only to be permitted. */
  isDecided: boolean;
  said: keyof Words | '';
  /** What the person gave as the address. */
  typed: string;
  choose: (event: SubmitEvent) => Promise<void>;
}

function form(words: Words, server: string | null, choosing: Choosing) {
  const { isDecided, said, typed, choose } = choosing;
  return html`<form @submit=${choose}>
    <h2>${words.server}</h2>
    <label for="server">${words.serverAddress}</label>
    <input
      id="server"
      name="server"
      type="text"
      inputmode="url"
      autocomplete="url"
      spellcheck="false"
      required
      ?readonly=${isDecided}
      placeholder="https://waypost.example"
      .value=${server ?? ''}
    />
    <p class="quiet">${isDecided ? words.serverDecided : words.serverHint}</p>
    <button class="main">${words.useServer}</button>
    <p role="status">${said && words[said]} ${said && wayOn(words, said, typed)}</p>
  </form>`;
}

/** To the server itself, where only a look at it helps. */
function wayOn(words: Words, said: keyof Words, typed: string) {
  if (said !== 'serverUntrusted' && said !== 'serverStrange') return nothing;
  const server = readServerAddress(typed);
  return html`<a href=${server ?? ''} target="_blank" rel="noreferrer">${words.openServer}</a>`;
}

/** Takes the server into use, and answers what to say. Browsers ask only as the direct answer to a click: nothing may be waited for before. */
async function use(
  typed: string,
  former: string | null,
  waits: () => void,
): Promise<keyof Words> {
  const server = readServerAddress(typed);
  if (server === null) return whyNoServer(typed);
  if (!(await browser.permissions.request(permissionFor(server)))) return 'serverRefused';
  waits();
  const fault = await greetServer(server);
  if (fault !== null && server !== former) await giveUp(server, former);
  if (fault !== null) return fault;
  if (server === former) return 'serverUsed';
  await ask('sign-out', null);
  await serverSetting.write(server);
  if (former !== null) await giveUp(former, server);
  return 'serverUsed';
}

/** What the extension needs no more, it may no more. */
async function giveUp(former: string, present: string | null): Promise<void> {
  const permission = permissionFor(former);
  if (present !== null && permission.origins[0] === permissionFor(present).origins[0]) return;
  if ((await sitesSetting.read()).some(({ site }) => site === siteOf(former))) return;
  await browser.permissions.remove(permission).catch(() => false); // an administrator may have given it for good
}
