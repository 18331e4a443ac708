import { html, render } from 'lit';
import { browser } from 'wxt/browser';
import { defineFeature } from '../define-feature.ts';
import { ask } from '../messages.ts';
import { policy } from '../policy.ts';
import { permissionFor, readServerAddress } from '../server-address.ts';
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
    let isDecided = false;
    const show = () =>
      render(form(words, server, { isDecided, said: said && words[said], choose }), place);
    const choose = async (event: SubmitEvent) => {
      event.preventDefault();
      const form = new FormData(event.currentTarget as HTMLFormElement); // whose event it is
      said = await use(String(form.get('server')), server);
      show();
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
  said: string;
  choose: (event: SubmitEvent) => Promise<void>;
}

function form(words: Words, server: string | null, { isDecided, said, choose }: Choosing) {
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
    <p role="status">${said}</p>
  </form>`;
}

/** Takes the server into use, and answers what to say. Browsers ask only as the direct answer to a click: nothing may be waited for before. */
async function use(typed: string, former: string | null): Promise<keyof Words> {
  const server = readServerAddress(typed);
  if (server === null) return 'serverWrong';
  if (!(await browser.permissions.request(permissionFor(server)))) return 'serverRefused';
  if (server === former) return 'serverUsed';
  await ask('sign-out', null);
  await serverSetting.write(server);
  if (former !== null) await giveUp(former, server);
  return 'serverUsed';
}

/** What the extension needs no more, it may no more. */
async function giveUp(former: string, present: string): Promise<void> {
  const permission = permissionFor(former);
  if (permission.origins[0] === permissionFor(present).origins[0]) return;
  if ((await sitesSetting.read()).some(({ site }) => site === siteOf(former))) return;
  await browser.permissions.remove(permission).catch(() => false); // an administrator may have given it for good
}
