import { expect } from 'vitest';
import type { Locator, Page } from 'playwright-core';
import type { demoInBrowser } from './demo-in-browser.ts';
import { setUpPath } from './maker-page.ts';

/* What an administrator’s first hour has by mouse and by keyboard. */

/** What stands beside the tree of the editor. */
export const side = (page: Page): Locator => page.locator('.side');

/** A field of the form beside the tree. */
export const field = (page: Page, label: string): Locator =>
  page
    .locator('waypost-schema-form')
    .getByLabel(label)
    .and(page.locator('input, textarea, select'))
    .first();

/** Resolves when the editor has saved what was done last. */
export const isSaved = (page: Page) => page.getByText(/^Saved at/).waitFor();

/** The address from the server's terminal, once it is there. */
export async function setUpAddress(demo: ReturnType<typeof demoInBrowser>): Promise<string> {
  await expect.poll(() => demo.server.output).toContain('/auth/set-up');
  return setUpPath(demo.server.output);
}
