import { beforeEach, describe, expect, test } from 'vitest';
import { extensionOnCrm } from '../helpers/extension-on-crm.ts';

/* The marks of the extension in a page, and what a hostile page can make of them and of all the rest. */

const at = extensionOnCrm();

const COVER = `{
  const cover = document.body.appendChild(document.createElement('div'));
  cover.id = 'cover';
  cover.style.cssText = 'position: fixed; inset: 0; background: #fff; pointer-events: none';
}`;

/** Also at the pointer's own events: however busy the machine is, the mark has just moved when it is clicked on. */
const MOVE = `{
  const move = () => {
    document.querySelector('main').style.cssText = 'position: relative; left: ' + (performance.now() % 7) + 'px';
  };
  window.moving = setInterval(move, 50);
  addEventListener('pointerup', () => window.moving && move(), true);
}`;

describe('marks', () => {
  test('stand beside what was found, and move nothing in the page', async () => {
    const before = await places();

    await at.grant();

    await expect.poll(blazes).toEqual(['blaze', 'blaze']);
    expect(await places()).toEqual(before);
    expect(await at.page.evaluate(FROM_THE_PAGE)).toEqual(['', '']);
  });

  test('are put beside what the page shows next, and taken away with the site’s choice', async () => {
    await at.grant();
    await expect.poll(blazes).toHaveLength(2);

    await at.page.getByRole('link', { name: 'Luc' }).click();
    await expect.poll(blazes).toHaveLength(1);
    await at.extension.worker.evaluate(
      `chrome.storage.local.set({ sites: [{ site: 'http://127.0.0.1', hasMarks: false }] })`,
    );

    await expect.poll(blazes).toEqual([]);
  });

  test('are fifty at most', async () => {
    await at.grant();

    await at.page.getByRole('link', { name: 'Many' }).click();

    await expect.poll(blazes).toHaveLength(50);
  });
});

describe('live-contacts', () => {
  test('puts a dot beside who is in an interaction now', async () => {
    await at.server.openChat();

    await at.grant();

    await expect.poll(drawn).toEqual(['blaze', 'dot', 'blaze']);
  });
});

describe('open-from-page', () => {
  test('opens the panel at a click on a mark', async () => {
    await at.grant();
    await at.sidePanel.close();

    await expect.poll(clickMark).toBe(true);
  });

  test.each([
    ['covers it with something that lets clicks through', COVER],
    ['fades it', "document.querySelector('main').style.opacity = '0.01'"],
    ['moves it all the time', MOVE],
  ])('not for a page that %s', async (_, trick) => {
    await at.grant();
    await expect.poll(blazes).toHaveLength(2);
    await at.sidePanel.close();

    await at.page.evaluate(trick);
    for (let times = 0; times < 10; times++) expect(await clickMark()).toBe(false);
    await at.page
      .evaluate(`clearInterval(window.moving); delete window.moving; document.querySelector('#cover')?.remove();
      document.querySelector('main').style.cssText = ''`);

    await expect.poll(clickMark).toBe(true);
  });
});

describe('a hostile page', () => {
  beforeEach(async () => {
    await at.grant();
    await expect.poll(told).toBeDefined();
    const former = await told();
    await at.page.goto(at.crm.hostileAddress());
    await expect.poll(blazes).toHaveLength(2);
    await expect.poll(async () => [undefined, former].includes(await told())).toBe(false);
  });

  test('clicks in vain', async () => {
    await at.sidePanel.close();

    await at.page.evaluate(`for (const mark of document.querySelectorAll('main span')) {
      mark.click();
      mark.dispatchEvent(new PointerEvent('pointerenter', { bubbles: true, composed: true }));
      mark.dispatchEvent(new MouseEvent('click', { bubbles: true, composed: true }));
    }`);

    expect(await at.extension.hasSidePanel(at.page)).toBe(false);
    await expect.poll(clickMark).toBe(true); // a person does not
  });

  test('can speak to nobody here, and gets no answer to what it calls out', async () => {
    const before = await at.extension.stored('session');

    const answers = await at.page.evaluate<unknown[]>(`new Promise((resolve) => {
      const heard = [];
      addEventListener('message', ({ data }) => {
        if (data?.type !== 'forged') heard.push(data);
        else if (data.isLast) resolve(heard);
      });
      const forge = (asked) => ({ type: 'page-contacts', asked });
      postMessage(forge({ page: 'x', contacts: ['+33600000000'], isCut: false }), '*');
      postMessage('page-settings-changed', '*');
      postMessage({ type: 'forged', isLast: true }, '*');
    })`);

    expect(answers).toHaveLength(2); // its own two
    expect(await at.page.evaluate('typeof globalThis.chrome?.runtime?.sendMessage')).toBe(
      'undefined',
    );
    expect(await at.extension.stored('session')).toEqual(before);
  });

  test('gets none of our files', async () => {
    const files = ['manifest.json', 'page.js', 'pick.js', 'sidepanel.html', 'icon/16.png'];
    const fetched = await at.page.evaluate<string[]>(
      `Promise.all(${JSON.stringify(files)}.map((file) =>
        fetch('${at.extension.origin}/' + file).then(() => file, () => 'refused')))`,
    );

    expect(fetched).toEqual(files.map(() => 'refused'));
  });

  test('sees nothing in its own world, and nothing of the customer in our marks', async () => {
    expect(
      await at.page.evaluate('Object.keys(globalThis).filter((name) => /waypost/i.test(name))'),
    ).toEqual([]);
    expect(await at.page.evaluate(FROM_THE_PAGE)).toEqual(['', '']);
  });
});

/** What the page itself can read of the marks in it. */
const FROM_THE_PAGE = `[...document.querySelectorAll('main span')].map((mark) =>
  mark.outerHTML.replace(/<span style="[^"]*">|<.span>/g, '') + (mark.shadowRoot ? 'open' : ''))`;

/** Where everything in the page stands, without our marks. */
const places = () =>
  at.page.evaluate<
    string[]
  >(`[...document.querySelectorAll('main, main :not(span)')].map((element) => {
    const { x, y, width, height } = element.getBoundingClientRect();
    return [element.localName, x, y, width, height].join(' ');
  })`);

/** What our script calls the page that it told of last: each is another one. */
async function told(): Promise<string | undefined> {
  const all = Object.entries(await at.extension.stored('session'));
  const [, page] = all.find(([key]) => key.startsWith('page-')) ?? [];
  return (page as { page: string } | undefined)?.page;
}

/** What is drawn in the closed roots of the marks: only a debugger sees it. */
async function drawn(): Promise<string[]> {
  const devtools = await at.extension.context.newCDPSession(at.page);
  await devtools.send('DOM.enable');
  const { nodes } = await devtools.send('DOM.getFlattenedDocument', {
    depth: -1,
    pierce: true,
  });
  await devtools.detach();
  const parts = nodes.map(({ attributes = [] }) => attributes[attributes.indexOf('part') + 1]);
  return parts.filter((part) => part === 'blaze' || part === 'dot') as string[]; // those two
}

const blazes = async () => (await drawn()).filter((part) => part === 'blaze');

/** A slow click on the first mark; answers whether the side panel is open then. */
async function clickMark(): Promise<boolean> {
  const { x, y } = await at.page.evaluate<{ x: number; y: number }>(
    `(({ x, y }) => ({ x, y }))(document.querySelector('main span').getBoundingClientRect())`,
  );
  await at.page.mouse.move(x + 9, y + 8);
  await at.page.mouse.click(x + 10, y + 9, { delay: 60 });
  return at.extension.hasSidePanel(at.page);
}
