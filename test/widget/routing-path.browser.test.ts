import { beforeEach, describe, expect, test } from 'vitest';
import type { PathRouting } from '../../api-client/contract/interaction-routings.ts';
import type { InteractionEvent } from '../../api-client/contract/interaction.ts';
import { routings } from '../../widget/playground/sample-records.ts';
import '../../widget/routing-path.ts';
import '../../widget/shared/tree-layout.ts';
import { all, click, expectAccessible, one, press, resetPage, show, text } from './page.ts';
import { interaction, stop, ZONE } from './samples.ts';

const [sample] = routings('few') as [PathRouting];
const many = routings('many')[0] as PathRouting;

const ran = (index: number, branch = 'ok'): InteractionEvent => ({
  sequence: index + 1,
  at: `2026-11-20T15:02:${String(10 + index).padStart(2, '0')}.000Z`,
  kind: 'action',
  routingId: 'routing',
  routingVersion: 2,
  actionId: `step-${index}`,
  actionType: 'ask-question',
  actionName: `Step ${index + 1}`,
  branch,
  durationMs: 5,
  reason: null,
  by: null,
});
const events = [ran(0), ran(1, 'timeout')];
const { run } = interaction();
const at = interaction({
  checkpoints: [
    stop('Customer recognised', '15:02:11', { actionId: 'step-1', routingVersion: 2 }),
    stop('Of another version', '15:02:12', { actionId: 'step-0', routingVersion: 1 }),
  ],
  run: run && { ...run, routingVersion: 2, actionId: 'step-5' },
});

const shown = (properties = {}, width = 900) =>
  show(
    'waypost-routing-path',
    { routing: sample, events, interaction: at, timeZone: ZONE, ...properties },
    width,
  );

const drawn = (selector: string): Element[] => [
  ...(document.querySelector('waypost-routing-path')?.shadowRoot?.querySelectorAll(selector) ??
    []),
];
const steps = (): string[] => all('listitem').map((item) => text(item));

describe('<waypost-routing-path>', () => {
  beforeEach(resetPage);

  test('lists each step with its time, branch and checkpoints, and where it is now', async () => {
    await shown({}, 320);
    expect(steps()).toHaveLength(3);
    expect(steps()[0]).toMatch(/16:02:10.*Step 1.*→.*OK/);
    expect(steps()[1]).toMatch(/Step 2.*No answer in time.*Customer recognised/);
    expect(steps()[2]).toMatch(/now.*Step 6/);
    expect(text()).not.toContain('Of another version');
    expect(drawn('.picture').every((picture) => !picture.checkVisibility())).toBe(true);
    await expectAccessible();
  });

  test('draws the tree with the path, its diamonds and the action that it is at', async () => {
    await shown();
    await expect.poll(() => drawn('.card').length).toBe(sample.actions.length);
    expect(drawn('.card.visited').map((card) => card.getAttribute('title'))).toEqual([
      'Step 1',
      'Step 2',
      'Step 6',
    ]);
    expect(drawn('path.taken')).toHaveLength(2);
    expect(drawn('.card.current')).toHaveLength(1);
    expect(drawn('.diamond').map((mark) => mark.getAttribute('title'))).toEqual([
      'Customer recognised',
    ]);
    await expectAccessible();
  });

  test('nothing is lit any more when the run has ended', async () => {
    const ended = at.run && { ...at.run, state: 'ended' as const };
    await shown({ interaction: { ...at, run: ended } });
    await expect.poll(() => drawn('.card').length).toBe(sample.actions.length);
    expect(drawn('.current')).toEqual([]);
  });

  test('is moved and sized by the keyboard, and fitted again', async () => {
    await shown();
    await expect.poll(() => drawn('.plane').length).toBe(1);
    const plane = drawn('.plane')[0] as HTMLElement;
    await expect.poll(() => plane.style.transform).toContain('scale');
    const fitted = plane.style.transform;
    (drawn('.picture')[0] as HTMLElement).focus();
    await press('{ArrowDown}');
    expect(plane.style.transform).not.toBe(fitted);
    await press('+');
    await press('0');
    expect(plane.style.transform).toBe(fitted);
  });

  test('a tree that ended opens at its end, and no room beyond it is shown', async () => {
    const action = sample.actions[0]!;
    const actions = Array.from({ length: 30 }, (_, index) => ({
      ...action,
      id: `step-${index}`,
      branches: [{ key: 'ok', label: 'OK', target: index < 29 ? `step-${index + 1}` : null }],
    }));
    await shown({
      routing: { ...sample, actions },
      events: actions.map((_, index) => ran(index)),
      interaction: { ...at, run: at.run && { ...at.run, state: 'ended' as const } },
    });
    await expect.poll(() => drawn('.card').length).toBe(30);
    const bottom = (selector: string) => drawn(selector)[0]?.getBoundingClientRect().bottom;
    await expect.poll(() => bottom('.plane svg')).toBeCloseTo(bottom('.picture')!, -1);
  });

  test('of a large tree, draws the path and its next branches until all is asked for', async () => {
    await shown({ routing: many });
    await expect.poll(() => drawn('.card').length).toBeGreaterThan(2);
    expect(drawn('.card').length).toBeLessThan(20);
    one('button', 'All 1000 actions');
    await click(one('button', 'As a list'));
    expect(steps()).toHaveLength(3);
  });
});
