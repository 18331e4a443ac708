import { beforeEach, describe, expect, test } from 'vitest';
import type { HistoryChoices } from '../../api-client/contract/history.ts';
import '../../widget/history-filter.ts';
import {
  all,
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
} from './page.ts';
import { ZONE } from './samples.ts';

const A = '019a0000-0000-7000-8000-00000000000a';
const B = '019a0000-0000-7000-8000-00000000000b';
const choices: HistoryChoices = {
  advisors: [{ id: A, name: 'L. Perrin' }],
  queues: Array.from({ length: 12 }, (_, index) => ({
    id: `q-${index}`,
    name: `Queue ${index}`,
  })),
  routings: [],
  versions: [],
  checkpoints: [
    { id: A, name: 'Upsell offered', alias: 'Upsell' },
    { id: B, name: 'Opt-in', alias: null },
  ],
  templates: [{ id: A, name: 'Welcome', kind: 'sms' }],
  voiceCampaigns: ['Spring'],
  tags: ['VIP'],
};

async function shown(properties = {}) {
  const element = await show('waypost-history-filter', {
    choices,
    timeZone: ZONE,
    ...properties,
  });
  element.open();
  await settled();
  return element;
}

const inside = <Found extends HTMLElement>(selector: string): Found =>
  document
    .querySelector('waypost-history-filter')
    ?.shadowRoot?.querySelector(selector) as Found;
const openGroup = async (title: string): Promise<void> => {
  const summaries = [...inside('dialog').querySelectorAll('summary')];
  await click(summaries.find((summary) => text(summary) === title) as HTMLElement);
};
const check = (words: string): Promise<void> => {
  const labels = [...inside('dialog').querySelectorAll<HTMLElement>('details[open] .check')];
  return click(
    labels.find((label) => text(label) === words)?.querySelector('input') as HTMLElement,
  );
};
const type = async (field: HTMLInputElement | HTMLTextAreaElement, words: string) => {
  field.value = words;
  field.dispatchEvent(new Event('input', { bubbles: true }));
  await settled();
};

describe('<waypost-history-filter>', () => {
  beforeEach(resetPage);

  test('applies what was chosen, and nothing before', async () => {
    await shown();
    await openGroup('Tags');
    await check('VIP');
    await openGroup('Has none of these checkpoints');
    await check('Opt-in');
    const wanted = heard('waypost-filter-wanted');
    await click(one('button', 'Show what fits'));
    expect((await wanted).filter).toEqual({ tag: ['VIP'], withoutCheckpoint: [B] });
    expect(inside<HTMLDialogElement>('dialog').open).toBe(false);
  });

  test('finds a choice of many by a part of its name', async () => {
    await shown();
    await openGroup('Queue');
    await type(inside('input[type=search]'), 'QUÈUE 11');
    expect(
      [...inside('details[open]').querySelectorAll('.check')].map((one) => text(one)),
    ).toEqual(['Queue 11']);
  });

  test('takes one checkpoint and another within minutes', async () => {
    await shown();
    await openGroup('Checkpoints in order');
    for (const [index, value] of [A, B].entries()) {
      const select = [...inside('details[open]').querySelectorAll('select')][index]!;
      select.value = value;
      select.dispatchEvent(new Event('change'));
    }
    await type(inside('input[type=number]'), '45');
    await click(one('button', 'Add'));
    expect(text()).toContain('“Upsell offered”, then “Opt-in” within 45 min');
    const wanted = heard('waypost-filter-wanted');
    await click(one('button', 'Show what fits'));
    expect((await wanted).filter).toEqual({ checkpointSequence: [`${A}.${B}.45`] });
  });

  test('refuses what is no id, and stays open with what was written', async () => {
    await shown();
    await type(inside('textarea'), `${A}, nonsense`);
    await click(one('button', 'Show what fits'));
    expect(text(one('alert'))).toBe('“nonsense” is no id of an interaction.');
    expect(inside<HTMLTextAreaElement>('textarea').value).toContain('nonsense');
    await type(inside('textarea'), `${A}\n${B} ${A}`);
    const wanted = heard('waypost-filter-wanted');
    await click(one('button', 'Show what fits'));
    expect((await wanted).filter).toEqual({ id: [A, B] });
  });

  test('Escape leaves the filter as it was', async () => {
    const element = await shown({ filter: { tag: ['VIP'] } });
    await press('{Escape}');
    expect(element.isOpen).toBe(false);
    element.open();
    await settled();
    expect(text()).toContain('Tags 1');
    expect(focused()).not.toBeNull();
  });

  test('is accessible with choices, while they load, and without them', async () => {
    const element = await shown({ filter: { tag: ['VIP'], flow: ['voice'] } });
    await expectAccessible();
    element.choices = undefined;
    await settled();
    await expectAccessible();
    element.error = 'The server is starting.';
    await settled();
    expect(all('alert').map((alert) => text(alert))).toEqual(['The server is starting.']);
    await expectAccessible();
  });
});
