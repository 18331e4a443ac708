import { beforeEach, describe, expect, test } from 'vitest';
import '../../widget/contact-history.ts';
import '../../widget/interaction.ts';
import '../../widget/shared/later-tabs.ts';
import type { WaypostInteraction } from '../../widget/interaction.ts';
import { stillRecords } from '../../widget/playground/still-records.ts';
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
import { data, historyOf, interaction, me, recognised, ZONE } from './samples.ts';
import { ScriptedClient } from './scripted-client.ts';

class ClientWithRecords extends ScriptedClient {
  readonly records = stillRecords({ size: 'few' });
}

const earlier = interaction({
  id: 'earlier',
  status: 'processed',
  startedAt: '2026-11-18T09:00:00.000Z',
  endedAt: '2026-11-18T09:10:00.000Z',
  checkpoints: [recognised],
});

let client: ClientWithRecords;

async function shown(more: Partial<WaypostInteraction> = {}): Promise<WaypostInteraction> {
  const properties = { data, me, timeZone: ZONE, client: client.asWaypost, ...more };
  const element = await show('waypost-interaction', properties, 320);
  await expect.poll(() => text()).toContain('Other interactions with this customer');
  return element;
}

/** Below the interaction. */
const others = (): string =>
  text(
    document
      .querySelector('waypost-interaction')
      ?.shadowRoot?.querySelector<HTMLElement>('.others') ?? undefined,
  );

describe('the contact’s other interactions, below one', () => {
  beforeEach(() => {
    resetPage();
    client = new ClientWithRecords();
  });

  test('are listed with their chips, without the one that is on show', async () => {
    await shown();
    client.list.tell({ status: 'live', data: historyOf([data.interaction, earlier]) });
    await expect.poll(others).toMatch(/18 Nov, 10:00.*Processed.*Recognised/);
    expect(client.queries).toEqual([{ contact: data.interaction.contact.phone }]);
    expect(all('button', /18 Nov|20 Nov/)).toHaveLength(1);
    await expectAccessible();
  });

  test('are asked for only when something of the interaction is on show', async () => {
    await show('waypost-interaction', { client: client.asWaypost }, 320);
    await settled();
    expect(client.queries).toEqual([]);
  });

  test('say that there is none, or why they could not be loaded', async () => {
    await shown();
    client.list.tell({ status: 'live', data: historyOf([data.interaction]) });
    await expect.poll(others).toContain('None in the last three months');
    client.list.tell({ data: undefined });
    client.list.fail('fault');
    await expect
      .poll(others)
      .toContain('Could not load the interactions The server made a mistake');
    await click(one('button', 'Try now'));
    expect(client.list.refreshed).toBe(1);
  });

  test('leave the end of a conversation that goes on to what is written next', async () => {
    const element = await shown();
    element.tab = 'interaction';
    await settled();
    expect(text()).not.toContain('Other interactions');
    element.data = { ...data, interaction: interaction({ status: 'processed' }) };
    await settled();
    expect(text()).toContain('Other interactions');
  });

  test('of a customer whom nobody knows, there are none', async () => {
    const contact = { name: null, phone: null, email: null };
    const properties = {
      data: { ...data, interaction: interaction({ contact }) },
      client: client.asWaypost,
    };
    await show('waypost-interaction', properties, 320);
    await expect.poll(() => all('button', /Settings/)).toHaveLength(1);
    expect(text()).not.toContain('Other interactions');
    expect(client.queries).toEqual([]);
  });

  test('older ones are loaded, and the host page does not hear of it', async () => {
    await shown();
    client.list.tell({ status: 'live', data: historyOf([data.interaction, earlier], false) });
    let isHeard = false;
    void heard('waypost-older-wanted').then(() => (isHeard = true));
    await expect.poll(() => all('button', 'Load older')).toHaveLength(1);
    await click(one('button', 'Load older'));
    expect(client.list.olderWanted).toBe(1);
    expect(isHeard).toBe(false);
  });

  test('one that is opened begins with who the customer is', async () => {
    const element = await shown();
    element.parentElement!.style.cssText =
      'block-size: 300px; inline-size: 320px; overflow: auto';
    client.list.tell({ status: 'live', data: historyOf([data.interaction, earlier]) });
    const opened = heard('waypost-interaction-open');
    await expect.poll(() => all('button', /18 Nov/)).toHaveLength(1);
    await click(one('button', /18 Nov/));
    expect((await opened).interactionId).toBe('earlier');
    one('button', /18 Nov/).scrollIntoView();
    expect(element.parentElement!.scrollTop).toBeGreaterThan(0);

    element.data = { ...data, interaction: earlier };

    await expect.poll(() => element.parentElement!.scrollTop).toBe(0);
    await expect.poll(() => all('button', /Today/)).toHaveLength(1);
  });
});
