import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import { startInPage, type InPageServer } from '../../mock-server/browser/start.ts';
import '../../widget/entity-settings.ts';
import {
  cleanPage,
  clientOf,
  dialog,
  element,
  formThere,
  found,
  fill,
  inForm,
  leavePage,
  showSettings,
  told,
} from './entity-page.ts';
import { click, expectAccessible, one, text } from './page.ts';

let server: InPageServer;

beforeAll(async () => {
  server = await startInPage({ snapshot: '/demo-snapshot.tar.gz' });
});
afterAll(() => server?.stop());
beforeEach(cleanPage);
afterEach(leavePage);

const preview = () => dialog().querySelector('waypost-entity-preview')!;
const said = (): string => text(preview().renderRoot as HTMLElement);
const frame = (): HTMLIFrameElement =>
  preview()
    .renderRoot.querySelector('waypost-shown-html')!
    .renderRoot.querySelector<HTMLIFrameElement>('iframe')!;
const letter = (): HTMLElement => frame().contentDocument!.body;
const sample = (name: string): HTMLInputElement =>
  preview().renderRoot.querySelector<HTMLInputElement>(`fieldset input[name='${name}']`)!;

let templates = 0;
async function openTemplate(definition: Record<string, unknown>): Promise<void> {
  const reference = `letter-${++templates}`;
  const { id } = await clientOf(server).entities.create('email-templates', {
    name: reference,
    reference,
    definition,
  });
  await showSettings(server, 'email-templates', { entityId: id });
  await formThere();
}

const who = { name: 'who', title: 'Customer’s name', required: true };

