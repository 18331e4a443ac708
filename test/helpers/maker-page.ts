import type { Page } from 'playwright-core';

/** The Maker's page once its sign-in was gone through, as the demo's administrator unless said. */
export async function signedIn(
  page: Page,
  username = 'admin',
  password = 'waypost',
): Promise<Page> {
  await page.waitForURL(/\/auth\/authorize/);
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=password]').fill(password);
  await page.locator('[name=password]').press('Enter');
  await page.waitForURL(/\/maker/);
  return page;
}
