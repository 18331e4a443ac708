import { colourSchemeSetting } from './settings.ts';

/** Shows this page, and the elements in it, in the colours that were chosen, until the signal aborts. */
export function followColourScheme(signal: AbortSignal): void {
  colourSchemeSetting.follow((scheme) => {
    document.documentElement.dataset['colours'] = scheme;
  }, signal);
}
