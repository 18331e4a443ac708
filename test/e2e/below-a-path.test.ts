import { expect, test } from 'vitest';
import { demoInBrowser } from '../helpers/demo-in-browser.ts';
import { signedIn } from '../helpers/maker-page.ts';

/* A proxy that gives the server a path of its own, as https://example.com/desk: see WAYPOST_PUBLIC_URL. */

const demo = demoInBrowser({ interactions: 5, path: '/desk' });

test('the Maker works below it: sign-in, parts, addresses and live changes', async () => {
  const sockets: string[] = [];
  const opened = await demo.open('/maker/checkpoints?lang=en', {
    before: (page) =>
      Promise.resolve(void page.on('websocket', (socket) => sockets.push(socket.url()))),
  });
  const page = await signedIn(opened);
  await page.getByText('25 checkpoints').waitFor();
  expect(new URL(page.url()).pathname).toBe('/desk/maker/checkpoints');

  await page.getByRole('button', { name: 'Customer recognised', exact: true }).click();
  await page.getByRole('dialog').waitFor();
  await page.waitForURL(/:\d+\/desk\/maker\/checkpoints\/[\w-]{36}$/);
  await page.reload();
  await page.getByRole('dialog', { name: '“Customer recognised”' }).waitFor();
  await page.keyboard.press('Escape');
  await page.waitForURL(/:\d+\/desk\/maker\/checkpoints$/);

  await page.locator('nav').getByRole('link', { name: 'Queues' }).click();
  await page.getByText('Orders').first().waitFor();
  await page.waitForURL(/:\d+\/desk\/maker\/entities\/queues$/);
  await page.locator('nav').getByRole('link', { name: 'History of interactions' }).click();
  await page.locator('waypost-history').getByText('Live').first().waitFor();
  expect(new Set(sockets.map((each) => new URL(each).pathname))).toEqual(
    new Set(['/desk/api/socket/']),
  );

  await page.getByRole('button', { name: 'Sign out' }).click();
  await page.waitForURL(/\/desk\/auth\/authorize/);
});
