import { beforeEach, describe, expect, test } from 'vitest';
import '../../widget/contact-history.ts';
import '../../widget/interaction.ts';
import '../../widget/script.ts';
import { fetchToken } from '../../widget/shared/token-url.ts';
import { all, one, resetPage, settled, show, text } from './page.ts';
import { data, dissuaded, interaction, me, ZONE } from './samples.ts';

const shown = () => show('waypost-interaction', { data, me, timeZone: ZONE });

/** What of the computed style decides how something looks. */
const looks = (element: Element): string[] =>
  [
    'font',
    'color',
    'display',
    'padding',
    'margin',
    'backgroundColor',
    'border',
    'textTransform',
  ].map((name) => String(getComputedStyle(element)[name as 'font']));

const everything = (): string[][] =>
  [...all('button'), ...all('tab'), ...all('listitem'), ...all('heading')].map(looks);

async function withStyle(css: string, run: () => Promise<void>): Promise<void> {
  const style = document.createElement('style');
  style.textContent = css;
  document.head.append(style);
  try {
    await run();
  } finally {
    style.remove();
  }
}

describe('an element in a page that is not ours', () => {
  beforeEach(resetPage);

  test('looks the same whatever the page’s style does', async () => {
    await shown();
    const before = everything();
    expect(before.length).toBeGreaterThan(10);
    const hostile = `
      html { font-size: 8px; letter-spacing: 5px; color: red; text-transform: uppercase; }
      * { all: unset; }
      body * { font: italic 30px cursive !important; color: red !important; line-height: 4; }
      button, li, h2 { display: none !important; }`;
    await withStyle(hostile, async () => {
      await settled();
      expect(everything()).toEqual(before);
    });
  });

  test('takes the page’s custom properties, also in what is nested', async () => {
    await withStyle(
      ':root { --waypost-accent: rgb(1, 2, 3); --waypost-size: 20px; }',
      async () => {
        await show('waypost-interaction', {
          data,
          me,
          timeZone: ZONE,
          configurationUrl: '#{id}',
        });
        expect(getComputedStyle(one('link', 'Opt-in collected')).color).toBe('rgb(1, 2, 3)');
        expect(getComputedStyle(one('link', 'Opt-in collected')).fontSize).toBe('20px');
      },
    );
  });

  test('is light or dark as the page is, or as its theme says', async () => {
    const element = await shown();
    const colour = () => getComputedStyle(one('heading', 'Nadia Achour')).color;
    const light = colour();
    document.documentElement.style.colorScheme = 'dark';
    const dark = colour();
    expect(dark).not.toBe(light);
    element.setAttribute('theme', 'light');
    expect(colour()).toBe(light);
    document.documentElement.style.colorScheme = '';
    element.setAttribute('theme', 'dark');
    expect(colour()).toBe(dark);
  });

  test('nothing of ours leaks into the page', async () => {
    const globals = new Set(Object.keys(globalThis));
    const sheets = document.styleSheets.length + document.adoptedStyleSheets.length;
    await shown();
    expect(document.styleSheets.length + document.adoptedStyleSheets.length).toBe(sheets);
    expect(Object.keys(globalThis).filter((name) => !globals.has(name))).toEqual([]);
  });

  test('an element that is loaded twice registers once, without an error', async () => {
    const before = customElements.get('waypost-checkpoint-chips');
    const again = new URL('../../widget/checkpoint-chips.ts?again', import.meta.url).href;
    const second = (await import(/* @vite-ignore */ again)) as {
      WaypostCheckpointChips: unknown;
    };
    expect(second.WaypostCheckpointChips).not.toBe(before);
    expect(customElements.get('waypost-checkpoint-chips')).toBe(before);
  });

  test('works from right to left, without sideways scrolling', async () => {
    document.documentElement.dir = 'rtl';
    const element = await show(
      'waypost-contact-history',
      { interactions: [interaction(), dissuaded], timeZone: ZONE, complete: true },
      320,
    );
    expect(element.scrollWidth).toBeLessThanOrEqual(320);
    const [start, status] = all('row').at(-1)?.querySelectorAll('[role=cell] > *') ?? [];
    expect(start?.getBoundingClientRect().left).toBeGreaterThan(
      status?.getBoundingClientRect().left ?? 0,
    );
  });

  test('works under a policy without styles, scripts of strings or HTML of strings', async () => {
    const frame = document.createElement('iframe');
    const script = new URL('../../widget/interaction.ts', import.meta.url).href;
    frame.srcdoc = `<!doctype html><html lang="en"><meta http-equiv="Content-Security-Policy"
      content="style-src 'none'; require-trusted-types-for 'script'; trusted-types lit-html">
      <body><waypost-interaction></waypost-interaction>
      <script type="module" src="${script}"></script></body></html>`;
    const violations: string[] = [];
    frame.addEventListener('load', () =>
      frame.contentDocument?.addEventListener(
        'securitypolicyviolation',
        ({ violatedDirective }) => violations.push(violatedDirective),
      ),
    );
    document.body.append(frame);
    await expect
      .poll(() => !!frame.contentWindow?.customElements.get('waypost-interaction'))
      .toBe(true);
    const element = frame.contentDocument?.querySelector('waypost-interaction');
    if (!element) throw new Error('The frame has the element.');
    Object.assign(element, { data, me, timeZone: ZONE, configurationUrl: '#{id}' });
    await element.updateComplete;
    await expect
      .poll(() => text(element.shadowRoot as unknown as HTMLElement))
      .toContain('Nadia');
    const face = element.shadowRoot?.querySelector('.face') as HTMLElement;
    expect(face.getBoundingClientRect().width).toBe(36);
    expect(violations).toEqual([]);
  });
});

describe('a token from the page’s own server', () => {
  test('is not asked for elsewhere', async () => {
    await expect(fetchToken('https://elsewhere.example/token')).rejects.toThrow(
      /must be of this page’s own origin/,
    );
  });

  test('a refusal names the address and the status', async () => {
    await expect(fetchToken('/no-such-address')).rejects.toThrow(
      /no-such-address answered 404\./,
    );
  });
});
