import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import type { Frame, Page } from 'playwright-core';
import { expect } from 'vitest';

/** What has the focus, wherever it lies: its id, value or address, or else its words. */
export const focused = (page: Page) =>
  page.evaluate<string>(`(() => {
    let element = document.activeElement;
    while (element.shadowRoot?.activeElement) element = element.shadowRoot.activeElement;
    return element.id || element.value || element.hash || element.innerText.trim();
  })()`);

/** What is typed next goes there. A page gives the keyboard to a field of its own only once it is drawn. */
export async function isFocused(page: Page, what: string): Promise<void> {
  await expect.poll(() => focused(page)).toBe(what);
}

/** Presses a key until what has the focus is what is wanted, or fits. */
export async function tabTo(
  page: Page,
  what: string,
  key = 'Tab',
  fits = (now: string) => now === what,
): Promise<void> {
  for (let times = 0; times < 60; times++) {
    if (fits(await focused(page))) return;
    await page.keyboard.press(key);
  }
  throw new Error(`The key ${key} never reaches ‘${what}’.`);
}

/** What axe finds, in a word each. What is in order it need not describe, which takes it most of its time. */
export async function barriers(page: Page | Frame): Promise<string[]> {
  const axe = createRequire(import.meta.url).resolve('axe-core/axe.min.js');
  if (await page.evaluate(`typeof axe === 'undefined'`))
    await page.evaluate(await readFile(axe, 'utf8'));
  return page.evaluate(`axe.run({ resultTypes: ['violations'] }).then(({ violations }) =>
    violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ target }) => target.join(' ')).join(', ')))`);
}
