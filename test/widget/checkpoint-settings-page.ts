import { expect } from 'vitest';
import { one, text } from './page.ts';

/* What tests of <waypost-checkpoint-settings> look at and do in the one that the page shows. */

/** The dialog that is open, if any. */
export const dialog = (): HTMLElement => deep('dialog')[0] ?? document.createElement('p');
/** Of the checkpoints that are listed. */
export const names = (): string[] =>
  deep('tbody tr th button').map((button) => button.textContent?.trim() ?? '');
/** Everything in the element that fits. */
export const deep = (selector: string): HTMLElement[] => [
  ...(document
    .querySelector('waypost-checkpoint-settings')
    ?.renderRoot.querySelectorAll<HTMLElement>(selector) ?? []),
];
export const field = (name: string): HTMLInputElement =>
  deep(`dialog [name='${name}']`)[0] as HTMLInputElement;
/** What was done last. */
export const told = (): string => text(deep('.told')[0]);

export async function listed(): Promise<void> {
  await expect.poll(names).toContain('Customer recognised');
}

export async function fill(values: Record<string, string>): Promise<void> {
  for (const [name, value] of Object.entries(values)) {
    field(name).value = value;
    field(name).dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  }
}

export async function search(words: string): Promise<void> {
  const box = one('searchbox') as HTMLInputElement;
  box.value = words;
  box.dispatchEvent(new Event('input', { bubbles: true }));
  box.dispatchEvent(new Event('change', { bubbles: true }));
}
