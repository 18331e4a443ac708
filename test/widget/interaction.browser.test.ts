import { ContextProvider } from '@lit/context';
import { beforeEach, describe, expect, test } from 'vitest';
import '../../widget/interaction.ts';
import { clientContext } from '../../widget/shared/client-context.ts';
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
} from './page.ts';
import {
  accepted,
  advisor,
  callBack,
  data,
  interaction,
  me,
  message,
  NOW,
  trail,
  ZONE,
} from './samples.ts';
import { ScriptedClient, ScriptedDesk } from './scripted-client.ts';

const shown = (properties = {}, width = 380) =>
  show('waypost-interaction', { data, me, timeZone: ZONE, ...properties }, width);

const withInteraction = (more: Parameters<typeof interaction>[0]) => ({
  ...data,
  interaction: interaction(more),
});

/** The facts, as a person reads them: a heading and its words. */
const facts = (element: HTMLElement): Record<string, string> =>
  Object.fromEntries(
    [...(element.shadowRoot?.querySelectorAll<HTMLElement>('.side dt') ?? [])]
      .filter((heading) => heading.checkVisibility())
      .map((heading) => [text(heading), text(heading.nextElementSibling as HTMLElement)]),
  );

/** The button with what the run does now: it opens the further facts. */
const unfold = (): HTMLElement => one('button', /^(Further|Runs|Waits|Ended)/);

