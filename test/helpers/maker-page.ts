import type { Page } from 'playwright-core';

/**
 * The Maker's page once its sign-in was gone through, as the demo's administrator unless said: at the address that was
 * asked for, as the page has put it back by then.
 */
export async function signedIn(
  page: Page,
  username = 'admin',
  password = 'waypost',
): Promise<Page> {
  await page.waitForURL(/\/auth\/authorize/);
  await page.locator('[name=username]').fill(username);
  await page.locator('[name=password]').fill(password);
  await page.locator('[name=password]').press('Enter');
  await page.waitForURL(
    ({ pathname, searchParams }) => pathname.includes('/maker') && !searchParams.has('state'),
  );
  return page;
}

/** Who administers an organisation that was just set up. */
export const FIRST_ADMINISTRATOR = { username: 'ada', password: 'a dozen letters and more' };

/** Where a server says that it is set up, in what it writes into its terminal. */
export function setUpPath(output: string): string {
  const path = /\/auth\/set-up\?code=[\w-]+/.exec(output)?.[0];
  if (!path) throw new Error(`No address to set it up at:\n${output}`);
  return path;
}
