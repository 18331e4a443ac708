import { beforeEach, describe, expect, test } from 'vitest';
import type { AttachedCheckpoint } from '../../api-client/contract/trail.ts';
import type { Interaction } from '../../api-client/contract/interaction.ts';
import '../../widget/history-table.ts';
import { usualLayout, widthIn } from '../../widget/shared/column-layout.ts';
import { all, click, expectAccessible, focused, one, press, resetPage } from './page.ts';
import { settled, show, text, tip } from './page.ts';
import { callBack, interaction, optIn, recognised, trail, ZONE } from './samples.ts';

const row = (id: string, checkpoints: AttachedCheckpoint[]): Interaction =>
  interaction({ id, checkpoints, contact: { name: id, phone: null, email: null } });

const shown = async (rows: Interaction[], width = 1500) => {
  const element = await show(
    'waypost-history-table',
    { rows, timeZone: ZONE, complete: true },
    width,
  );
  element.parentElement!.style.height = '480px';
  await settled();
  return element;
};

const rowOf = (name: string) => all('row', new RegExp(name))[0]!;
const chipsOf = (name: string) =>
  [...rowOf(name).querySelectorAll('.chip')].map((chip) => text(chip));

describe('the checkpoints of a row of <waypost-history-table>', () => {
  beforeEach(resetPage);

  test('are a named list of chips in one line, and the rest waits', async () => {
    await shown([row('One', [...trail, callBack]), row('Two', [])]);
    expect(one('list').ariaLabel).toBe('Checkpoints');
    expect(chipsOf('One')).toEqual(['Recognised', 'Opt-in']);
    expect(text(one('button', 'Show 3 more checkpoints'))).toBe('+3');
    expect(rowOf('One').offsetHeight).toBe(rowOf('Two').offsetHeight);
  });

  test('are one where two would be a sliver, and the rest waits', async () => {
    await shown([row('One', [...trail, callBack])], 1250);
    await expect.poll(() => chipsOf('One')).toEqual(['Recognised']);
    expect(text(one('button', 'Show 4 more checkpoints'))).toBe('+4');
  });

  test.each([1250, 1400, 1700])(
    'know how wide their column is in a table of %i px',
    async (width) => {
      await shown([row('One', trail)], width);
      const cell = rowOf('One').querySelector('.checkpoints')!;
      expect(widthIn(width, usualLayout, false, 'checkpoints')).toBeCloseTo(
        cell.getBoundingClientRect().width,
        -1,
      );
    },
  );

  test('all show in their row, by keyboard, and those below make room', async () => {
    await shown([
      row('One', [...trail, callBack, ...trail, ...trail, ...trail]),
      row('Two', trail),
    ]);
    const before = rowOf('One').offsetHeight;
    one('button', 'Show 15 more checkpoints').focus();
    await press('{Enter}');
    expect(chipsOf('One')).toHaveLength(17);
    expect(chipsOf('Two')).toHaveLength(2);
    expect(focused()?.textContent?.trim()).toBe('Upsell');
    expect(rowOf('One').offsetHeight).toBeGreaterThan(before);
    const bottom = rowOf('One').getBoundingClientRect().bottom;
    expect(rowOf('Two').getBoundingClientRect().top).toBeCloseTo(bottom);
    await expectAccessible();
    await click(one('button', 'Show fewer checkpoints'));
    expect(chipsOf('One')).toHaveLength(2);
    expect(rowOf('One').offsetHeight).toBe(before);
    const end = rowOf('One').getBoundingClientRect().bottom;
    expect(rowOf('Two').getBoundingClientRect().top).toBeCloseTo(end);
  });

  test('are one stop of the Tab key in the current row; arrows go from chip to chip', async () => {
    await shown([row('One', trail), row('Two', trail)]);
    rowOf('One').querySelector<HTMLElement>('.chip')!.focus();
    await press('{ArrowRight}');
    expect(focused()?.textContent?.trim()).toBe('Opt-in');
    await press('{Home}');
    expect(focused()?.textContent?.trim()).toBe('Recognised');
    await press('{ArrowRight}');
    const stops = all('button').filter((chip) => chip.matches('.chip[tabindex="0"]'));
    expect(stops).toEqual([focused()]);
    await press('{ArrowDown}');
    expect(focused()?.dataset.id).toBe('Two');
  });

  test('show name, reference and exact instant on keyboard focus', async () => {
    await shown([row('One', trail)]);
    await expect.poll(() => rowOf('One').querySelector('.chip[data-tip]')).toBeTruthy();
    rowOf('One').querySelector<HTMLElement>('.open')!.focus();
    await press('{Tab}');
    await expect.poll(tip).toContain('Customer recognised\ncustomer-recognised\n');
    expect(focused()?.getAttribute('aria-description')).toContain('customer-recognised');
  });

  test('a press on one does not open the interaction', async () => {
    const element = await shown([row('One', trail)]);
    const opened: string[] = [];
    element.addEventListener('waypost-interaction-open', (event) =>
      opened.push(event.interactionId),
    );
    await click(rowOf('One').querySelector<HTMLElement>('.chip')!);
    expect(opened).toEqual([]);
    await click(rowOf('One').querySelector<HTMLElement>('.flow')!);
    expect(opened).toEqual(['One']);
  });

  test('only what arrives in its own interaction glows', async () => {
    const element = await shown([row('One', [recognised])]);
    const glowing = () =>
      all('button')
        .filter((chip) => getComputedStyle(chip).animationName === 'arrive')
        .map((chip) => text(chip));
    expect(glowing()).toEqual([]);
    element.rows = [row('One', [recognised, optIn])];
    await settled();
    expect(glowing()).toEqual(['Opt-in']);
    element.rows = [row('Two', [callBack, optIn])];
    await settled();
    expect(glowing()).toEqual([]);
  });
});
