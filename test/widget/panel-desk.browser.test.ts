import { beforeEach, describe, expect, test } from 'vitest';
import type { InteractionEvent } from '../../api-client/contract/interaction.ts';
import '../../widget/contact-history.ts';
import '../../widget/interaction.ts';
import '../../widget/script.ts';
import type { WaypostPanel } from '../../widget/panel.ts';
import { stillRecords } from '../../widget/playground/still-records.ts';
import {
  all,
  click,
  expectAccessible,
  focused,
  heard,
  one,
  resetPage,
  settled,
  text,
} from './page.ts';
import { answerContact, showPanel } from './panel-page.ts';
import { accepted, advisor, data, message, offer } from './samples.ts';
import { ScriptedClient } from './scripted-client.ts';

let client: ScriptedClient;

const shown = (properties?: Partial<WaypostPanel>) => showPanel(client, properties);
const answer = () => answerContact(client);

describe('<waypost-panel> with a desk', () => {
  beforeEach(() => {
    resetPage();
    client = new ScriptedClient();
  });

  const conversation = (length: number) =>
    Array.from({ length }, (_, index) =>
      message(index, 'customer', `Message ${index}`, { sentAt: '2026-11-20T15:02:00.000Z' }),
    );

  /** Long conversations in a panel of a given height, whose user serves a queue. */
  async function atWork(): Promise<HTMLElement> {
    client.me.tell({ data: advisor });
    const panel = await shown();
    panel.style.height = '600px';
    await answer();
    const messages = conversation(40);
    client.interaction('live').tell({ data: { ...data, messages } });
    await expect.poll(() => client.desk.offers.followers).toBeGreaterThan(0);
    client.desk.here({ ringing: [offer()] });
    await settled();
    return panel.shadowRoot?.querySelector('.body') as HTMLElement;
  }

  test('is there for who serves queues, once there is something else to see', async () => {
    await shown();
    await answer();
    expect(all('group', 'Presence')).toEqual([]);

    client.me.tell({ data: advisor });
    client.list.tell({ status: 'loading', data: undefined });
    await shown();
    expect(client.desk.offers.followers).toBe(0);
    await answer();
    await expect.poll(() => client.desk.offers.followers).toBe(1);
    client.desk.here();
    await settled();
    one('group', 'Presence');
    await expectAccessible();
  });

  test('accepting opens the interaction at its conversation, ready for the answer', async () => {
    const body = await atWork();
    await click(one('button', 'All interactions 2'));
    const changed = heard('waypost-active-interaction-changed');
    await click(one('button', 'Accept Nadia Achour'));
    client.desk.here({ mine: [accepted] });
    expect((await changed).interactionId).toBe('live');
    await expect.poll(() => focused()?.ariaLabel).toBe('Your reply');
    expect(one('tab', 'Interaction').ariaSelected).toBe('true');
    expect(body.scrollHeight - body.scrollTop - body.clientHeight).toBeLessThan(2);
    await expectAccessible();
  });

  test('the page may show what was accepted itself', async () => {
    await atWork();
    await click(one('button', 'All interactions 2'));
    document.body.addEventListener(
      'waypost-interaction-open',
      (event) => event.preventDefault(),
      { once: true },
    );
    await click(one('button', 'Accept Nadia Achour'));
    one('heading', 'Interactions with +33 6 12 34 56 78');
  });

  test('the newest message is in view, unless the reader scrolled up', async () => {
    const body = await atWork();
    await click(one('tab', 'Interaction'));
    await expect.poll(() => text(one('tabpanel'))).toContain('Message 39');
    expect(body.scrollTop).toBe(0); // it is not the reader's
    client.desk.here({ mine: [accepted] });
    const atEnd = () => body.scrollHeight - body.scrollTop - body.clientHeight < 2;
    await settled();
    expect(atEnd()).toBe(true);
    expect(body.scrollTop).toBeGreaterThan(1000);
    client.interaction('live').tell({ data: { ...data, messages: conversation(44) } });
    await settled();
    expect(atEnd()).toBe(true);

    const scrolled = new Promise((resolve) =>
      body.addEventListener('scroll', resolve, { once: true }),
    );
    body.scrollTop = 200;
    await scrolled;
    client.interaction('live').tell({ data: { ...data, messages: conversation(48) } });
    await settled();
    expect(body.scrollTop).toBe(200);
  });

  test('it stays in view when what happened in between arrives later', async () => {
    const { promise, resolve } = Promise.withResolvers<InteractionEvent[]>();
    const still = stillRecords({ size: 'few' });
    Object.assign(client, { records: { ...still, events: () => promise } });
    const body = await atWork();
    const atEnd = () => body.scrollHeight - body.scrollTop - body.clientHeight < 2;
    await click(one('tab', 'Interaction'));
    client.desk.here({ mine: [accepted] });
    await expect.poll(atEnd).toBe(true);

    const before = body.scrollHeight;
    resolve(await still.events('live'));
    await expect.poll(() => body.scrollHeight).toBeGreaterThan(before + 100);
    await expect.poll(atEnd).toBe(true);
  });
});
