import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { Session } from '../../api-client/contract/session.ts';
import { createWaypost } from '../../api-client/client.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import { startInPage, type InPageServer } from '../../mock-server/browser/start.ts';
import type { WaypostRoutingEditor } from '../../widget/routing-editor.ts';
import '../../widget/routing-editor.ts';
import { show } from './page.ts';

let server: InPageServer;
const clients: Waypost[] = [];

beforeAll(async () => {
  server = await startInPage({ snapshot: '/demo-snapshot.tar.gz' });
});
afterAll(() => server?.stop());
beforeEach(() => {
  localStorage.clear();
  sessionStorage.clear();
  document.documentElement.lang = 'en';
});
afterEach(() => {
  document.body.replaceChildren();
  clients.splice(0).forEach((client) => client.close());
});

function clientOf(username: string): Waypost {
  const getToken = async () => {
    const response = await server.app.request('/api/session', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({ username, password: 'waypost' }),
    });
    return ((await response.json()) as Session).accessToken;
  };
  const client = createWaypost({ url: server.url, getToken, cache: false, realtime: false });
  clients.push(client);
  return client;
}

test('looks', async () => {
  await page.viewport(1400, 900);
  const client = clientOf('admin');
  const editor = await show('waypost-routing-editor', { client }, 1380);
  await expect.poll(() => editor.renderRoot.querySelector('waypost-routing-list')?.renderRoot.querySelectorAll('tbody tr').length).toBeGreaterThan(3);
  await page.screenshot({ path: '../../node_modules/.shots/list.png' });
  const { items } = await client.routings.list();
  console.log(items.map((i) => `${i.name} ${i.reference} ${i.productionVersion}`).join('\n'));
  const of = items.find(({ reference }) => reference === 'welcome-orders')!;
  editor.style.height = '860px';
  editor.style.display = 'block';
  editor.routingId = of.id;
  await expect.poll(() => editor.renderRoot.querySelector('waypost-routing-workbench')?.renderRoot.querySelector('waypost-routing-canvas')?.renderRoot.querySelectorAll('.card').length).toBeGreaterThan(3);
  await page.screenshot({ path: '../../node_modules/.shots/canvas.png' });
  const made = await client.routings.createVersion(of.id, { from: of.productionVersion! });
  editor.version = made.number;
  const bench = () => editor.renderRoot.querySelector('waypost-routing-workbench')!;
  await expect.poll(() => bench().edited?.version.number).toBe(made.number);
  const id = Object.entries(made.tree.actions).find(([, a]) => a.type === 'message-with-choice')![0];
  await bench().go(id);
  await new Promise((r) => setTimeout(r, 1500));
  await page.screenshot({ path: '../../node_modules/.shots/panel.png' });
  const root = () => bench().renderRoot as HTMLElement;
  root().querySelector<HTMLElement>('[data-side=trial]')!.click();
  await bench().updateComplete;
  const trial = () => root().querySelector('waypost-routing-trial')!;
  await trial().updateComplete;
  trial().renderRoot.querySelector<HTMLElement>('.begin')!.click();
  await expect.poll(() => trial().renderRoot.querySelector('.log li')).toBeTruthy();
  await page.screenshot({ path: '../../node_modules/.shots/trial.png' });
  root().querySelector<HTMLElement>('[data-side=findings]')!.click();
  await bench().updateComplete;
  [...root().querySelectorAll<HTMLElement>('.tools button')].find((b) => b.textContent!.includes('list'))!.click();
  await new Promise((r) => setTimeout(r, 500));
  await page.screenshot({ path: '../../node_modules/.shots/outline.png' });
  root().querySelector<HTMLElement>('.add')!.click();
  await new Promise((r) => setTimeout(r, 500));
  await page.screenshot({ path: '../../node_modules/.shots/palette.png' });
});
export type { WaypostRoutingEditor };
