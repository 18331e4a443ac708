import { isInText } from './copied-actions.ts';

export interface WorkbenchKeys {
  undo(): void;
  redo(): void;
  find(): void;
  add(): void;
  remove(): void;
  leave(): void;
  edit(): void;
  /** From beside the tree to it. */
  back(): void;
}

/** The keys of the workbench; a field for text keeps its own. */
export function workbenchKey(event: KeyboardEvent, keys: WorkbenchKeys): void {
  if (event.defaultPrevented) return;
  const isBeside = isIn(event, '.side');
  const done =
    event.key === 'Escape' && isBeside
      ? keys.back
      : isInText(event)
        ? undefined
        : meant(event, keys);
  if (!done) return;
  event.preventDefault();
  done();
}

function meant(event: KeyboardEvent, keys: WorkbenchKeys): (() => void) | undefined {
  const { key, ctrlKey, metaKey, shiftKey, altKey } = event;
  if (ctrlKey || metaKey) {
    const letter = key.toLowerCase();
    if (letter === 'z') return shiftKey ? keys.redo : keys.undo;
    if (letter === 'y') return keys.redo;
    return letter === 'k' ? keys.find : undefined;
  }
  if (altKey) return undefined;
  if (key === 'Escape') return keys.leave;
  // What has no modifier acts on what is chosen in the tree, and so only there.
  if (!isIn(event, '.tree, .tools')) return undefined;
  if (key === 'Delete' || key === 'Backspace') return keys.remove;
  if (key === 'F2') return keys.edit;
  return key === 'a' || key === 'Insert' ? keys.add : undefined;
}

const isIn = (event: Event, place: string): boolean =>
  event.composedPath().some((each) => each instanceof Element && each.matches(place));
