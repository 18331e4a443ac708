import { beforeEach, describe, expect, test } from 'vitest';
import '../../widget/checkpoint-trail.ts';
import {
  all,
  announced,
  click,
  expectAccessible,
  focused,
  heard,
  one,
  press,
  resetPage,
  settled,
  show,
  text,
  tip,
} from './page.ts';
import { callBack, deleted, optIn, recognised, stop, trail, ZONE } from './samples.ts';

const shown = (properties = {}) =>
  show('waypost-checkpoint-trail', { checkpoints: trail, timeZone: ZONE, ...properties });

const configurable = { canConfigure: true, configurationUrl: '#/maker/checkpoints/{id}' };

describe('<waypost-checkpoint-trail>', () => {
  beforeEach(resetPage);

  test('lists every stop in order with its time, name, action and the gap since the one before', async () => {
    await shown();
    expect(all('listitem').map((item) => text(item))).toEqual([
      '16:02:11 Customer recognised Action of Customer recognised',
      '16:02:40 Opt-in collected Action of Opt-in collected · 29 s later',
      '16:03:05 Upsell offered now: Upgrade offered Action of Upsell offered · 25 s later',
      '16:03:06 Late delivery deleted Action of Late delivery · 1 s later',
    ]);
  });

  test('times carry the exact instant for programs', async () => {
    const element = await shown();
    const times = [...(element.shadowRoot?.querySelectorAll('time') ?? [])];
    expect(times[0]?.dateTime).toBe('2026-11-20T15:02:11.120Z');
  });

  test('days of the zone are headings over their own list', async () => {
    // 23:30 UTC on the 18th is half past midnight on the 19th in Paris.
    const night = stop('Night', '2026-11-18T23:30:00.000Z');
    const evening = stop('Evening', '2026-11-18T22:30:00.000Z');
    await shown({ checkpoints: [evening, night, recognised] });
    expect(all('heading').map((heading) => text(heading))).toEqual([
      'Wednesday 18 November',
      'Yesterday, 19 November',
      'Today, 20 November',
    ]);
    expect(all('list').map((list) => (list as HTMLOListElement).start)).toEqual([1, 2, 3]);
    expect(text()).toContain('1 h later');
  });

  test('two stops at the same moment are at once', async () => {
    await shown({ checkpoints: [recognised, { ...optIn, attachedAt: recognised.attachedAt }] });
    expect(text()).toContain('at once');
  });

  test('names link to the configuration for those who may see it, deleted ones do not', async () => {
    await shown(configurable);
    expect(all('link').map((link) => link.getAttribute('href'))).toEqual([
      '#/maker/checkpoints/id-customer-recognised',
      '#/maker/checkpoints/id-opt-in-collected',
      '#/maker/checkpoints/id-upsell-offered',
    ]);
  });

  test('without the right there is no link', async () => {
    await shown({ ...configurable, canConfigure: false });
    expect(all('link')).toEqual([]);
  });

  test('a function gives the address, too', async () => {
    await shown({
      ...configurable,
      configurationUrl: (checkpoint: { reference: string }) => `#${checkpoint.reference}`,
    });
    expect(one('link', 'Opt-in collected').getAttribute('href')).toBe('#opt-in-collected');
  });

  test('following a link says which checkpoint, and the page may cancel it', async () => {
    await shown(configurable);
    location.hash = '';
    document.body.addEventListener(
      'waypost-checkpoint-open',
      (event) => event.preventDefault(),
      {
        once: true,
      },
    );
    const opened = heard('waypost-checkpoint-open');
    await click(one('link', 'Opt-in collected'));
    expect((await opened).checkpointId).toBe('id-opt-in-collected');
    expect(location.hash).toBe('');
  });

  test('a new stop is announced once, politely; the first ones are not', async () => {
    const element = await shown();
    expect(announced()).toBe('');
    element.checkpoints = [...trail, callBack];
    await settled();
    expect(announced()).toBe('New checkpoint: Call-back');
    element.checkpoints = [...trail, { ...callBack, hits: 2 }];
    await settled();
    expect(announced()).toBe('New checkpoint: Call-back');
  });

  test('a new stop leaves those before it, and the scroll position, alone', async () => {
    const element = await shown();
    const scroller = element.parentElement as HTMLElement;
    Object.assign(scroller.style, { height: '100px', overflow: 'auto' });
    scroller.scrollTop = 60;
    const before = all('listitem');
    element.checkpoints = [...trail, callBack];
    await settled();
    expect(all('listitem').slice(0, 4)).toEqual(before);
    expect(scroller.scrollTop).toBe(60);
  });

  test('a time shows its exact instant and zone on focus; arrows go from time to time', async () => {
    await shown();
    await press('{Tab}');
    await expect.poll(tip).toMatch(/20 November 2026.*16:02:11\.120 .*\(Europe\/Paris\)/);
    await press('{ArrowDown}{ArrowDown}');
    expect(text(focused() as HTMLElement)).toBe('16:03:05');
    await expect.poll(tip).toContain('16:03:05.500');
  });

  test('copying a selection gives exact instants, a line a stop', async () => {
    const element = await shown();
    const items = all('listitem');
    const range = document.createRange();
    range.setStartBefore(items[0] as HTMLElement);
    range.setEndAfter(items[1] as HTMLElement);
    const selection = (element.shadowRoot as unknown as Document).getSelection();
    selection?.removeAllRanges();
    selection?.addRange(range);
    await expect
      .poll(() => copied(items[0] as HTMLElement))
      .toBe(
        '2026-11-20T16:02:11.120+01:00[Europe/Paris]\tCustomer recognised\tAction of Customer recognised\n' +
          '2026-11-20T16:02:40.020+01:00[Europe/Paris]\tOpt-in collected\tAction of Opt-in collected',
      );
  });

  test('copying with the focus on a time gives that stop', async () => {
    await shown();
    document.getSelection()?.removeAllRanges();
    await press('{Tab}{ArrowDown}');
    await expect
      .poll(() => copied(focused() as HTMLElement))
      .toContain('2026-11-20T16:02:40.020+01:00[Europe/Paris]');
  });

  test('says while it loads, after a moment', async () => {
    await shown({ checkpoints: undefined });
    await expect.poll(() => text()).toBe('Loading the trail…');
    await expectAccessible();
  });

  test('says what would be there when it is empty', async () => {
    await shown({ checkpoints: [], routingName: 'Welcome, orders' });
    expect(text()).toBe(
      'No checkpoint so far The routing “Welcome, orders” sets them as the customer goes through it.',
    );
    await expectAccessible();
  });

  test('says why it failed, and lets one try again', async () => {
    await shown({ checkpoints: undefined, error: 'The server is starting.' });
    expect(text(one('alert'))).toContain('Could not load the trail The server is starting.');
    const retry = heard('waypost-retry');
    await click(one('button', 'Try now'));
    await retry;
    await expectAccessible();
  });

  test('is accessible', async () => {
    await shown({ ...configurable, checkpoints: [...trail, deleted, callBack] });
    await expectAccessible();
  });
});

function copied(from: HTMLElement): string {
  const event = new ClipboardEvent('copy', {
    clipboardData: new DataTransfer(),
    bubbles: true,
    composed: true,
    cancelable: true,
  });
  from.dispatchEvent(event);
  return event.clipboardData?.getData('text/plain') ?? '';
}
