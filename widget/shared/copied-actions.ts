import { readCopied, type CopiedActions } from './edit-tree.ts';

const PLACE = 'waypost copied actions';

/** The actions that were copied last: in the system’s clipboard where keys are used, and in the tab for the buttons. */
export class Clipboard {
  get content(): CopiedActions | undefined {
    try {
      return readCopied(sessionStorage.getItem(PLACE) ?? '');
    } catch {
      return undefined; // a page that may keep nothing
    }
  }

  write(copied: CopiedActions): void {
    if (Object.keys(copied.actions).length === 0) return;
    try {
      sessionStorage.setItem(PLACE, JSON.stringify(copied));
    } catch {
      // A page that may keep nothing.
    }
  }

  /** Answers a copy or a cut by keys; false where text is meant, or nothing is chosen. */
  take(event: ClipboardEvent, copied: CopiedActions | undefined): boolean {
    const isNothing = !copied || Object.keys(copied.actions).length === 0;
    if (isNothing || isInText(event) || !getSelection()?.isCollapsed) return false;
    event.clipboardData?.setData('text/plain', JSON.stringify(copied, null, 2));
    event.preventDefault();
    this.write(copied);
    return true;
  }

  /** What is pasted by keys; undefined where it is text, or something else. */
  read(event: ClipboardEvent): CopiedActions | undefined {
    if (isInText(event)) return undefined;
    const copied = readCopied(event.clipboardData?.getData('text/plain') ?? '');
    if (copied) event.preventDefault();
    return copied;
  }
}

/** Whether the keyboard is in a field for text. */
export const isInText = (event: Event): boolean =>
  event
    .composedPath()
    .some((each) => each instanceof Element && each.matches('input, textarea, select, dialog'));
