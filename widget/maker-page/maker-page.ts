import { startWaypost } from '../../api-client/start.ts';
import type { Me } from '../../api-client/contract/user.ts';
import type { SubscriptionState, Waypost } from '../../api-client/waypost.ts';
import { languagePending, useLanguage } from '../localization/locale.ts';
import { showNavigation } from './navigation.ts';
import { makerPath, serverUrl } from './own-address.ts';
import { makerParts, type MakerPart, type ShownPart } from './parts.ts';
import { comeFromSignIn, forgetToken, goToSignIn, keptToken } from './sign-in.ts';

/* The script of the server's page `/maker`, where administrators configure: signs in, and shows what the address names. */

const place = <Found extends HTMLElement>(selector: string): Found =>
  document.querySelector<Found>(selector)!; // part of the page
const TITLE = document.title;
let parts: MakerPart[] = [];
let me: Me | undefined;
let on: { part: MakerPart; shown: Promise<ShownPart> } | undefined;

place('.sign-in').addEventListener('click', () => void signIn());
try {
  useLanguage(document.documentElement.lang, document, true);
  await languagePending();
  const answered = await comeFromSignIn();
  if (answered === 'refused' || answered === 'unreachable') askToSignIn(answered);
  else if (keptToken() === undefined) await signIn();
  else begin();
} catch {
  askToSignIn('impossible');
}

/** Needs a secure address, and a browser that lets the page keep something. */
async function signIn(): Promise<void> {
  await goToSignIn().catch(() => askToSignIn('impossible'));
}

function begin(): void {
  const client = startWaypost({ url: serverUrl, getToken });
  parts = makerParts();
  addEventListener('popstate', () => void show(client));
  client.me.subscribe((state) => greet(client, state), {
    signal: new AbortController().signal,
  });
  place('.sign-out').addEventListener('click', () => {
    void client.signOut().finally(() => {
      forgetToken();
      location.assign(makerPath);
    });
  });
  void show(client);
}

/** What was typed stays in the page: nobody is sent away unasked once it is shown. */
function getToken({ expired }: { expired: boolean }): Promise<string> {
  if (expired) forgetToken();
  const token = keptToken();
  if (token !== undefined) return Promise.resolve(token);
  askToSignIn('over');
  return Promise.reject(new Error('The session is over.'));
}

function askToSignIn(why: 'refused' | 'unreachable' | 'over' | 'impossible'): void {
  place('.signed-out').hidden = false;
  for (const words of document.querySelectorAll<HTMLElement>('.signed-out [data-why]'))
    words.hidden = words.dataset['why'] !== why;
}

function greet(client: Waypost, { data }: SubscriptionState<Me>): void {
  place('.who').textContent = data?.name ?? '';
  place('.account').hidden = data === undefined;
  me = data ?? me;
  navigate(client);
}

/** The parts that the user's role has, and the one on show. */
function navigate(client: Waypost): void {
  const open = parts.filter(
    ({ protects }) => me && (!protects || me.rights[protects]?.includes('read')),
  );
  showNavigation(place('nav'), open, on?.part, (part) => {
    go(`${makerPath}/${part.path}`);
    void show(client);
  });
}

function go(path: string): void {
  if (path !== location.pathname) history.pushState(null, '', path);
}

/** The part that the address names, and what of it. */
async function show(client: Waypost): Promise<void> {
  const path = location.pathname.slice(makerPath.length + 1);
  const part =
    path === ''
      ? parts[0]
      : parts.find((each) => path === each.path || path.startsWith(`${each.path}/`));
  if (!part) return showNone();
  if (on?.part !== part) turnTo(part, client);
  const now = on;
  const shown = await now?.shown;
  if (now === on) shown?.show(path.slice(part.path.length + 1));
}

function turnTo(part: MakerPart, client: Waypost): void {
  const base = `${makerPath}/${part.path}`;
  const chosen = (rest: string) => {
    if (on?.part !== part || (rest === '' && location.pathname === makerPath)) return;
    go(rest ? `${base}/${rest}` : base);
  };
  on = { part, shown: part.open(client, chosen) };
  document.title = `${part.words} – ${TITLE}`;
  place('h1').textContent = part.words;
  place('.missing').hidden = true;
  navigate(client);
  const now = on;
  void now.shown.then(
    ({ element }) => now === on && place('.part').replaceChildren(element),
    () => now === on && showNone(),
  );
}

function showNone(): void {
  on = undefined;
  place('h1').textContent = '';
  place('.part').replaceChildren();
  place('.missing').hidden = false;
}
