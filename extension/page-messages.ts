import { browser } from 'wxt/browser';
import { define, readReply } from './messages.ts';
import { dockWidth } from './dock-width.ts';
import { dock, pageContacts, picked } from './page-shapes.ts';
import { listOf, nothing, orNull, record, text, truth, type Of, type Shape } from './shape.ts';
import { siteRules } from './site-rules.ts';

/**
 * What the extension's script in a page asks of the background. It runs beside a stranger's page: nothing that it
 * can ask tells it more than the page shows, but for whether a contact of the page is in an interaction now.
 */
export const pageMessages = {
  /** By what contacts are found there, and what is shown. Nobody answers on a site that is not granted. */
  'page-settings': define(
    nothing,
    record({ rules: siteRules, hasMarks: truth, openPanel: text(200), dock: orNull(dock) }),
  ),
  'page-contacts': define(pageContacts, nothing),
  /** The page of this name is not shown any more. */
  'page-left': define(text(60), nothing),
  /** Of each, whether it is in an interaction at this moment. */
  'live-contacts': define(listOf(text(320), 200), listOf(truth, 200)),
  /** Opens the side panel; answers whether this browser can, from a page. */
  'open-panel': define(nothing, truth),
  /** A ticket for one frame with our page in it. */
  dock: define(nothing, text(60)),
  'dock-width': define(dockWidth, nothing),
  /** Takes the docked panel out of this tab. */
  undock: define(nothing, nothing),
  /** What a person picked; null when they ended without. */
  picked: define(orNull(picked), nothing),
};

/** The message to our script in a page that what was chosen for its site may have changed. */
export const SETTINGS_CHANGED = 'page-settings-changed';

export type PageMessageType = keyof typeof pageMessages;
export type PageAsked<Type extends PageMessageType> = Of<(typeof pageMessages)[Type]['asked']>;
export type PageAnswered<Type extends PageMessageType> = Of<
  (typeof pageMessages)[Type]['answered']
>;

/** Asks the background from a page. Fails where the site is not granted, or the extension is gone. */
export async function askFromPage<Type extends PageMessageType>(
  type: Type,
  asked: PageAsked<Type>,
): Promise<PageAnswered<Type>> {
  const reply: unknown = await browser.runtime.sendMessage({ type, asked });
  const shape = pageMessages[type].answered as Shape<PageAnswered<Type>>; // of this very type
  return readReply(type, shape, reply);
}
