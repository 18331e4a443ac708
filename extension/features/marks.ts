import { defineFeature } from '../define-feature.ts';
import type { Found } from '../find-contacts.ts';
import { Mark } from '../mark.ts';
import { askFromPage } from '../page-messages.ts';
import { followPage, type PageNow } from '../page-state.ts';

/** So many marks a page gets; a list of hundreds of contacts needs none on each. */
const MOST_MARKS = 50;

/** Milliseconds after which it is asked again who is in an interaction. */
const AGAIN = 30_000;

/** Small marks beside the contacts of the page, which open the panel. They show nothing but whether somebody is in an interaction. */
export const marks = defineFeature({
  id: 'marks',
  runsIn: 'page',

  init(signal) {
    const all = new Map<Element, Mark>();
    let contacts: string[] = [];
    let live = new Map<string, boolean>();
    const show = (now: PageNow | null) => {
      const list = now?.settings.hasMarks ? markable(now.list).slice(0, MOST_MARKS) : [];
      contacts = list.map(({ contact }) => contact);
      const elements = new Set(list.map(({ element }) => element));
      for (const [element, mark] of all) if (!elements.has(element)) mark.remove();
      for (const element of all.keys()) if (!elements.has(element)) all.delete(element);
      for (const { element, contact } of list) {
        const mark = all.get(element) ?? new Mark(now!.settings.openPanel, openPanel); // there is a list
        all.set(element, mark);
        mark.stay(element, contact);
        mark.show(live.get(contact) ?? false);
      }
      if (contacts.some((contact) => !live.has(contact))) void dot();
    };
    const dot = async () => {
      if (contacts.length === 0 || document.visibilityState !== 'visible') return;
      const asked = [...contacts];
      const answer = await askFromPage('live-contacts', asked).catch(() => null);
      if (answer === null) return show(null);
      live = new Map(asked.map((contact, index) => [contact, answer[index] ?? false]));
      for (const mark of all.values()) mark.show(live.get(mark.contact) ?? false);
    };
    followPage(show, signal);
    const asking = setInterval(() => void dot(), AGAIN);
    document.addEventListener('visibilitychange', () => void dot(), { signal });
    signal.addEventListener('abort', () => clearInterval(asking));
  },
});

/** Whether a mark in a frame is covered cannot be told from here: there are none. */
const markable = (list: readonly Found[]): Found[] =>
  list.filter(({ element }) => element.ownerDocument === document);

function openPanel(): void {
  void askFromPage('open-panel', null).catch(() => {});
}
