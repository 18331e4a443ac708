import { beforeEach, describe, expect, test, vi } from 'vitest';
import { WaypostError } from '../../api-client/errors.ts';
import '../../widget/desk.ts';
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
import { accepted, NOW, offer, ZONE } from './samples.ts';
import { ScriptedDesk } from './scripted-client.ts';

let desk: ScriptedDesk;

const shown = (properties = {}, width = 380) =>
  show('waypost-desk', { desk, timeZone: ZONE, ...properties }, width);

const presence = (): string[] =>
  all('button')
    .filter(({ ariaPressed }) => ariaPressed === 'true')
    .map((button) => text(button));

/** What is said at once, also to those who do not look. */
const alerts = (): string =>
  all('alert')
    .map((alert) => alert.textContent?.replaceAll(/\s+/g, ' ').trim())
    .filter(Boolean)
    .join(' | ');

async function told(...offers: Parameters<ScriptedDesk['here']>): Promise<void> {
  desk.here(...offers);
  await settled();
}

describe('<waypost-desk>', () => {
  beforeEach(() => {
    resetPage();
    desk = new ScriptedDesk();
  });

  test('loads with a word, and then says what to expect', async () => {
    await shown();
    expect(all('status').map((status) => status.textContent)).toContain('Loading your desk…');
    await told();
    expect(presence()).toEqual(['Available']);
    expect(text()).toContain('Nobody waits for you. The next one rings here.');
    await expectAccessible();
    await told({}, 'away');
    expect(text()).toContain('Nothing rings while you are away.');
    await told({}, 'offline');
    expect(text()).toContain('Nothing rings until you are available.');
    await expectAccessible();
  });

  test('says why it could not be loaded, and tries again', async () => {
    await shown();
    desk.presence.tell({ status: 'live', data: { status: 'away', since: null } });
    desk.offers.fail('not-ready');
    await settled();
    expect(text()).toContain('Could not load your desk The server is starting.');
    await expectAccessible();
    await click(one('button', 'Try now'));
    expect([desk.offers.refreshed, desk.presence.refreshed]).toEqual([1, 1]);
  });

  test('presence is chosen by keyboard, shown at once, and taken back when it failed', async () => {
    await shown();
    await told({}, 'offline');
    one('button', 'Available').focus();
    await press('{Enter}');
    await press('{Tab}');
    await press(' ');
    expect(desk.done).toEqual(['available', 'away']);
    expect(presence()).toEqual(['Away']);

    let answer = () => {};
    desk.answers.push(new Promise((resolve) => (answer = resolve)));
    await click(one('button', 'Offline'));
    expect(presence()).toEqual(['Offline']);
    answer();
    desk.answers.push(new WaypostError('network', 'Not reached.'));
    await click(one('button', 'Available'));
    await expect.poll(alerts).toContain('The server cannot be reached.');
    expect(presence()).toEqual(['Offline']);
    await expectAccessible();
  });

  test('a ring says who, where from, since when and how long', async () => {
    await shown();
    await told({ ringing: [offer()] });
    const ring = text(one('group', 'Nadia Achour'));
    expect(ring).toContain('Nadia Achour 20 s left to accept');
    expect(ring).toContain('Chat messaging · Orders');
    expect(ring).toContain('Waiting since 16:05, for 0:38');
    await expectAccessible();
    await told({ ringing: [offer({ contactName: null, queue: null, flow: 'voice' })] });
    expect(text(one('group', 'Unknown customer'))).toContain('Voice · to you directly');
  });

  test('a ring is announced once, and the seconds go by in silence', async () => {
    const element = await shown();
    await told();
    expect(alerts()).toBe('');
    await told({ ringing: [offer()] });
    const words = 'Nadia Achour rings: Chat messaging · Orders. 20 seconds to accept.';
    expect(alerts()).toBe(words);
    vi.setSystemTime(NOW + 5000);
    element.requestUpdate();
    await settled();
    expect(text(one('timer'))).toBe('15 s left to accept');
    expect(element.shadowRoot?.querySelector('progress')).toMatchObject({
      value: 15_000,
      max: 20_000,
    });
    expect(alerts()).toBe(words);
    await told();
    expect(alerts()).toBe('');
    await told({ ringing: [offer({ ringsUntil: '2026-11-20T15:06:45.000Z' })] });
    expect(alerts()).toContain('30 seconds to accept.');
  });

  test('a ring takes the focus from nobody; who asks for it gets it', async () => {
    const element = await shown();
    const field = document.createElement('textarea');
    field.ariaLabel = 'Notes';
    document.body.append(field);
    field.focus();
    await told({ ringing: [offer()] });
    expect(focused()).toBe(field);
    element.focus();
    expect(focused()?.ariaLabel).toBe('Accept Nadia Achour');
  });

  test('accepting takes it and asks to open it', async () => {
    await shown();
    await told({ ringing: [offer()] });
    const opened = heard('waypost-interaction-open');
    await click(one('button', 'Accept Nadia Achour'));
    expect((await opened).interactionId).toBe('live');
    expect(desk.done).toEqual(['accept live']);
  });

  test('too late is said plainly, and closed', async () => {
    await shown();
    await told({ ringing: [offer()] });
    desk.answers.push(new WaypostError('conflict', 'It does not ring.'));
    let opened = false;
    document.body.addEventListener('waypost-interaction-open', () => (opened = true), {
      once: true,
    });
    one('button', 'Accept Nadia Achour').focus();
    await press('{Enter}');
    await told();
    expect(alerts()).toContain('Too late: somebody else took it, or the customer left.');
    expect(opened).toBe(false);
    // The button is gone: the keyboard goes on from the presence.
    expect(text(focused() as HTMLElement)).toBe('Available');
    await expectAccessible();
    await click(one('button', 'Close'));
    expect(alerts()).toBe('');
  });

  test('while one thing is done, nothing else is', async () => {
    await shown();
    await told({ ringing: [offer()] });
    let answer = () => {};
    desk.answers.push(new Promise((resolve) => (answer = resolve)));
    await click(one('button', 'Refuse Nadia Achour'));
    expect(one('button', 'Accept Nadia Achour').ariaDisabled).toBe('true');
    await click(one('button', 'Accept Nadia Achour'));
    await click(one('button', 'Turn away…'));
    answer();
    await expect.poll(() => one('button', 'Accept Nadia Achour').ariaDisabled).toBe('false');
    expect(desk.done).toEqual(['refuse live']);
  });

  test('turning away takes two steps, and the first can be taken back', async () => {
    await shown();
    await told({ ringing: [offer()] });
    one('button', 'Turn away…').focus();
    await press('{Enter}');
    expect(text()).toContain(
      'Turn this customer away? Then nobody takes the conversation any more.',
    );
    expect(text(focused() as HTMLElement)).toBe('Let it ring');
    await expectAccessible();
    await press('{Enter}');
    expect(focused()?.ariaLabel).toBe('Accept Nadia Achour');
    expect(desk.done).toEqual([]);

    await click(one('button', 'Turn away…'));
    await click(one('button', 'Turn away'));
    expect(desk.done).toEqual(['dissuade live']);
  });

  test('what is mine is opened and finished', async () => {
    await shown({ shownId: 'live' });
    await told({ mine: [accepted, offer({ interactionId: 'other', contactName: 'Marc' })] });
    expect(all('listitem').map((item) => text(item))).toEqual([
      'Nadia Achour Chat messaging · Orders Finish',
      'Marc Chat messaging · Orders Finish',
    ]);
    expect(one('button', /^Nadia/).ariaCurrent).toBe('true');
    const opened = heard('waypost-interaction-open');
    await click(one('button', /^Marc/));
    expect((await opened).interactionId).toBe('other');
    desk.answers.push(new WaypostError('conflict', 'It is not yours.'));
    await click(one('button', 'Finish with Nadia Achour'));
    expect(desk.done).toEqual(['finish live']);
    await expect.poll(alerts).toBe('This interaction is no longer yours.');
    await expectAccessible();
  });

  test('fits 320 px with long names, from right to left and in French', async () => {
    document.documentElement.dir = 'rtl';
    document.documentElement.lang = 'fr';
    const contactName = 'Maria Anunciação de Vasconcelos e Albuquerque-Hohenzollern';
    const element = await shown({}, 320);
    await told({
      ringing: [offer({ contactName })],
      mine: [offer({ interactionId: 'other', contactName })],
    });
    await expect.poll(() => text()).toContain('En attente depuis 16:05, soit 0:38');
    const root = element.shadowRoot?.querySelector('section') as HTMLElement;
    expect(root.scrollWidth).toBe(root.clientWidth);
    await expectAccessible();
  });

  test('another desk starts from nothing', async () => {
    const element = await shown();
    await told({ ringing: [offer()] });
    await click(one('button', 'Turn away…'));
    const former = desk;
    element.desk = desk = new ScriptedDesk();
    await settled();
    expect([former.offers.followers, former.presence.followers]).toEqual([0, 0]);
    expect(alerts()).toBe('');
    await told();
    expect(all('group').map(({ ariaLabel }) => ariaLabel)).toEqual(['Presence']);
  });
});
