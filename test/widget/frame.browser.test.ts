import { beforeEach, describe, expect, test } from 'vitest';
import '../../widget/frame.ts';
import type { WaypostFrame } from '../../widget/frame.ts';
import { all, click, expectAccessible, one, resetPage, settled, show, text } from './page.ts';

/* A frame that never comes: how it looks then. With a server it is in test/embedding/frame.test.ts. */

const shown = (properties: Partial<WaypostFrame> = {}) =>
  show('waypost-frame', { url: location.origin, getToken: async () => 'token', ...properties });

const frameOf = (element: WaypostFrame) => element.shadowRoot!.querySelector('iframe')!;

/** The frame says something, as its own window. */
async function say(element: WaypostFrame, data: unknown, origin = location.origin) {
  const source = frameOf(element).contentWindow;
  dispatchEvent(new MessageEvent('message', { data, origin, source }));
  await settled();
}

describe('<waypost-frame>', () => {
  beforeEach(resetPage);

  test('says so when the page has not said which server, or who', async () => {
    await shown({ url: '' });

    expect(text()).toContain('Not connected yet');
    await expectAccessible();
  });

  test('asks for a page for this origin alone, in a narrow frame', async () => {
    const element = await shown();
    const frame = frameOf(element);
    const address = new URL(frame.src);

    expect(address.pathname).toBe('/embed');
    expect(address.searchParams.get('origin')).toBe(location.origin);
    expect(frame.getAttribute('sandbox')).not.toContain('top-navigation');
    expect(frame.title).not.toBe('');
    expect(text()).toContain('Waypost is loading…');
  });

  test.each([
    [0, 'older'],
    [2, 'newer'],
  ])('says so when the server speaks version %i', async (version, words) => {
    const element = await shown();
    const kinds: string[] = [];
    element.addEventListener('waypost-error', ({ kind }) => kinds.push(kind));

    await say(element, { waypost: version, type: 'ready', version });

    expect(text(one('alert'))).toContain(words);
    expect(kinds).toEqual(['frame-version']);
    await expectAccessible();
  });

  test('tries again by another frame', async () => {
    const element = await shown();
    await say(element, { waypost: 2, type: 'ready', version: 2 });
    const before = frameOf(element);

    await click(one('button', 'Try now'));

    expect(frameOf(element)).not.toBe(before);
    expect(all('alert')).toEqual([]);
  });

  test.each([
    ['of another origin', { waypost: 1, type: 'ready', version: 1 }, 'https://evil.example'],
    ['of another shape', { waypost: 1, type: 'ready' }, undefined],
    ['of no protocol', 'ready', undefined],
  ])('passes over what is %s', async (_, data, origin) => {
    const element = await shown();

    await say(element, data, origin);

    expect(frameOf(element).hidden).toBe(true);
  });

  test('makes events of what the frame says', async () => {
    const element = await shown();
    const told: unknown[] = [];
    element.addEventListener('waypost-frame-contact-action', ({ action, interactionId }) =>
      told.push([action, interactionId]),
    );
    element.addEventListener('waypost-error', ({ kind }) => told.push(kind));

    await say(element, {
      waypost: 1,
      type: 'contact-action',
      action: 'sms',
      interactionId: 'a',
    });
    await say(element, {
      waypost: 1,
      type: 'contact-action',
      action: 'pay',
      interactionId: 'a',
    });
    await say(element, { waypost: 1, type: 'error', kind: 'forbidden' });

    expect(told).toEqual([['sms', 'a'], 'forbidden']);
  });

  test('is put away and taken out by its page', async () => {
    const element = await shown();

    element.close();
    await settled();
    expect(element.checkVisibility()).toBe(false);
    element.open();
    await settled();

    expect(element.checkVisibility()).toBe(true);
  });

  test('speaks French', async () => {
    document.documentElement.lang = 'fr';
    await shown();

    await expect.poll(() => text()).toContain('Chargement de Waypost…');
  });
});
