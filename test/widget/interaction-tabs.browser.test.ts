import { beforeEach, describe, expect, test } from 'vitest';
import { WaypostError } from '../../api-client/errors.ts';
import '../../widget/interaction.ts';
import '../../widget/shared/later-tabs.ts';
import { stillClient } from '../../widget/playground/still-client.ts';
import type { InteractionEvent, RunState } from '../../api-client/contract/interaction.ts';
import { stillRecords, type StillRecords } from '../../widget/playground/still-records.ts';
import { TABS, type InteractionTab } from '../../widget/shared/interaction-tabs.ts';
import {
  all,
  click,
  expectAccessible,
  heard,
  one,
  resetPage,
  settled,
  show,
  text,
} from './page.ts';
import { data, me, ZONE } from './samples.ts';

const shown = (tab: InteractionTab, still: Partial<StillRecords> = {}, width = 320) =>
  show(
    'waypost-interaction',
    {
      data,
      me,
      timeZone: ZONE,
      tab,
      client: stillClient({ status: 'live', records: { size: 'few', ...still } }),
    },
    width,
  );

const panel = (): string => text(one('tabpanel'));

describe('the tabs of <waypost-interaction>', () => {
  beforeEach(resetPage);

  test.each([
    ['card', 'No card linked'],
    ['case', 'No case assigned'],
    ['qualifications', 'No qualification so far'],
    ['survey-answers', 'No survey so far'],
    ['invoices', 'No invoice and no payment so far'],
  ] as const)('%s says what would be there when there is nothing', async (tab, words) => {
    await shown(tab, { isEmpty: true });
    await expect.poll(panel).toContain(words);
  });

  test.each([
    ['card', 'Nadia Achour Customers Id 20418 Name Nadia Achour Customer since 2 Apr 2019'],
    ['case', 'C-1042 Parcel that did not come Status open Type Delivery'],
    ['qualifications', 'Delivery L. Perrin'],
    ['survey-answers', '4 of 5 Was it settled? Yes What else? Thank you.'],
    ['invoices', 'F-2026-118 Paid €129.90'],
    ['information', 'Tasks Call back'],
  ] as const)('%s shows what the interaction has', async (tab, words) => {
    await shown(tab);
    await expect.poll(panel).toContain(words);
  });

  test('they have a row of their own where it is wide', async () => {
    const { shadowRoot } = await shown('data', {}, 1000);
    const width = (part: string) => shadowRoot?.querySelector(part)?.clientWidth;
    await expect.poll(() => width('.actions')).toBeGreaterThan(0);
    expect(width('.tabs')).toBe(width('.central'));
  });

  test('a part that failed says why, and is asked for again', async () => {
    await shown('case', { error: new WaypostError('fault', 'Oh.') });
    await expect.poll(panel).toContain('Could not load this part The server made a mistake');
    one('button', 'Try now');
    await expectAccessible();
  });

  test('without a client a tab says that it is not connected', async () => {
    await show('waypost-interaction', { data, me, tab: 'case' });
    await expect.poll(panel).toContain('Not connected yet');
  });

  test('the conversation tells what happened in between, and folds what the routing did', async () => {
    await shown('interaction');
    await expect.poll(panel).toContain('L. Perrin took the interaction');
    expect(panel()).toContain('Routing: 5 steps');
    expect(panel()).not.toContain('Step 1');
    const fold = document
      .querySelector('waypost-interaction')
      ?.shadowRoot?.querySelector<HTMLElement>('summary');
    fold?.click();
    await settled();
    expect(panel()).toContain('Step 1');
    expect(panel()).toContain('Where your parcel is');
    const opened = heard('waypost-interaction-open');
    await click(one('button', 'SMS sent'));
    expect((await opened).interactionId).toBe('sent');
  });

  test.each([
    ['branch_unwired', true],
    ['completed', false],
  ] as const)(
    'that a branch leads nowhere is told when it ended the routing: %s',
    async (outcome, isTold) => {
      const reason = 'The branch “ok” of “Say goodbye” leads nowhere.';
      const still = stillRecords({ size: 'few' });
      const happened = await still.events('live');
      const [last] = happened.slice(-1) as [InteractionEvent];
      const ends = [
        { ...last, sequence: 90, kind: 'branch_unwired' as const, reason },
        { ...last, sequence: 91, kind: 'ended' as const, reason: null },
      ];
      const records = { ...still, events: async () => [...happened, ...ends] };
      const element = await shown('interaction');
      const run = { ...(data.interaction.run as RunState), state: 'ended' as const, outcome };
      Object.assign(element, {
        client: { ...element.client, records },
        data: { ...data, interaction: { ...data.interaction, run } },
      });
      await expect.poll(panel).toContain('The routing ended');
      expect(panel().includes(reason)).toBe(isTold);
    },
  );

  test('the facts count on how long it waited, and tell the last event', async () => {
    await shown('data', {}, 1000);
    await expect.poll(() => text()).toContain('Waited 38 s');
    await expect.poll(() => text()).toContain('Events 10, the last one');
  });

  test('an own qualification is taken back, and another is added', async () => {
    await shown('qualifications');
    await expect.poll(() => all('button', /^Take back/)).toHaveLength(1);
    await click(one('button', 'Take back the qualification “Delivery”'));
    await expect.poll(() => text()).toContain('Qualification “Delivery” taken back.');
    await expect.poll(() => all('button', 'Add')).toHaveLength(1);
    const select = document
      .querySelector('waypost-interaction')
      ?.shadowRoot?.querySelector('select') as HTMLSelectElement;
    select.value = 'goodwill';
    await click(one('button', 'Add'));
    expect(text()).toContain('“Goodwill” wants a comment.');
    select.value = 'delivery';
    await click(one('button', 'Add'));
    await expect.poll(() => text()).toContain('Qualified: Delivery.');
    expect(select.value).toBe('');
  });

  test('a payment is called off, which can be undone; a refusal is said', async () => {
    const element = await shown('invoices');
    await expect.poll(() => all('button', /^Call off/)).toHaveLength(1);
    await click(one('button', /^Call off/));
    await expect.poll(() => text()).toContain('Payment of 15.00 EUR called off.');
    await click(one('button', 'Undo'));
    await expect.poll(() => text()).toContain('Undone. ');
    expect(all('button', 'Undo')).toEqual([]);
    await click(one('button', 'Put this message away'));
    expect(text()).not.toContain('Undone.');
    const client = { ...element.client, records: stillRecords({ size: 'few', fails: true }) };
    element.client = client as typeof element.client;
    await settled();
    await expect.poll(() => all('button', /^Call off/)).toHaveLength(1);
    await click(one('button', /^Call off/));
    await expect.poll(() => text()).toContain('Somebody else changed it a moment ago.');
  });

  test.each(TABS)('%s is accessible, and fits 320 px with the longest words', async (tab) => {
    const element = await shown(tab, { size: 'long' });
    await expect.poll(panel).not.toContain('Loading');
    expect(element.scrollWidth).toBeLessThanOrEqual(320);
    await expectAccessible();
  });
});
