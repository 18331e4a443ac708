/** What a person chose in the panel's foot. */
export interface Preferences {
  language?: 'en' | 'fr';
  density?: 'compact' | 'roomy';
}

const KEY = 'waypost.panel';

/** What this browser remembers; nothing where its storage is forbidden, broken or holds something else. */
export function readPreferences(): Preferences {
  try {
    const found: unknown = JSON.parse(localStorage.getItem(KEY) ?? '{}');
    return typeof found === 'object' && found !== null ? found : {};
  } catch {
    return {};
  }
}

/** Remembers for the next page, where this browser lets us. */
export function writePreferences(preferences: Preferences): void {
  try {
    localStorage.setItem(KEY, JSON.stringify(preferences));
  } catch {
    // The choice holds for this page all the same.
  }
}
