import { beforeEach, describe, expect, test } from 'vitest';
import '../../widget/checkpoint-chips.ts';
import {
  all,
  click,
  expectAccessible,
  focused,
  one,
  press,
  resetPage,
  settled,
  show,
  text,
  tip,
} from './page.ts';
import { callBack, deleted, optIn, recognised, renamed, stop, trail, ZONE } from './samples.ts';

const shown = (properties = {}) =>
  show('waypost-checkpoint-chips', { checkpoints: trail, timeZone: ZONE, ...properties });

describe('<waypost-checkpoint-chips>', () => {
  beforeEach(resetPage);

  test('is a named list of aliases, with the name where there is none', async () => {
    await shown();
    expect(one('list').ariaLabel).toBe('Checkpoints');
    expect(all('listitem').map((item) => text(item))).toEqual([
      'Recognised',
      'Opt-in',
      'Upsell',
      'Late delivery',
    ]);
  });

  test('styles a name apart from an alias', async () => {
    await shown();
    expect(getComputedStyle(one('button', 'Late delivery')).fontStyle).toBe('italic');
    expect(getComputedStyle(one('button', 'Opt-in')).fontStyle).toBe('normal');
  });

  test('shows nothing without checkpoints', async () => {
    await shown({ checkpoints: [] });
    expect(all('list')).toEqual([]);
  });

  test('shows names as text, whatever is in them', async () => {
    await shown({ checkpoints: [stop('<img src=x onerror=alert(1)> {{x}}', '15:00:00.000')] });
    expect(text()).toBe('<img src=x onerror=alert(1)> {{x}}');
  });

  test('a limit hides the rest behind a button that opens it by keyboard', async () => {
    await shown({ checkpoints: [...trail, callBack], limit: 3 });
    expect(all('listitem')).toHaveLength(4);
    one('button', 'Show 2 more checkpoints').focus();
    await press('{Enter}');
    expect(text()).toContain('Call-back');
    expect(focused()?.textContent?.trim()).toBe('Late delivery');
    await click(one('button', 'Show fewer checkpoints'));
    expect(text()).not.toContain('Call-back');
  });

  test('in one line, the rest waits behind a button, even if it is one', async () => {
    const chips = await shown({ checkpoints: trail, limit: trail.length - 1, oneLine: true });
    expect(text(one('button', 'Show 1 more checkpoint'))).toBe('+1');
    chips.parentElement!.style.width = '120px';
    expect(chips.getBoundingClientRect().height).toBeLessThan(30);
  });

  test('a limit never hides a single chip', async () => {
    await shown({ checkpoints: trail, limit: 3 });
    expect(text()).toContain('Late delivery');
  });

  test('is one stop of the Tab key; arrows go from chip to chip', async () => {
    await shown();
    await press('{Tab}{ArrowRight}{ArrowRight}');
    expect(focused()?.textContent?.trim()).toBe('Upsell');
    await press('{End}');
    expect(focused()?.textContent?.trim()).toBe('Late delivery');
    expect(all('button').filter((button) => button.tabIndex === 0)).toHaveLength(1);
  });

  test('arrows follow the direction of the page', async () => {
    document.documentElement.dir = 'rtl';
    await shown();
    await press('{Tab}{ArrowLeft}');
    expect(focused()?.textContent?.trim()).toBe('Opt-in');
  });

  test('keyboard focus shows name, reference, exact instant and zone; Escape puts them away', async () => {
    await shown();
    await press('{Tab}');
    await expect.poll(tip).toContain('Customer recognised\ncustomer-recognised\n');
    await expect.poll(tip).toContain('16:02:11.120');
    await expect.poll(tip).toContain('(Europe/Paris)');
    expect(focused()?.getAttribute('aria-description')).toContain('customer-recognised');
    await press('{Escape}');
    await expect.poll(tip).toBeUndefined();
  });

  test('only what arrives later glows', async () => {
    const chips = await shown({ checkpoints: [recognised, optIn, renamed, deleted] });
    const glowing = () =>
      all('button').filter((chip) => getComputedStyle(chip).animationName === 'arrive');
    expect(glowing()).toEqual([]);
    chips.checkpoints = [...trail, callBack];
    await settled();
    expect(glowing().map((chip) => text(chip))).toEqual(['Call-back']);
  });

  test('every target is at least 24 px high and wide', async () => {
    await shown({ checkpoints: [stop('A', '15:00:00.000'), ...trail, callBack], limit: 3 });
    for (const chip of all('button')) {
      const area = chip.getBoundingClientRect();
      const more = -2 * Number.parseFloat(getComputedStyle(chip, '::after').top);
      expect(area.height + more).toBeGreaterThanOrEqual(24);
      expect(area.width + more).toBeGreaterThanOrEqual(24);
    }
  });

  test('is accessible, in both languages', async () => {
    const chips = await shown({ checkpoints: [...trail, callBack], limit: 3 });
    await expectAccessible();
    chips.lang = 'fr';
    await settled();
    await expect
      .poll(() => all('button', 'Afficher 2 points de passage de plus'))
      .toHaveLength(1);
    await expectAccessible();
  });
});
