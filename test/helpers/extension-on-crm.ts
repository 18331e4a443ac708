import type { Page } from 'playwright-core';
import { afterAll, beforeAll, beforeEach } from 'vitest';
import { CrmSite } from './crm-site.ts';
import { extensionInBrowser } from './extension-in-browser.ts';

/**
 * For a file of tests: the extension before pages of a CRM. Each test begins with an agent who is signed in, the page of
 * a contact, and the side panel in a tab of its own.
 */
export function extensionOnCrm() {
  const at = extensionInBrowser();
  let crm: CrmSite;
  let page: Page;
  let sidePanel: Page;

  beforeAll(async () => {
    crm = await CrmSite.start();
  });
  afterAll(() => crm?.stop());
  beforeEach(async () => {
    await at.extension.signIn(at.server, 'agent');
    page = await visit('nadia');
    sidePanel = await at.extension.open('sidepanel.html');
  });

  async function visit(contact: string, host?: string): Promise<Page> {
    const visited = await at.extension.context.newPage();
    await visited.goto(crm.address(contact, host));
    return visited;
  }

  return {
    get extension() {
      return at.extension;
    },
    get server() {
      return at.server;
    },
    get crm() {
      return crm;
    },
    get page() {
      return page;
    },
    get sidePanel() {
      return sidePanel;
    },

    /** Opens the page of a contact in another tab. */
    visit,

    /** Lets the extension onto the site of the page, and brings that to the front once it is let. */
    async grant(): Promise<void> {
      const button = sidePanel.getByRole('button', { name: 'Show Waypost on 127.0.0.1' });
      await button.click();
      await button.waitFor({ state: 'detached' });
      await page.bringToFront();
    },
  };
}