describe('the preview of a template', { timeout: 60_000 }, () => {
  test('shows the e-mail as it is sent, with sample values, while it is written', async () => {
    await openTemplate({
      subject: 'Your order, {{who}}',
      html: '<h1 style="color: rgb(0, 128, 0)">Dear {{who}}</h1><style>h1 { font-size: 31px }</style>',
      text: 'Dear {{who}}, thank you.',
      variables: [who],
    });
    await expect.poll(said).toContain('Your order, Customer’s name');
    await expect.poll(() => text(letter())).toBe('Dear Customer’s name');
    const heading = letter().querySelector('h1')!;
    const { color, fontSize } = getComputedStyle(heading);
    expect([color, fontSize]).toEqual(['rgb(0, 128, 0)', '31px']);
    await expectAccessible();

    await userEvent.fill(sample('who'), '<b>Ann</b>');
    await expect.poll(() => text(letter())).toBe('Dear <b>Ann</b>');
    expect(said()).toContain('Dear <b>Ann</b>, thank you.');
    await userEvent.fill(sample('who'), '');
    await expect.poll(said).toContain('“Customer’s name” must have a value');

    await userEvent.fill(inForm('subject'), 'Hello {{{{whom}}'); // braces are doubled for the keyboard
    await expect.poll(said).toContain('‘{{whom}}’ is not among the variables.');
    expect(said()).toContain('it can neither be saved nor be shown');
    await expectAccessible();
    await userEvent.fill(inForm('subject'), 'Hello');
    await expect.poll(said).not.toContain('neither');
    await click(one('button', 'Save'));
    await expect.poll(told).toMatch(/was changed/);
  });

  test('of a hostile one runs nothing, fetches nothing, and leads nowhere', async () => {
    const hostile = `
      <html><head><meta http-equiv="refresh" content="0;url=https://evil.example/refresh">
      <base href="https://evil.example/"><link rel="stylesheet" href="https://evil.example/a.css">
      <link rel="dns-prefetch" href="//evil.example"><title>Evil</title>
      <style>@import url(https://evil.example/b.css); p { background: url(https://evil.example/c.png) }</style></head>
      <body onload="top.ran = 1" style="background: rgb(1, 2, 3)">
      <script>top.ran = 2; parent.document.title = 'evil'</script>
      <img src="https://evil.example/d.png" onerror="top.ran = 3" alt="A chair">
      <img src="x" srcset="https://evil.example/e.png 2x" onerror="top.ran = 4">
      <svg onload="top.ran = 5"><script>top.ran = 6</script><a xlink:href="javascript:top.ran = 7">svg</a></svg>
      <a id="way" href="https://evil.example/way" target="_top" ping="https://evil.example/ping">Pay now</a>
      <a href="javascript:top.ran = 8">click</a>
      <iframe src="https://evil.example/f" srcdoc="<script>top.ran = 9</script>"></iframe>
      <object data="https://evil.example/g"></object><embed src="https://evil.example/h">
      <form action="https://evil.example/i"><input autofocus name="card"><button id="send">Send</button></form>
      <video autoplay poster="https://evil.example/j" src="https://evil.example/k"></video>
      <waypost-panel></waypost-panel><template><script>top.ran = 10</script></template>
      <table background="https://evil.example/l"><tr><td>Last</td></tr></table></body></html>`;
    await openTemplate({ subject: 'Pay', html: hostile });
    await expect.poll(() => text(letter())).toContain('Last');
    letter().querySelector<HTMLElement>('#way')!.click();
    letter().querySelector<HTMLElement>('#send')!.click();
    for (const link of letter().querySelectorAll('a, svg *'))
      link.dispatchEvent(new MouseEvent('click', { bubbles: true, cancelable: true }));
    await new Promise((resolve) => requestAnimationFrame(resolve));

    expect((window as { ran?: number }).ran).toBeUndefined();
    expect(document.title).not.toBe('evil');
    expect(frame().contentDocument?.location.href).toBe('about:srcdoc');
    const { performance } = frame().contentWindow as unknown as typeof globalThis; // a window has them
    const fetched = [...performance.getEntriesByType('resource')].map(({ name }) => name);
    expect(fetched).toEqual([]);
    const markup = letter().innerHTML.replaceAll(/(title|data-own-style)="[^"]*"/g, '');
    expect(markup).not.toMatch(
      /evil\.example|\son\w+=|<(script|iframe|object|embed|link|meta|base)/i,
    );
    expect(letter().querySelector('#way')?.getAttribute('title')).toBe(
      'https://evil.example/way',
    );
    expect(said()).toContain('Pictures from elsewhere are not fetched here.');
    expect(said()).toContain('It goes out without a text');
    expect(frame().getAttribute('sandbox')).toBe('allow-same-origin');
  });

  test('counts a text message, and says what makes it long', async () => {
    await showSettings(server, 'sms-templates');
    await click(await found('button', '+ New: SMS template'));
    await formThere();
    fill({ name: 'Short', reference: 'short' });
    await expect.poll(said).toContain('neither be saved nor be shown');
    await userEvent.fill(inForm('text'), 'Hello');
    await expect.poll(said).toContain('1 text message · 5 characters · GSM-7 (up to 160)');
    await userEvent.fill(inForm('text'), `${'a'.repeat(80)} ê`);
    await expect.poll(said).toContain('2 text messages, sent as one · 82 characters · UCS-2');
    expect(said()).toContain('Because of ê a message holds 70 characters');
    await expectAccessible();
  });

  test('is the server’s, also of what cannot be had', async () => {
    await showSettings(server, 'sms-templates', { username: 'manager' });
    await expect.poll(() => element().renderRoot.querySelector('tbody th button')).toBeTruthy();
    await click(element().renderRoot.querySelector<HTMLElement>('tbody th button')!);
    await formThere();
    await expect.poll(said).toMatch(/text message.* characters/);
  });
});

describe('the preview of a survey', { timeout: 60_000 }, () => {
  test('shows the invitation and the page, in the language of the customer’s browser', async () => {
    document.documentElement.lang = 'fr';
    await showSettings(server, 'surveys');
    await expect.poll(() => element().renderRoot.querySelector('tbody th button')).toBeTruthy();
    await click(element().renderRoot.querySelector<HTMLElement>('tbody th button')!);
    await formThere();
    await expect.poll(said).toContain('/survey/');
    await expect.poll(() => letter().querySelectorAll('fieldset').length).toBeGreaterThan(0);
    expect(text(letter())).toContain('Envoyer');
    await userEvent.fill(inForm('questions.0.title'), 'Une autre question');
    await expect.poll(() => text(letter())).toContain('Une autre question');
  });
});