describe('<waypost-interaction>', () => {
  beforeEach(resetPage);

  test('says first who the customer is, and how it stands since when', async () => {
    await shown();
    expect(text(one('heading', 'Nadia Achour'))).toBe('Nadia Achour');
    expect(text()).toContain('Nadia Achour +33 6 12 34 56 78 In progress · 4:12');
  });

  test('a customer without a name is called by number, address, or unknown', async () => {
    const element = await shown({
      data: withInteraction({
        contact: { name: null, phone: '+33612345678', email: 'n@exemple.fr' },
      }),
    });
    one('heading', '+33 6 12 34 56 78');
    expect(text()).toContain('n@exemple.fr');
    element.data = withInteraction({ contact: { name: null, phone: null, email: null } });
    await settled();
    one('heading', 'Unknown customer');
  });

  test('gives the facts, and the further ones when they are asked for', async () => {
    const element = await shown({}, 320);
    const main = {
      Flow: 'Chat messaging',
      Direction: 'Incoming',
      Queue: 'Orders',
      Advisor: 'L. Perrin',
    };
    expect(facts(element)).toEqual(main);
    await expect.poll(() => text(unfold())).toContain('Waits for');
    expect(unfold().ariaExpanded).toBe('false');
    await click(unfold());
    expect(unfold().ariaExpanded).toBe('true');
    expect(facts(element)).toEqual({
      ...main,
      Id: 'live Copy',
      Routing: 'Welcome, orders, version 3',
      'Waits for': 'the customer, at “Offer a call-back”',
      Start: 'Today, 16:01',
      Duration: '4 min 12 s',
      'Took part': 'L. Perrin',
      number: 'C-20418',
    });
  });

  test('has them all beside the tabs where it is wide', async () => {
    const element = await shown({}, 1000);
    await expect.poll(() => facts(element)['Id']).toBe('live Copy');
    expect(all('button', /^Waits/)).toEqual([]);
    const [side, central] = ['.side', '.central'].map((part) =>
      element.shadowRoot?.querySelector(part)?.getBoundingClientRect(),
    );
    expect(central?.left).toBeGreaterThanOrEqual(side?.right ?? Infinity);
  });

  test('says until when it waits, what it runs and how it ended', async () => {
    const run = data.interaction.run;
    if (!run) throw new Error('The sample has a run.');
    const element = await shown({
      data: withInteraction({
        run: { ...run, waitsFor: 'time', dueAt: '2026-11-20T15:30:00.000Z' },
      }),
    });
    await expect.poll(() => text(unfold())).toBe('Waits until today, 16:30');
    element.data = withInteraction({ run: { ...run, state: 'running', waitsFor: null } });
    await settled();
    expect(text(unfold())).toBe('Runs Offer a call-back');
    element.data = withInteraction({ run: { ...run, state: 'ended', outcome: 'loop_guard' } });
    await settled();
    expect(text(unfold())).toBe('Ended Stopped: it went in circles');
    element.data = withInteraction({ run: null });
    await settled();
    expect(text(unfold())).toBe('Further facts');
  });

  test.each([
    [{ waitsFor: 'effect' }, 'an answer from elsewhere, at “Offer a call-back”'],
    [
      { waitsFor: 'payment', dueAt: '2026-11-20T15:30:00.000Z' },
      'the payment, until today, 16:30',
    ],
    [
      { waitsFor: 'advisor', queuedAt: '2026-11-20T15:02:30.000Z' },
      'an advisor, in the queue Orders since today, 16:02',
    ],
    [{ waitsFor: 'advisor' }, 'L. Perrin, who has it since today, 16:03'],
  ] as const)('says that it waits for %o', async (waits, words) => {
    const { run } = data.interaction;
    if (!run) throw new Error('The sample has a run.');
    await shown({ data: withInteraction({ run: { ...run, ...waits } }) });
    await expect.poll(() => text(unfold())).toBe(`Waits for ${words}`);
  });

  test('marks what the reader wrote, and lets them answer when it is theirs', async () => {
    const desk = new ScriptedDesk();
    const written = { ...data, messages: [...data.messages, message(4, 'advisor', 'I look.')] };
    const element = await shown({ data: written, tab: 'interaction', desk });
    await expect.poll(() => text(one('tabpanel'))).toContain('L. Perrin · 16:02 I look.');
    desk.here();
    await settled();
    expect(all('button', 'Send')).toEqual([]);
    element.me = advisor;
    desk.here({ mine: [accepted] });
    await settled();
    expect(text(one('tabpanel'))).toContain('You · 16:02 I look.');
    one('button', 'Send');
    one('button', 'Finish');
    await expectAccessible();
    element.tab = 'data';
    await settled();
    expect(all('button', 'Send')).toEqual([]);
  });

  test('an ended one says how long it took and why it ended so', async () => {
    await shown({
      data: withInteraction({
        status: 'dissuaded',
        statusReason: 'Maximum wait reached',
        endedAt: '2026-11-20T16:06:10.000Z',
      }),
    });
    const status = one('button', 'Dissuaded · 1:04:12');
    expect(status.getAttribute('aria-description')).toBe('Maximum wait reached');
  });

  test('tabs are moved through by arrow keys and open as they get the focus', async () => {
    await shown();
    one('tab', 'Data').focus();
    await press('{ArrowLeft}{ArrowLeft}');
    expect(text(focused() as HTMLElement)).toBe('Interaction');
    await expect.poll(() => text(one('tabpanel'))).toContain('Which order?');
    await press('{ArrowRight}');
    expect(text(one('tabpanel'))).toContain('Original routing Smart');
    await press('{ArrowRight}');
    expect(text(one('tabpanel'))).toContain('Customer recognised');
    expect(text(one('tabpanel'))).toContain('order number C-20418 Tags VIP');
    await press('{End}');
    expect(text(focused() as HTMLElement)).toBe('Routing');
    await press('{Home}');
    expect(text(one('tabpanel'))).toContain('Which order?');
    expect(all('tab').filter((tab) => tab.tabIndex === 0)).toHaveLength(1);
  });

  test('the conversation says who wrote what, as text, and which choice was taken', async () => {
    await shown({ tab: 'interaction' });
    await expect
      .poll(() => text(one('tabpanel')))
      .toBe(
        'Today, 20 November Nadia Achour · 16:02 Hello <img src=x onerror=alert(1)> ' +
          'Welcome, orders · 16:02 Which order? ✓ My last order, chosen Another one ' +
          'Nadia Achour · 16:02 My last order',
      );
  });

  test('a message that did not reach the customer says so, and why', async () => {
    const reason = 'The channel’s gateway refused the message (status 422).';
    const delivery = { state: 'failed' as const, reason };
    const sent = message(1, 'routing', 'Welcome.', { delivery });
    const later = message(2, 'routing', 'Which order?', {
      delivery: { state: 'sent', reason: null },
    });
    await shown({
      tab: 'interaction',
      data: { interaction: interaction(), messages: [sent, later] },
    });
    await expect
      .poll(() => text(one('tabpanel')))
      .toMatch(/Welcome\. Not delivered: The channel’s gateway refused .* Which order\?$/);
  });

  test('an empty tab says what would be there', async () => {
    const element = await shown({
      data: {
        interaction: interaction({
          checkpoints: [],
          tags: [],
          participants: [],
          variables: {},
        }),
        messages: [],
      },
    });
    expect(text(one('tabpanel'))).toContain(
      'No checkpoint so far The routing “Welcome, orders”',
    );
    element.tab = 'interaction';
    await expect.poll(() => text(one('tabpanel'))).toContain('No message so far');
    element.tab = 'data';
    await settled();
    expect(text(one('tabpanel'))).toContain('No data so far');
    await expectAccessible();
  });

  test('a new checkpoint shows as chip and stop, and is announced once, whatever tab is open', async () => {
    const element = await shown({ tab: 'information' });
    element.data = withInteraction({ checkpoints: [...trail, callBack] });
    await settled();
    expect(announced()).toBe('New checkpoint: Call-back');
    expect(all('button', 'Call-back').length).toBeGreaterThan(0);
    element.tab = 'data';
    await settled();
    expect(text(one('tabpanel'))).toContain('Call-back offered');
    expect(announced()).toBe('New checkpoint: Call-back');
  });

  test('another interaction is not announced as news', async () => {
    const element = await shown();
    element.data = withInteraction({ id: 'other', checkpoints: [...trail, callBack] });
    await settled();
    expect(announced()).toBe('');
  });

  test('links to configurations only for those with the right', async () => {
    const element = await shown({ configurationUrl: '#{id}' });
    expect(all('link')).toHaveLength(3);
    element.me = { ...me, rights: {} };
    await settled();
    expect(all('link')).toEqual([]);
  });

  test('loads, fails and tries again', async () => {
    const element = await shown({ data: undefined });
    await expect.poll(() => text()).toBe('Loading the interaction…');
    element.error = 'The server is starting.';
    await settled();
    const retry = heard('waypost-retry');
    await click(one('button', 'Try now'));
    await retry;
    await expectAccessible();
  });

  for (const tab of ['interaction', 'information', 'data'] as const)
    test(`is accessible with the tab ${tab} open, and fits 320 px`, async () => {
      const long = 'Name-without-a-blank'.repeat(10);
      const element = await shown(
        {
          tab,
          data: withInteraction({
            contact: { name: long, phone: '+33612345678', email: `${long}@exemple.fr` },
            queue: { id: 'q', name: long },
            variables: { [long]: { [long]: long } },
            tags: [long],
          }),
        },
        320,
      );
      await expect.poll(() => text(one('tabpanel'))).not.toContain('Loading');
      expect(element.scrollWidth).toBeLessThanOrEqual(320);
      await expectAccessible();
    });
});

