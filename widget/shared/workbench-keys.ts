import { isInText } from './copied-actions.ts';

export interface WorkbenchKeys {
  undo(): void;
  redo(): void;
  find(): void;
  add(): void;
  remove(): void;
  leave(): void;
  edit(): void;
}

/** The keys of the workbench; a field for text keeps its own. */
export function workbenchKey(event: KeyboardEvent, keys: WorkbenchKeys): void {
  if (isInText(event)) return;
  const done = meant(event, keys);
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
  if (key === 'Delete' || key === 'Backspace') return keys.remove;
  if (key === 'Escape') return keys.leave;
  if (key === 'F2') return keys.edit;
  return key === 'a' || key === 'Insert' ? keys.add : undefined;
}
