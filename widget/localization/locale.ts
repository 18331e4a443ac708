import { configureLocalization } from '@lit/localize';

const { getLocale, setLocale } = configureLocalization({
  sourceLocale: 'en',
  targetLocales: ['fr'],
  loadLocale: async () => (await Promise.all([import('./fr.ts'), loadServerWords()]))[0],
});

/** French for what the server says, which is a chunk of its own; there with the French of the elements. */
let french: ((sentence: string) => string | undefined) | undefined;
/** What else is loaded in French, for elements that not everybody sees. */
const further = new Set<() => Promise<unknown>>();

async function loadServerWords(): Promise<void> {
  // Without them, what the server says stays English; all else is French.
  await Promise.allSettled([
    import('./server-words/french.ts').then(({ frenchOf }) => (french = frenchOf)),
    ...[...further].map((load) => load()),
  ]);
}

/** Has more French loaded: with the rest of it, or now where that is there. */
export function alsoInFrench(load: () => Promise<unknown>): void {
  if (further.has(load)) return;
  further.add(load);
  if (currentLanguage() === 'fr' || pending) waitFor(load().catch(() => undefined));
}

/** A sentence of the server, which says all in English, in the language of the page; as it is when it is not known. */
export function serverWords(sentence: string): string {
  return currentLanguage() === 'fr' ? (french?.(sentence) ?? sentence) : sentence;
}

/** Dates and numbers follow a regional language (`en-US`, `fr-CA`) where the page names one. */
let region: string | undefined;
/** The panel whose language holds for the whole page, when there is one. */
let decider: unknown;
let pending: Promise<void> | undefined;

/** `en` or `fr`: the language that messages are shown in. */
export function currentLanguage(): 'en' | 'fr' {
  return getLocale() === 'fr' ? 'fr' : 'en';
}

/** The language tag that dates and numbers are written by. Plain English is the British one: 24 hours, day first. */
export function formattingLanguage(): string {
  return shownLanguage() === 'en' ? 'en-GB' : shownLanguage();
}

/** The `lang` of what is shown. */
export function shownLanguage(): string {
  const language = currentLanguage();
  return region?.startsWith(`${language}-`) ? region : language;
}

/**
 * Shows everything in the language of a tag: French for `fr…`, otherwise English. The texts are the page's,
 * not an element's. A panel (`decides`) speaks for all; otherwise the element that asks last does.
 */
export function useLanguage(tag: string, by: unknown, decides: boolean): void {
  if (decides) decider = by;
  else if (decider) return;
  region = isLanguageTag(tag) ? tag : undefined;
  const wanted = /^fr\b/i.test(tag) ? 'fr' : 'en';
  // A chunk that cannot be loaded leaves the page in the language it has.
  const loading = setLocale(wanted).catch(() => undefined);
  if (currentLanguage() === wanted) return;
  waitFor(loading);
}

function waitFor(loading: Promise<unknown>): void {
  const all = Promise.all([pending, loading]).then(() => {
    if (pending === all) pending = undefined;
  });
  pending = all;
}

/** The element that decided is gone: others may again. */
export function releaseLanguage(by: unknown): void {
  if (decider === by) decider = undefined;
}

/** Resolves when the texts of the language asked for are there; undefined when they are. */
export function languagePending(): Promise<void> | undefined {
  return pending;
}

/** The `lang` that holds for an element, looking through the shadow trees it lies in. */
export function nearestLanguage(element: Element): string {
  const holder = element.closest('[lang]');
  if (holder) return holder.getAttribute('lang') ?? '';
  const root = element.getRootNode();
  return root instanceof ShadowRoot ? nearestLanguage(root.host) : '';
}

function isLanguageTag(tag: string): boolean {
  try {
    return Intl.getCanonicalLocales(tag).length === 1;
  } catch {
    return false;
  }
}
