// What a reload of this tab must find again: the conversation, its token, and what is not sent yet.
const KEY = 'waypost.chat';

export function readRemembered() {
  try {
    return JSON.parse(sessionStorage.getItem(KEY) ?? 'null');
  } catch {
    return null;
  }
}

/** Keeps it, or forgets it when there is nothing to keep. A browser without storage goes on without. */
export function remember(what) {
  try {
    if (what) sessionStorage.setItem(KEY, JSON.stringify(what));
    else sessionStorage.removeItem(KEY);
  } catch {
    // The conversation lasts as long as the page does.
  }
}
