import { browser } from 'wxt/browser';
import { WaypostError } from '../../api-client/errors.ts';
import { addressOf, exchangeCode, newQuestion, readAnswer } from '../authorization.ts';
import { defineFeature } from '../define-feature.ts';
import { greetServer } from '../greet-server.ts';
import { answer } from '../messages.ts';
import { permissionFor } from '../server-address.ts';
import {
  languageSetting,
  serverSetting,
  sessionSetting,
  signingInSetting,
  signInFailureSetting,
  type SignedIn,
  type SignInFailure,
} from '../settings.ts';
import { signOut } from '../sign-out.ts';
import { languageOf } from '../words.ts';

/**
 * Signs in on a page of the server, in a tab: opens it, sees it arrive at the server's last page, and makes a session
 * of the code there. All that it knows is in session storage, so that it goes on when the background ended in between.
 */
export const signInTab = defineFeature({
  id: 'sign-in-tab',
  runsIn: 'background',

  init(signal) {
    const inTurn = takeTurns();
    const moved = (tabId: number, { url }: { url?: string | undefined }) => {
      if (url) void inTurn(() => take(tabId, url));
    };
    const closed = (tabId: number) => void inTurn(() => giveUp(tabId));
    answer('sign-in', () => inTurn(begin), signal);
    browser.tabs.onUpdated.addListener(moved);
    browser.tabs.onRemoved.addListener(closed);
    signal.addEventListener('abort', () => {
      browser.tabs.onUpdated.removeListener(moved);
      browser.tabs.onRemoved.removeListener(closed);
    });
    void inTurn(goOn);
  },
});

/** Opens the page; a former attempt is over. */
async function begin(): Promise<null> {
  const server = await serverSetting.read();
  if (server === null) throw new WaypostError('invalid-input', 'No server is chosen yet.');
  const former = await signingInSetting.read();
  await Promise.all([signingInSetting.clear(), signInFailureSetting.clear()]);
  if (former !== null) await close(former.tabId);
  const fault = await greetServer(server); // a browser's own page for a server that is away tells little
  if (fault !== null) {
    await signInFailureSetting.write(fault);
    return null;
  }
  const question = newQuestion(server);
  await signingInSetting.write({ ...question, tabId: NO_TAB });
  const language = languageOf(await languageSetting.read());
  const { id } = await browser.tabs.create({ url: await addressOf(question, language) });
  await signingInSetting.write({ ...question, tabId: id ?? NO_TAB });
  return null;
}

/** A tab has another address: perhaps that of the answer. One with a strange state counts only in our own tab. */
async function take(tabId: number, address: string): Promise<void> {
  const asked = await signingInSetting.read();
  const given = asked && readAnswer(asked.server, address);
  if (!given) return;
  const isOurs = given.state === asked.state;
  if (!isOurs && tabId !== asked.tabId) return;
  if (!isOurs) await end('signInStrange');
  else if (given.code === null) await end('signInRefused');
  else await end(await exchangeCode(asked, given.code));
  await close(tabId);
  await browser.runtime.openOptionsPage();
}

/** Our tab is closed before there was an answer. */
async function giveUp(tabId: number): Promise<void> {
  const asked = await signingInSetting.read();
  if (asked?.tabId === tabId) await end('signInClosed');
}

/** Looks what became of a sign-in while the background was not there. */
async function goOn(): Promise<void> {
  const asked = await signingInSetting.read();
  if (asked === null) return;
  const tabs = await browser.tabs.query({ url: permissionFor(asked.server).origins });
  for (const { id, url } of tabs) {
    if (id !== undefined && url) await take(id, url);
  }
  const isOpen = await browser.tabs.get(asked.tabId).catch(() => null);
  if (!isOpen) await giveUp(asked.tabId);
}

async function end(outcome: SignedIn | SignInFailure): Promise<void> {
  if (typeof outcome === 'string') {
    await signInFailureSetting.write(outcome);
  } else {
    if ((await sessionSetting.read()) !== null) await signOut();
    await sessionSetting.write(outcome);
  }
  await signingInSetting.clear();
}

async function close(tabId: number): Promise<void> {
  await browser.tabs.remove(tabId).catch(() => {}); // closed already
}

/** What no tab is called. */
const NO_TAB = -1;

/** Gives everything its turn: each reads what is stored after the one before has written it. */
function takeTurns() {
  let before: Promise<unknown> = Promise.resolve();
  return <Result>(work: () => Promise<Result>): Promise<Result> => {
    const turn = before.then(work);
    before = turn.catch(() => {});
    return turn;
  };
}
