import { beforeEach, describe, expect, test } from 'vitest';
import '../../widget/contact-history.ts';
import '../../widget/interaction.ts';
import '../../widget/script.ts';
import type { WaypostPanel } from '../../widget/panel.ts';
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
import { answerContact, PHONE, showPanel } from './panel-page.ts';
import { data, dissuaded, historyOf, interaction } from './samples.ts';
import { ScriptedClient } from './scripted-client.ts';

let client: ScriptedClient;

const shown = (properties?: Partial<WaypostPanel>) => showPanel(client, properties);
const answer = () => answerContact(client);

const foot = (): string => text(one('status', /./));

describe('<waypost-panel>', () => {
  beforeEach(async () => {
    resetPage();
    client = new ScriptedClient();
    await customElements.whenDefined('waypost-contact-history');
  });

  test('shows the contact’s live interaction as soon as it is known', async () => {
    await shown();
    expect(client.queries).toEqual([{ contact: PHONE }]);
    await answer();
    one('heading', 'Nadia Achour');
    expect(foot()).toBe('Live');
    await expectAccessible();
  });

  test('lists a contact’s interactions when none is live', async () => {
    await shown();
    client.list.tell({ status: 'live', data: historyOf([dissuaded]) });
    await settled();
    one('heading', 'Interactions with +33 6 12 34 56 78');
    expect(all('row')).toHaveLength(2);
    await expectAccessible();
  });

  test('shows the interaction it is told to, and lists that customer’s others', async () => {
    await shown({ contact: '', interactionId: 'dissuaded' });
    expect(client.queries).toEqual([]);
    await answer();
    expect(client.queries).toEqual([{ contact: PHONE }]);
    expect(text()).toContain('Dissuaded · 2:00');
  });

  test('lists everyone’s interactions, with their names, when told nothing', async () => {
    await shown({ contact: '' });
    await answer();
    expect(client.queries).toEqual([{}]);
    one('columnheader', 'Contact');
  });

  test('goes to the list and into another interaction, by keyboard, and the focus follows', async () => {
    await shown();
    await answer();
    one('button', /All interactions/).focus();
    await press('{Enter}');
    expect(focused()?.dataset.id).toBe('live');
    await press('{ArrowDown}{Enter}');
    expect(text()).toContain('Dissuaded · 2:00');
    expect(text(focused() as HTMLElement)).toContain('All interactions 2');
    await press('{Enter}');
    expect(focused()?.dataset.id).toBe('dissuaded');
  });

  test('the page may cancel an opening and show the interaction itself', async () => {
    await shown();
    await answer();
    await click(one('button', /All interactions/));
    document.body.addEventListener(
      'waypost-interaction-open',
      (event) => event.preventDefault(),
      {
        once: true,
      },
    );
    await click(one('button', 'Yesterday, 09:48'));
    one('heading', /^Interactions with/);
  });

  test('says which interaction it shows', async () => {
    await shown();
    const changed = heard('waypost-active-interaction-changed');
    await answer();
    expect((await changed).interactionId).toBe('live');
  });

  test('keeps an interaction on show that ends, and offers the next one', async () => {
    await shown();
    await answer();
    const ended = interaction({ status: 'processed', endedAt: '2026-11-20T15:06:00.000Z' });
    const next = interaction({ id: 'next' });
    client.interaction('live').tell({ data: { ...data, interaction: ended } });
    client.list.tell({ data: historyOf([next, ended, dissuaded]) });
    await settled();
    expect(text()).toContain('Processed · 4:02');
    await click(one('button', 'Another interaction is going on: show it'));
    expect(client.interaction('next').followers).toBe(1);
    expect(client.interaction('live').followers).toBe(0);
  });

  test('another contact starts anew', async () => {
    const panel = await shown();
    await answer();
    panel.contact = 'j@exemple.fr';
    await settled();
    expect(client.queries.at(-1)).toEqual({ contact: 'j@exemple.fr' });
  });

  test('what comes from the cache says so', async () => {
    await shown();
    client.list.tell({ status: 'cached', data: historyOf([dissuaded]) });
    await settled();
    expect(foot()).toBe('From this browser’s cache; updating…');
    await expectAccessible();
  });

  test('offline, it shows what it had and since when', async () => {
    await shown();
    await answer();
    client.interaction('live').tell({ status: 'offline', since: '2026-11-20T14:58:00.000Z' });
    await settled();
    one('heading', 'Nadia Achour');
    expect(foot()).toBe('Offline since 15:58: you see what this browser had');
    await expectAccessible();
  });

  test('offline with nothing kept, it says that', async () => {
    await shown();
    client.list.tell({ status: 'offline', since: '2026-11-20T14:58:00.000Z' });
    await settled();
    expect(text()).toContain(
      'The server cannot be reached, and this browser has nothing of it.',
    );
    expect(foot()).toBe('Offline since 15:58');
  });

  test('a failure says why, when the next try is, and tries at once when asked', async () => {
    await shown();
    client.list.fail('not-ready', '2026-11-20T15:06:14.000Z');
    await settled();
    expect(text(one('alert'))).toContain(
      'Could not load the interactions The server is starting.',
    );
    expect(foot()).toBe('Next try in 4 s.');
    await expectAccessible();
    await click(one('button', 'Try now'));
    expect(client.list.refreshed).toBe(1);
  });

  test('a failure while there is data leaves the data on show', async () => {
    await shown();
    await answer();
    client.interaction('live').fail('fault', '2026-11-20T15:06:14.000Z');
    await settled();
    one('heading', 'Nadia Achour');
    expect(foot()).toBe('The server made a mistake, and noted it. Next try in 4 s. Try now');
    await expectAccessible();
  });

  test('an interaction that is gone says no more than that', async () => {
    await shown();
    await answer();
    client.interaction('live').tell({ data: undefined });
    client.interaction('live').fail('not-found');
    await settled();
    expect(text()).toContain('It does not exist, or you may not see it.');
    expect(text()).not.toContain('Nadia');
  });

  test('nobody signed in: it says so, tells the page once, and goes on after a refresh', async () => {
    const panel = await shown();
    const told: Event[] = [];
    panel.addEventListener('waypost-sign-in-needed', (event) => told.push(event));
    client.me.fail('signed-out');
    client.list.fail('signed-out');
    await settled();
    expect(text()).toContain('Sign in to see where this customer has been');
    expect(told).toHaveLength(1);
    await expectAccessible();
    await click(one('button', 'Try again'));
    expect(client.list.refreshed).toBe(1);
    client.me.tell({ status: 'live', error: undefined });
    client.list.tell({ error: undefined });
    await answer();
    one('heading', 'Nadia Achour');
  });

  test('says when this browser keeps nothing', async () => {
    await shown();
    await answer();
    expect(text()).not.toContain('cannot keep');
    client.me.tell({ kept: false });
    await settled();
    expect(text()).toContain('This browser cannot keep what you see');
    await expectAccessible();
  });

  test('says when the page has not said where the server is', async () => {
    await show('waypost-panel');
    expect(text()).toContain('Not connected yet');
    await expectAccessible();
  });

  test('language and density are chosen in the foot, and remembered', async () => {
    const panel = await shown();
    await answer();
    await click(one('button', 'Français'));
    await expect.poll(() => text()).toContain('Toutes les interactions 2');
    one('tab', 'Données');
    await click(one('button', 'Aéré'));
    expect(panel.density).toBe('roomy');
    await expectAccessible();
    const again = await shown();
    await answer();
    expect(again.density).toBe('roomy');
    expect(text()).toContain('Toutes les interactions');
    await click(one('button', 'English'));
    await expect.poll(() => text()).toContain('All interactions');
  });

  test('speaks the nearest language of the page', async () => {
    document.documentElement.lang = 'fr-CA';
    await shown();
    await answer();
    await expect.poll(() => text()).toContain('En cours · 4:12');
    document.documentElement.lang = 'en';
  });

  test('works where storage is forbidden', async () => {
    const storage = Object.getOwnPropertyDescriptor(window, 'localStorage');
    Object.defineProperty(window, 'localStorage', {
      configurable: true,
      get: () => {
        throw new DOMException('The operation is insecure.', 'SecurityError');
      },
    });
    try {
      await shown();
      await answer();
      await click(one('button', 'Roomy'));
      expect(one('button', 'Roomy').ariaPressed).toBe('true');
    } finally {
      if (storage) Object.defineProperty(window, 'localStorage', storage);
    }
  });

  test('follows nothing when it has left the page, and goes on when it comes back', async () => {
    const panel = await shown();
    await answer();
    const place = panel.parentElement as HTMLElement;
    panel.remove();
    const followers = () =>
      [client.me, client.list, client.interaction('live')].map(({ followers }) => followers);
    expect(followers()).toEqual([0, 0, 0]);
    place.append(panel);
    await settled();
    expect(followers()).toEqual([1, 1, 1]);
  });

  test('loads older interactions', async () => {
    await shown();
    client.list.tell({ status: 'live', data: historyOf([dissuaded], false) });
    await settled();
    await click(one('button', 'Load older'));
    expect(client.list.olderWanted).toBe(1);
  });
});