describe('<waypost-interaction> that follows by itself', () => {
  let client: ScriptedClient;
  beforeEach(() => {
    resetPage();
    client = new ScriptedClient();
  });

  const following = async (id = 'live', properties = {}) => {
    const element = await show('waypost-interaction', {
      client: client.asWaypost,
      interactionId: id,
      timeZone: ZONE,
      ...properties,
    });
    await expect.poll(() => client.interaction(id).followers).toBe(1);
    return element;
  };

  test('shows the interaction of its id, live, and with the rights of who is signed in', async () => {
    await following('live', { configurationUrl: '#{id}' });
    await expect.poll(() => text()).toContain('Loading the interaction…');
    client.interaction('live').tell({ status: 'live', data });
    await expect.poll(() => text()).toContain('Nadia Achour');
    expect(text()).toContain('Live');
    expect(all('link', 'Customer recognised')).toHaveLength(1);
    await expectAccessible();
  });

  test('another id is another interaction, and none is followed after it has left the page', async () => {
    const element = await following();
    element.interactionId = 'other';
    await expect.poll(() => client.interaction('other').followers).toBe(1);
    expect(client.interaction('live').followers).toBe(0);
    element.remove();
    expect(client.interaction('other').followers).toBe(0);
  });

  test('says that there is no such interaction, or none any more', async () => {
    await following();
    client.interaction('live').tell({ status: 'live', data });
    await expect.poll(() => text()).toContain('Nadia Achour');
    client.interaction('live').tell({ data: undefined });
    client.interaction('live').fail('not-found');
    await expect.poll(() => text()).toContain('There is no such interaction');
    expect(text()).not.toContain('Nadia');
    await expectAccessible();
  });

  test('says why it failed, when it tries again, and lets one try at once', async () => {
    await following();
    client.interaction('live').fail('not-ready', new Date(NOW + 4000).toISOString());
    await expect.poll(() => text()).toContain('The server is starting. Next try in 4 s.');
    await click(one('button', 'Try now'));
    expect(client.interaction('live').refreshed).toBe(1);
    await expectAccessible();
  });

  test('says since when it is offline, with what this browser had and without', async () => {
    await following();
    const since = '2026-11-20T14:58:00.000Z';
    client.interaction('live').tell({ status: 'offline', since });
    await expect.poll(() => text()).toContain('The server cannot be reached');
    client.interaction('live').tell({ data });
    await expect
      .poll(() => text())
      .toContain('Offline since 15:58: you see what this browser had');
    await expectAccessible();
  });

  test('asks to sign in when nobody is', async () => {
    await following();
    client.interaction('live').fail('signed-out');
    await expect.poll(() => text()).toContain('Sign in to see');
  });

  test('takes the client that is provided around it', async () => {
    const place = document.createElement('main');
    const element = document.createElement('waypost-interaction');
    element.interactionId = 'live';
    const provider = new ContextProvider(place, {
      context: clientContext,
      initialValue: client.asWaypost,
    });
    provider.hostConnected();
    place.append(element);
    document.body.replaceChildren(place);
    await expect.poll(() => client.interaction('live').followers).toBe(1);
  });
});
