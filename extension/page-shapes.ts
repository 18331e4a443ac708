import { listOf, record, text, truth, type Of } from './shape.ts';
import { siteRule } from './site-rules.ts';

/** What a page shows; `page` changes when the tab shows another page, by whatever kind of navigation. */
export const pageContacts = record({
  page: text(60),
  contacts: listOf(text(320), 200),
  /** The page has more. */
  isCut: truth,
});

export type PageContacts = Of<typeof pageContacts>;

/** What a click in the page made: a rule, and what it finds there. */
export const picked = record({ rule: siteRule, finds: listOf(text(320), 200) });

export type Picked = Of<typeof picked>;
