import { beforeEach, describe, expect, test } from 'vitest';
import { page } from 'vitest/browser';
import type { ActionType } from '../../api-client/contract/action-type.ts';
import '../../widget/routing-outline.ts';
import type { WaypostRoutingOutline } from '../../widget/routing-outline.ts';
import { all, click, expectAccessible, heard, one, resetPage, show, text } from './page.ts';
import { sampleFindings, sampleTree, sampleTypes } from './sample-trees.ts';

const shown = (properties: Partial<WaypostRoutingOutline> = {}, width = 700) =>
  show(
    'waypost-routing-outline',
    { tree: sampleTree, types: sampleTypes, findings: sampleFindings, ...properties },
    width,
  );
const line = (id: string): HTMLElement =>
  document
    .querySelector('waypost-routing-outline')!
    .renderRoot.querySelector(`[data-id=${id}]`)!;
const names = (): string[] =>
  all('button')
    .filter((button) => button.matches('.name'))
    .map((button) => text(button));

describe('<waypost-routing-outline>', () => {
  beforeEach(async () => {
    resetPage();
    await page.viewport(900, 700);
  });

  test('lists the actions as one reads them, each with where its branches lead', async () => {
    await shown();
    expect(names()).toEqual([
      'Start Start',
      'Is the customer known? Test a value',
      'Recognised Add a checkpoint',
      'Left over Node',
    ]);
    expect(text()).toContain('Yes → Recognised (3)');
    expect(text()).toContain('No → nowhere');
    expect(text()).toContain('Give one condition at least.');
  });

  test('an action is chosen, and a branch asks where it leads', async () => {
    await shown();
    const chosen = heard('waypost-action-chosen');
    await click(one('button', /^Recognised Add/));
    expect(await chosen).toMatchObject({ actionId: 'mark', adds: false });
    const wanted = heard('waypost-action-wanted');
    await click(one('button', 'Recognised (3)'));
    expect((await wanted).behind).toEqual({ actionId: 'known', branch: 'yes' });
  });

  test('several are chosen by their boxes; the start has none', async () => {
    await shown();
    const boxes = [
      ...document
        .querySelector('waypost-routing-outline')!
        .renderRoot.querySelectorAll<HTMLInputElement>('input[type=checkbox]'),
    ];
    expect(boxes).toHaveLength(3);
    const chosen = heard('waypost-action-chosen');
    boxes[0]!.click();
    expect(await chosen).toMatchObject({ actionId: 'known', adds: true });
  });

  test('what is to be read only has neither boxes nor ways to change a branch', async () => {
    await shown({ readOnly: true });
    expect(all('button').every((button) => button.matches('.name'))).toBe(true);
    expect(text()).toContain('Yes → Recognised (3)');
  });

  test('of a thousand actions, only the lines that say something else are rendered again', async () => {
    let rendered = 0;
    const node: ActionType = { ...sampleTypes.get('node')! };
    Object.defineProperty(node, 'title', { get: () => (rendered++, 'Node') });
    const types = new Map([...sampleTypes, ['node', node]]);
    const ids = Array.from({ length: 1000 }, (_, index) => `n${index}`);
    const step = (name: string, ok?: string) => ({
      type: 'node',
      name,
      parameters: {},
      branches: ok ? { ok } : {},
    });
    const actions = Object.fromEntries(
      ids.map((id, index) => [id, step(`Step ${index}`, ids[index + 1])]),
    );
    const start = { ...sampleTree.actions['start']!, branches: { ok: 'n0' } };
    const tree = { start: 'start', actions: { start, ...actions } };
    const outline = await shown({ tree, types });
    expect(rendered).toBe(1000);

    rendered = 0;
    outline.tree = {
      ...tree,
      actions: { ...tree.actions, n500: step('Another name', 'n501') },
    };
    outline.current = 'n500';
    await outline.updateComplete;
    expect(rendered).toBe(2); // itself, and the one that leads to it
    expect(names()[501]).toBe('Another name Node');
    expect(text(line('n499'))).toContain('→ Another name (502)');

    rendered = 0;
    outline.chosen = new Set(['n3']);
    outline.findings = new Map([['n4', sampleFindings.get('known')!]]);
    await outline.updateComplete;
    expect(rendered).toBe(2);
    expect(text(line('n4'))).toContain('Give one condition at least.');
  });

  test('the way of a run is marked, with how many took it', async () => {
    await shown({
      overlay: {
        visited: new Set(['start']),
        taken: new Set(['start ok']),
        current: undefined,
        checkpoints: new Map(),
        counts: new Map([['start ok', '1,204 · 100%']]),
      },
    });
    expect(text()).toContain('1,204 · 100%');
  });

  test.each([
    ['light', 700],
    ['dark', 320],
  ])('has nothing that axe-core finds, %s at %i px', async (theme, width) => {
    const outline = await shown({}, width);
    outline.setAttribute('theme', theme);
    await expectAccessible();
    expect(document.documentElement.scrollWidth).toBeLessThanOrEqual(innerWidth);
  });
});
