import { startWaypost } from '../../api-client/start.ts';
import type { Me } from '../../api-client/contract/user.ts';
import type { SubscriptionState } from '../../api-client/waypost.ts';
import '../checkpoint-settings.ts';
import { comeFromSignIn, forgetToken, goToSignIn, keptToken } from './sign-in.ts';

/* The script of the server's page `/maker`, where administrators configure: signs in, and shows what the address names. */

const part = <Found extends HTMLElement>(selector: string): Found =>
  document.querySelector<Found>(selector)!; // part of the page
const settings = part<HTMLElementTagNameMap['waypost-checkpoint-settings']>(
  'waypost-checkpoint-settings',
);

part('.sign-in').addEventListener('click', () => void signIn());
try {
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
  const client = startWaypost({ url: location.origin, getToken });
  settings.client = client;
  settings.hidden = false;
  show();
  addEventListener('popstate', show);
  settings.addEventListener('waypost-checkpoint-chosen', ({ checkpointId = '' }) => {
    const path = `/maker/checkpoints${checkpointId && `/${checkpointId}`}`;
    if (path !== location.pathname) history.pushState(null, '', path);
  });
  client.me.subscribe(greet, { signal: new AbortController().signal });
  part('.sign-out').addEventListener('click', () => {
    void client.signOut().finally(() => {
      forgetToken();
      location.assign('/maker');
    });
  });
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
  part('.signed-out').hidden = false;
  for (const words of document.querySelectorAll<HTMLElement>('.signed-out [data-why]'))
    words.hidden = words.dataset['why'] !== why;
}

function greet({ data }: SubscriptionState<Me>): void {
  part('.who').textContent = data?.name ?? '';
  part('.account').hidden = data === undefined;
}

/** What the address names. */
function show(): void {
  settings.checkpointId = /^\/maker\/checkpoints\/([\w-]+)$/.exec(location.pathname)?.[1] ?? '';
}
