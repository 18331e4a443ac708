import { dockWidth } from './dock-width.ts';
import { listOf, orNull, record, text, truth, type Of } from './shape.ts';
import { siteRule } from './site-rules.ts';

/** What a page shows; `page` changes when the tab shows another page, by whatever kind of navigation. */
export const pageContacts = record({
  page: text(60),
  contacts: listOf(text(320), 200),
  /** The page has more. */
  isCut: truth,
});

export type PageContacts = Of<typeof pageContacts>;

/** How the panel is docked in a page, and what its edge is called there. */
export const dock = record({ width: dockWidth, title: text(200), resize: text(200) });

export type Dock = Of<typeof dock>;

/** How picking on a page stands. */
export const picked = record({
  /** A click is waited for. */
  isPicking: truth,
  /** What the click made; null when there is no contact. */
  rule: orNull(siteRule),
  /** What the rule finds there. */
  finds: listOf(text(320), 200),
});

export type Picked = Of<typeof picked>;
