import { beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import '../../widget/contact-history.ts';
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
  tip,
} from './page.ts';
import { callBack, dissuaded, interaction, trail, ZONE } from './samples.ts';

const live = interaction({ checkpoints: [...trail, callBack] });
const shown = (properties = {}, width = 1100) =>
  show(
    'waypost-contact-history',
    { interactions: [live, dissuaded], timeZone: ZONE, complete: true, ...properties },
    width,
  );

const rows = (): string[][] =>
  all('row').map((row) =>
    [...row.querySelectorAll('[role=cell], [role=columnheader]')].map((cell) => text(cell)),
  );

describe('<waypost-contact-history>', () => {
  beforeEach(resetPage);

  test('is a table with headings and a row an interaction', async () => {
    await shown();
    expect(rows()).toEqual([
      ['Start', 'Status', 'Flow', 'Direction', 'Queue', 'Advisor', 'Checkpoints'],
      [
        'Today, 16:01',
        'In progress',
        'Chat messaging',
        'Incoming',
        'Orders',
        'L. Perrin',
        'Recognised Opt-in Upsell +2',
      ],
      ['Yesterday, 09:48', 'Dissuaded', 'Voice', 'Incoming', 'Orders', '–', 'Recognised'],
    ]);
  });

  test('names the customers when it is not about one', async () => {
    const byMail = interaction({ contact: { name: null, phone: null, email: 'j@exemple.fr' } });
    const byPhone = interaction({
      id: 'b',
      contact: { name: null, phone: '+33140203040', email: null },
    });
    await shown({ withContact: true, interactions: [live, byMail, byPhone] });
    expect(rows().map((cells) => cells[2])).toEqual([
      'Contact',
      'Nadia Achour',
      'j@exemple.fr',
      '+33 1 40 20 30 40',
    ]);
  });

  test('stays a table for those who listen, and fits, when it is 320 px wide', async () => {
    const element = await shown({}, 320);
    expect(all('row').at(-1)?.querySelectorAll('[role=cell]')).toHaveLength(7);
    expect(element.scrollWidth).toBeLessThanOrEqual(320);
    expect(getComputedStyle(all('row').at(-1) as HTMLElement).display).toBe('flex');
    await expectAccessible();
  });

  test('a row opens its interaction by click', async () => {
    await shown();
    const opened = heard('waypost-interaction-open');
    await click(all('cell', 'Voice')[0] as HTMLElement);
    expect((await opened).interactionId).toBe('dissuaded');
  });

  test('a row opens by keyboard; arrows go from row to row', async () => {
    await shown();
    const opened = heard('waypost-interaction-open');
    await press('{Tab}{ArrowDown}{Enter}');
    expect((await opened).interactionId).toBe('dissuaded');
  });

  test('a click on a chip or on a status does not open the row', async () => {
    await shown();
    const opened: string[] = [];
    document.body.addEventListener('waypost-interaction-open', (event) => {
      opened.push(event.interactionId);
    });
    await click(one('button', 'Show 2 more checkpoints'));
    await click(one('button', 'Dissuaded'));
    expect(opened).toEqual([]);
  });

  test('the reason of a status shows on keyboard focus, and is read aloud', async () => {
    await userEvent.unhover(document.body); // what comes to lie under a resting pointer tells of itself, too
    await shown({ interactions: [dissuaded] });
    await press('{Tab}{Tab}');
    expect(text(focused() as HTMLElement)).toBe('Dissuaded');
    await expect.poll(tip).toBe('Maximum wait reached');
    expect(focused()?.getAttribute('aria-description')).toBe('Maximum wait reached');
  });

  test('a new row leaves the focus where it was', async () => {
    const element = await shown({ interactions: [dissuaded] });
    await press('{Tab}');
    element.interactions = [live, dissuaded];
    await settled();
    expect(focused()?.dataset.id).toBe('dissuaded');
  });

  test('asks for older ones, once', async () => {
    const element = await shown({ complete: false });
    const asked: Event[] = [];
    document.body.addEventListener('waypost-older-wanted', (event) => asked.push(event));
    await click(one('button', 'Load older'));
    element.loadingOlder = true;
    await settled();
    await click(one('button', 'Loading older ones…'));
    expect(asked).toHaveLength(1);
  });

  test('says while it loads, when it is empty and why it failed', async () => {
    const element = await shown({ interactions: undefined });
    await expect.poll(() => text()).toBe('Loading the interactions…');
    await expectAccessible();
    element.interactions = [];
    await settled();
    expect(text()).toContain('No interaction so far');
    await expectAccessible();
    element.interactions = undefined;
    element.error = 'The server is starting.';
    await settled();
    expect(text(one('alert'))).toContain(
      'Could not load the interactions The server is starting.',
    );
    const retry = heard('waypost-retry');
    await click(one('button', 'Try now'));
    await retry;
    await expectAccessible();
  });

  test('is accessible at full width', async () => {
    await shown({ complete: false, withContact: true });
    await expectAccessible();
  });
});
