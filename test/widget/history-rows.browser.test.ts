import { beforeEach, describe, expect, test } from 'vitest';
import { userEvent } from 'vitest/browser';
import {
  contacts,
  freshHistoryPage,
  rows,
  scroller,
  search,
  shown,
  tell,
} from './history-page.ts';
import { all, announced, click, expectAccessible, focused, heard, one, press } from './page.ts';
import { interaction, NOW, trail } from './samples.ts';

describe('the rows of <waypost-history>', () => {
  beforeEach(freshHistoryPage);

  describe('what arrives', () => {
    const newer = interaction({
      id: 'newer',
      contact: { name: 'Newcomer', phone: null, email: 'n@example.com' },
      startedAt: new Date(NOW).toISOString(),
    });

    test('shows at once when nobody reads', async () => {
      await shown();
      await tell(rows(3));
      await tell([newer, ...rows(3)]);
      expect(contacts()[0]).toBe('Newcomer');
    });

    test('waits behind a bar while the rows are scrolled, and does not move them', async () => {
      await shown();
      await tell(rows(100));
      scroller().scrollTop = 400;
      await expect.poll(() => contacts().includes('Customer 30')).toBe(true);
      const place = () => all('row', /Customer 14/)[0]?.getBoundingClientRect().top;
      const before = place();
      await tell([newer, ...rows(100)]);
      expect(announced()).toContain('1 new interaction');
      expect(place()! - one('button', '1 new').offsetHeight).toBe(before);
      const bar = one('button', '1 new');
      await expectAccessible();
      await click(bar);
      await expect.poll(() => contacts()[0]).toBe('Newcomer');
      expect(focused()?.dataset.id).toBe('newer');
    });

    test('waits while the focus is in the rows, and shows when it leaves', async () => {
      await shown();
      await tell(rows(3));
      await document.querySelector('waypost-history')?.focusRow('n-1');
      await tell([newer, ...rows(3)]);
      one('button', '1 new');
      expect(contacts()).not.toContain('Newcomer');
      search().focus();
      await expect.poll(() => contacts()[0]).toBe('Newcomer');
    });

    test('waits for a keyboard that goes from the rows to its bar', async () => {
      await shown();
      await tell(rows(3));
      await document.querySelector('waypost-history')?.focusRow('n-1');
      await tell([newer, ...rows(3)]);
      for (let steps = 0; steps < 14 && focused() !== one('button', '1 new'); steps++)
        await press('{Shift>}{Tab}{/Shift}');
      expect(contacts()).not.toContain('Newcomer');
      await press('{Enter}');
      await expect.poll(() => focused()?.dataset.id).toBe('newer');
    });

    test('waits for a pointer that goes from the rows to its bar', async () => {
      await shown();
      await tell(rows(3));
      await userEvent.hover(all('row', /Customer 1/)[0]!);
      await tell([newer, ...rows(3)]);
      await userEvent.hover(one('button', '1 new'));
      await new Promise(requestAnimationFrame);
      await new Promise(requestAnimationFrame);
      expect(contacts()).not.toContain('Newcomer');
      await click(one('button', '1 new'));
      expect(contacts()[0]).toBe('Newcomer');
    });
  });

  describe('by keyboard', () => {
    test('from the search into the rows, through them, and into one', async () => {
      await shown();
      await tell(rows(200));
      search().focus();
      await press('{ArrowDown}');
      expect(focused()?.dataset.id).toBe('n-0');
      await press('{ArrowDown}{ArrowDown}');
      expect(focused()?.dataset.id).toBe('n-2');
      await press('{End}');
      await expect.poll(() => focused()?.dataset.id).toBe('n-199');
      await press('{Home}');
      await expect.poll(() => focused()?.dataset.id).toBe('n-0');
      await press('{PageDown}');
      await expect.poll(() => Number(focused()?.dataset.id?.slice(2))).toBeGreaterThan(5);
      const opened = heard('waypost-interaction-open');
      const id = focused()?.dataset.id;
      await press('{Enter}');
      expect((await opened).interactionId).toBe(id);
    });

    test('the row that has the focus stays in the page, wherever it is scrolled to', async () => {
      const element = await shown();
      await tell(rows(300));
      await element.focusRow('n-3');
      scroller().scrollTop = 6000;
      await expect.poll(() => contacts().includes('Customer 190')).toBe(true);
      expect(focused()?.dataset.id).toBe('n-3');
      await press('{ArrowDown}');
      await expect.poll(() => focused()?.dataset.id).toBe('n-4');
    });

    test('the Tab key goes into one row alone', async () => {
      await shown();
      await tell(rows(20));
      const stops = all('row').flatMap((row) => [...row.querySelectorAll('td [tabindex="0"]')]);
      expect(new Set(stops.map((stop) => stop.closest('tr'))).size).toBe(1);
    });
  });

  test('is where it was after another page was on show in its place', async () => {
    const element = await shown();
    // Heights differ, so that forgetting them would move the rows.
    const uneven = rows(200).map((row, index) =>
      index % 3 ? row : { ...row, checkpoints: trail },
    );
    await tell(uneven);
    await element.focusRow('n-40');
    await expect.poll(() => focused()?.dataset.id).toBe('n-40');
    const place = scroller().scrollTop;
    expect(place).toBeGreaterThan(500);
    element.hidden = true;
    await expect.poll(() => scroller().clientHeight).toBe(0);
    await new Promise(requestAnimationFrame);
    element.hidden = false;
    await element.focusRow('n-40');
    await expect.poll(() => focused()?.dataset.id).toBe('n-40');
    expect(scroller().scrollTop).toBe(place);
  });

  describe('a contact', () => {
    const open = (address: string) =>
      all('link').find((link) => link.getAttribute('href') === address);

    test('can be called, and written to where there is an address and a mobile', async () => {
      await shown();
      const landline = interaction({
        id: 'b',
        contact: { name: null, phone: '+33140203040', email: 'j@exemple.fr' },
      });
      await tell([...rows(1), landline]);
      const links = () => all('link').map((link) => link.getAttribute('href'));
      const ofCurrent = ['tel:+33612345678', 'sms:+33612345678'];
      await expect.poll(links).toEqual(ofCurrent);
      await userEvent.hover(all('row').at(-1)!);
      await expect
        .poll(links)
        .toEqual([...ofCurrent, 'tel:+33140203040', 'mailto:j@exemple.fr']);
      await userEvent.unhover(all('row').at(-1)!);
      await expect.poll(links).toEqual(ofCurrent);
    });

    test('an action is an event that the page around may take over', async () => {
      await shown();
      await tell(rows(1));
      const acted = heard('waypost-contact-action');
      document.body.addEventListener('waypost-contact-action', (event) =>
        event.preventDefault(),
      );
      await expect.poll(() => open('sms:+33612345678')).toBeTruthy();
      const link = open('sms:+33612345678') as HTMLElement;
      const followed = new Promise<boolean>((resolve) =>
        document.addEventListener('click', (event) => resolve(!event.defaultPrevented), {
          once: true,
        }),
      );
      await click(link);
      expect(await acted).toMatchObject({
        action: 'sms',
        to: '+33612345678',
        interactionId: 'n-0',
      });
      expect(await followed).toBe(false);
    });

    test('opens its card in the CRM, but no script', async () => {
      await shown();
      const card = { crmId: 'crm', id: '1', label: 'Nadia', address: 'https://crm.example/1' };
      const bad = { ...card, label: 'Bad', address: 'javascript:alert(1)' };
      await tell([
        interaction({ id: 'a', card }),
        interaction({ id: 'b', card: bad, startedAt: '2026-11-20T10:00:00.000Z' }),
      ]);
      expect(one('link', 'Open “Nadia” in the CRM').getAttribute('href')).toBe(card.address);
      const opened = heard('waypost-card-open');
      await click(one('button', 'Open “Bad” in the CRM'));
      expect((await opened).interactionId).toBe('b');
    });
  });
});
