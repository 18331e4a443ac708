import type { Page } from 'playwright-core';
import { expect, test } from 'vitest';
import type { Session } from '../../api-client/contract/session.ts';
import { treeOf } from '../helpers/run-routing.ts';
import { demoInBrowser } from '../helpers/demo-in-browser.ts';

const ROUTING = 'To an advisor';

const { open, call } = demoInBrowser({ prepare: makeRouting });

test('an advisor is there, takes the customer who waits, answers and finishes', async () => {
  const crm = await openCrm();
  const panel = crm.locator('waypost-panel');
  await panel.getByRole('button', { name: 'Available' }).click();
  await panel.getByText('Nobody waits for you. The next one rings here.').waitFor();

  const customer = await openChat('Rings Here');
  const ring = panel.getByRole('group', { name: 'Rings Here' });
  await ring.getByText('Chat messaging · Orders').waitFor();
  await ring.getByRole('button', { name: 'Accept' }).click();

  await panel.getByRole('heading', { name: 'Rings Here' }).waitFor();
  const reply = panel.getByLabel('Your reply');
  await expect.poll(() => reply.evaluate((field) => field.matches(':focus'))).toBe(true);
  await crm.keyboard.type('Good day, how can I help?');
  await crm.keyboard.press('Enter');
  await said(customer, 'Good day, how can I help?').waitFor();
  await customer.getByLabel('Your message').fill('My parcel is late.');
  await customer.getByLabel('Your message').press('Enter');
  await panel.getByRole('tabpanel').getByText('My parcel is late.').waitFor();

  await panel.getByRole('button', { name: 'Finish', exact: true }).click();
  await panel.getByText('You have finished this interaction.').waitFor();
  await said(customer, 'Goodbye.').waitFor();
  await customer.getByText('This conversation is over.').waitFor();
  await panel
    .locator('waypost-interaction [part="status"]')
    .getByText(/^Processed/)
    .waitFor();
});

test('what an advisor lets go does not come back to be taken', async () => {
  const crm = await openCrm();
  const panel = crm.locator('waypost-panel');
  await panel.getByRole('button', { name: 'Available' }).click();
  const customer = await openChat('Turned Away');
  const ring = panel.getByRole('group', { name: 'Turned Away' });
  await ring.getByRole('button', { name: 'Turn away…' }).click();
  await ring.getByRole('button', { name: 'Turn away', exact: true }).click();

  await ring.waitFor({ state: 'detached' });
  await customer.getByText('Nobody can come.').waitFor();
});

/** As the administrator makes one: it leads to the queue of orders, and says goodbye. */
async function makeRouting(): Promise<void> {
  const body = { username: 'admin', password: 'waypost' };
  const { accessToken } = await call<Session>('POST', '/session', body);
  const as = { authorization: `Bearer ${accessToken}` };
  const draft = { name: ROUTING, reference: 'to-an-advisor', flow: 'messaging', kind: 'start' };
  const { id } = await call<{ id: string }>('POST', '/routings', draft, as);
  const version = `/routings/${id}/versions/1`;
  const tree = treeOf({
    advisor: {
      type: 'distribution-queue',
      parameters: { target: { queue: { reference: 'orders' } } },
      branches: { processed: 'goodbye', unprocessed: 'nobody', 'dissuasion-by-user': 'nobody' },
    },
    goodbye: { type: 'simple-message', parameters: { message: 'Goodbye.' } },
    nobody: { type: 'simple-message', parameters: { message: 'Nobody can come.' } },
  });
  await call('PUT', version, { tree }, { ...as, 'if-match': '"1"' });
  await call('POST', `${version}/publish`, { to: 'production' }, as);
}

async function openCrm(): Promise<Page> {
  const page = await open('/demo/crm?user=agent&lang=en');
  await page.locator('waypost-panel').getByText('Live', { exact: true }).waitFor();
  return page;
}

/** A customer begins, and waits in the queue. */
async function openChat(name: string): Promise<Page> {
  const page = await open('/demo/chat?lang=en');
  await page.getByLabel(ROUTING).check();
  await page.getByLabel('Name').fill(name);
  await page.getByRole('button', { name: 'Begin' }).click();
  return page;
}

const said = (customer: Page, text: string) =>
  customer.getByRole('log').getByRole('listitem').filter({ hasText: text }).last();
