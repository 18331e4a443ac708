import { browser, type Browser } from 'wxt/browser';
import { isMessage, replyTo } from './messages.ts';
import {
  pageMessages,
  type PageAnswered,
  type PageAsked,
  type PageMessageType,
} from './page-messages.ts';
import type { Shape } from './shape.ts';
import { grantedSite, siteOf } from './sites.ts';

/** Whose page asks. */
export interface Asking {
  tab: Browser.tabs.Tab & { id: number };
  site: string;
}

/** Answers our script in the pages of granted sites until the signal aborts. Nobody else gets an answer. */
export function answerPage<Type extends PageMessageType>(
  type: Type,
  give: (asked: PageAsked<Type>, asking: Asking) => Promise<PageAnswered<Type>>,
  signal: AbortSignal,
): void {
  const shape = pageMessages[type].asked as Shape<PageAsked<Type>>; // of this very type
  hearPage(
    type,
    (asked, asking, reply) => {
      void grantedSite(asking.site).then(async (site) => {
        reply(site && (await replyTo(shape, asked, (checked) => give(checked, asking))));
      });
      return true; // the answer comes later
    },
    signal,
  );
}

/** Hears a message at once, without asking whether the site is granted: a click counts only for so long. */
export function hearPage(
  type: PageMessageType,
  listener: (asked: unknown, asking: Asking, reply: (reply: unknown) => void) => true,
  signal: AbortSignal,
): void {
  const hear = (
    message: unknown,
    sender: Browser.runtime.MessageSender,
    reply: (reply: unknown) => void,
  ) => {
    const asking = askingOf(sender);
    if (!asking || !isMessage(message) || message.type !== type) return undefined;
    return listener(message.asked, asking, reply);
  };
  browser.runtime.onMessage.addListener(hear);
  signal.addEventListener('abort', () => browser.runtime.onMessage.removeListener(hear));
}

/** Our script in the page of a tab, not in a frame of it, and not a page of ours. */
function askingOf({ id, url, tab, frameId }: Browser.runtime.MessageSender): Asking | null {
  if (id !== browser.runtime.id || frameId !== 0 || tab?.id === undefined) return null;
  const site = url === undefined ? null : siteOf(url);
  return site === null ? null : { tab: tab as Asking['tab'], site }; // its id was just seen
}
