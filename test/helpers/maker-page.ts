import type { Page } from 'playwright-core';

/** The Maker's page once its sign-in was gone through, as the demo's administrator. */
export async function signedIn(page: Page): Promise<Page> {
  await page.waitForURL(/\/auth\/authorize/);
  await page.locator('[name=username]').fill('admin');
  await page.locator('[name=password]').fill('waypost');
  await page.locator('[name=password]').press('Enter');
  await page.waitForURL(/\/maker/);
  return page;
}
