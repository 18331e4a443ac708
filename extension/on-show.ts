import { followFront, type Front } from './front.ts';
import { contactSetting, type Followed, type Setting } from './settings.ts';
import { ownWindow } from './windows.ts';

/** Whose interactions the panel shows, and what else could be shown. */
export interface OnShow {
  /** '' is everyone. */
  contact: string;
  front: Front;
}

/** A contact, or '' for everyone, and the page that was in front; null while that is not known. */
interface Choice {
  contact: string;
  tab: number | null;
  page: string | null;
}

/**
 * Decides between what the page in front shows and what a person chose. A choice of a contact holds until another
 * page comes in front that shows a contact itself; the choice of everyone, until any other page comes.
 */
export class ShownContact {
  #front: Front | null = null;
  #choice: Choice | null = null;

  get now(): OnShow | null {
    if (!this.#front) return null;
    const found = this.#front.page?.contacts ?? [];
    return { contact: this.#choice?.contact ?? found[0] ?? '', front: this.#front };
  }

  choose(contact: string): void {
    const { tab = null, page = null } = this.#front ?? {};
    this.#choice = { contact, tab, page: page?.page ?? null };
  }

  unchoose(): void {
    this.#choice = null;
  }

  /** Answers whether a choice was let go. */
  bringToFront(front: Front): boolean {
    this.#front = front;
    if (!this.#choice) return false;
    this.#choice.tab ??= front.tab;
    const { contact, tab, page } = this.#choice;
    if (tab === front.tab) this.#choice.page ??= front.page?.page ?? null;
    const isSame = tab === front.tab && (page === null || page === front.page?.page);
    if (isSame || (contact !== '' && !front.page?.contacts.length)) return false;
    this.#choice = null;
    return true;
  }
}

const shown = new ShownContact();
const listeners = new Set<(now: OnShow) => void>();
let isStarted = false;

/** What the side panel is to show, as it changes. */
export const onShow: Followed<OnShow> = {
  follow(listener, signal) {
    listeners.add(listener);
    signal.addEventListener('abort', () => listeners.delete(listener));
    if (!isStarted) start();
    if (shown.now) listener(shown.now);
  },
};

export function showEveryone(): void {
  shown.choose('');
  void ownContact().then((chosen) => chosen.clear());
  tell();
}

/** What a person chooses in this window is shown in no other. */
export function showContact(contact: string): void {
  void ownContact().then((chosen) => chosen.write(contact));
}

async function ownContact(): Promise<Setting<string>> {
  return contactSetting(await ownWindow());
}

/** Both live as long as the page of the panel. */
function start(): void {
  isStarted = true;
  const { signal } = new AbortController();
  void ownContact().then((chosen) => {
    chosen.follow((contact) => {
      if (contact !== '') shown.choose(contact);
      else if (shown.now?.contact !== '') shown.unchoose();
      tell();
    }, signal);
    followFront((front) => {
      if (shown.bringToFront(front)) void chosen.clear();
      tell();
    }, signal);
  });
}

function tell(): void {
  const { now } = shown;
  if (now) for (const listener of listeners) listener(now);
}
