import { describe, expect, test } from 'vitest';
import { inPageDemo } from './in-page-demo.ts';
import { all, click, one, text } from './page.ts';
import {
  bench,
  clickPart,
  fill,
  newRouting,
  openEditor,
  part,
  questionTree,
} from './routing-page.ts';

const demo = inPageDemo();

async function begin(tree = questionTree): Promise<void> {
  const client = demo.clientOf('admin', { cache: false, realtime: false });
  await openEditor(client, await newRouting(client, 'trial', tree));
  await clickPart('[data-side=trial]');
  await clickPart('.begin');
}

const log = (): string => text(part('.log')!);

describe('<waypost-routing-trial>', () => {
  test('is the customer: the path lights up, and what comes of it is beside it', async () => {
    await begin();
    await expect.poll(log).toContain('Tea or coffee?');
    expect(part('[data-id=ask]')!.classList).toContain('here');
    await click(one('button', 'Coffee'));
    await expect.poll(() => text()).toContain('The routing came to its end.');
    expect(text(part('.marks')!)).toContain('Upsell accepted');
    expect(part('[data-id=mark]')!.classList).toContain('visited');
    expect(part('[data-id=tea]')!.classList).not.toContain('visited');
    expect(part('[data-id=mark] .set')).not.toBeNull();
  });

  test('what is written counts like a choice, and silence is a move', async () => {
    await begin();
    await expect.poll(log).toContain('Tea or coffee?');
    await fill('[name=says]', 'tea');
    part('.say')!.dispatchEvent(new SubmitEvent('submit', { cancelable: true }));
    await expect.poll(log).toContain('Tea it is.');
    await clickPart('.begin');
    await expect.poll(() => all('button', 'The customer stays silent')).toHaveLength(1);
    await click(one('button', 'The customer stays silent'));
    await expect.poll(() => text(part('.marks')!)).toContain('Upsell accepted');
  });

  test('what was changed is tried when it begins again', async () => {
    await begin();
    await expect.poll(log).toContain('Tea or coffee?');
    const { edited } = bench()!;
    const { ask } = edited!.tree.actions;
    const parameters = { ...ask!.parameters, message: 'Water?' };
    edited!.change({
      ...edited!.tree,
      actions: { ...edited!.tree.actions, ask: { ...ask!, parameters } },
    });
    await clickPart('.begin');
    await expect.poll(log).toContain('Water?');
  });

  test('nothing of it is kept', async () => {
    await begin();
    await expect.poll(log).toContain('Tea or coffee?');
    const { routingId } = bench()!.edited!.version;
    const client = demo.clientOf('admin', { cache: false, realtime: false });
    const { from, to } = {
      from: new Date(Date.now() - 3_600_000).toISOString(),
      to: new Date(Date.now() + 3_600_000).toISOString(),
    };
    expect(await client.routings.counts(routingId, 1, { from, to })).toEqual({
      interactions: 0,
      branches: [],
    });
  });
});
