import { describe, expect, test } from 'vitest';
import { inPageDemo } from './in-page-demo.ts';
import { all, click, one, settled, text } from './page.ts';
import { bench, clickPart, openEditor, part } from './routing-page.ts';

const demo = inPageDemo();

async function watch(before = 0): Promise<void> {
  const client = demo.clientOf('admin', { cache: false, realtime: false });
  const { items } = await client.routings.list({ search: 'welcome-orders' });
  const routing = items[0]!;
  const versions = await client.routings.versions(routing.id);
  // The demo's interactions of the last weeks ran in the one before.
  const number = versions.find(({ state }) => state === 'production')!.number - before;
  await openEditor(client, await client.routings.version(routing.id, number));
  await clickPart('[data-side=watch]');
}

async function choose(period: string): Promise<void> {
  await expect.poll(() => part('select')).not.toBeNull();
  const select = part('select') as HTMLSelectElement;
  select.value = period;
  select.dispatchEvent(new Event('change'));
  await settled();
}

describe('<waypost-routing-watch>', () => {
  test('counts on the tree which way interactions went', async () => {
    await watch(1);
    await choose('last-30-days');
    await expect.poll(() => text()).toMatch(/(\d+|None) came through this version/);
    expect(text()).not.toContain('None came');
    await expect.poll(() => part('.port .count')).not.toBeNull();
    expect(text(part('.port .count')!)).toMatch(/^\d[\d,]* · \d+ ?%$/);
  });

  test('shows the way of one interaction, step by step, and goes back to the counts', async () => {
    await watch(1);
    await expect.poll(() => part('.latest button')).not.toBeNull();
    await clickPart('.latest button');
    await expect.poll(() => text()).toMatch(/Step \d+ of \d+/);
    expect(part('.replay')).not.toBeNull();
    await click(one('button', 'One step back'));
    expect(text()).toMatch(/Step \d+ of \d+/);
    await click(one('button', 'Back to the counts'));
    expect(part('.replay')).toBeNull();
  });

  test('what is no id is told', async () => {
    await watch();
    await expect.poll(() => part('.one')).not.toBeNull();
    (part('[name=interaction]') as HTMLInputElement).value = 'nonsense';
    part('.one')!.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    await settled();
    expect(text()).toContain('There is no id of an interaction in it.');
    expect(all('button', 'Back to the counts')).toHaveLength(0);
    expect(bench()).not.toBeNull();
  });
});
