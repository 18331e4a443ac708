import { beforeEach, describe, expect, test } from 'vitest';
import { page, userEvent } from 'vitest/browser';
import '../../widget/routing-canvas.ts';
import type { WaypostRoutingCanvas } from '../../widget/routing-canvas.ts';
import { expectAccessible, focused, heard, press, resetPage, show } from './page.ts';
import { largeTree, sampleFindings, sampleTree, sampleTypes } from './sample-trees.ts';

let canvas: WaypostRoutingCanvas;

async function shown(properties: Partial<WaypostRoutingCanvas> = {}): Promise<void> {
  await page.viewport(1300, 800);
  canvas = await show(
    'waypost-routing-canvas',
    { tree: sampleTree, types: sampleTypes, findings: sampleFindings, ...properties },
    1200,
  );
  canvas.style.blockSize = '600px';
  await expect.poll(() => cards().length).toBeGreaterThan(0);
}

const find = (selector: string): HTMLElement =>
  canvas.renderRoot.querySelector<HTMLElement>(selector)!;
const cards = (): HTMLElement[] => [
  ...canvas.renderRoot.querySelectorAll<HTMLElement>('.card'),
];
const card = (id: string): HTMLElement => find(`[data-id=${id}]`);
const port = (id: string, branch: string): HTMLElement =>
  card(id).querySelector<HTMLElement>(`[data-branch=${branch}]`)!;

/** Presses, moves and lets go, as a mouse does. */
function drag(from: Element, to: { x: number; y: number }): void {
  const { left, top, width, height } = from.getBoundingClientRect();
  const start = { clientX: left + width / 2, clientY: top + height / 2 };
  const end = { clientX: to.x, clientY: to.y };
  const event = (name: string, at: object) =>
    new PointerEvent(name, { bubbles: true, composed: true, pointerId: 1, button: 0, ...at });
  find('.canvas').setPointerCapture = () => {}; // a made-up pointer cannot be captured
  from.dispatchEvent(event('pointerdown', start));
  find('.canvas').dispatchEvent(event('pointermove', end));
  find('.canvas').dispatchEvent(event('pointerup', end));
}

const middleOf = (element: Element): { x: number; y: number } => {
  const { left, top, width, height } = element.getBoundingClientRect();
  return { x: left + width / 2, y: top + height / 2 };
};

describe('<waypost-routing-canvas>', () => {
  beforeEach(resetPage);

  test('draws each action with its branches; one that leads nowhere has a hollow end', async () => {
    await shown();
    expect(
      cards()
        .map((each) => each.dataset['id'])
        .sort(),
    ).toEqual(Object.keys(sampleTree.actions).sort());
    expect(port('known', 'yes').classList).toContain('wired');
    expect(port('known', 'no').classList).not.toContain('wired');
    expect(port('known', 'no').ariaLabel).toBe('No: leads nowhere');
    expect(card('known').querySelector('[data-branch=error]')).toBeNull(); // may stay as it is
    expect(canvas.renderRoot.querySelectorAll('.lines path')).toHaveLength(2);
    expect(card('known').querySelector('.flag')?.textContent).toContain('1');
    expect(card('mark').querySelector('.blaze')).not.toBeNull();
  });

  test('a click on a card chooses it, on a branch asks where it leads, on nothing lets go', async () => {
    await shown();
    const chosen = heard('waypost-action-chosen');
    await userEvent.click(card('mark').querySelector('.name')!);
    expect((await chosen).actionId).toBe('mark');
    const wanted = heard('waypost-action-wanted');
    const at = middleOf(port('known', 'no'));
    drag(port('known', 'no'), at);
    expect((await wanted).behind).toEqual({ actionId: 'known', branch: 'no' });
  });

  test('a branch that is dragged to a card leads there', async () => {
    await shown();
    const drawn = heard('waypost-branch-drawn');
    drag(port('known', 'no'), middleOf(card('loose')));
    const { from, to } = await drawn;
    expect(from).toEqual({ actionId: 'known', branch: 'no' });
    expect(to).toBe('loose');
  });

  test('nothing is dragged to the start: it asks for an action instead', async () => {
    await shown();
    const wanted = heard('waypost-action-wanted');
    drag(port('known', 'no'), middleOf(card('start')));
    expect((await wanted).behind).toEqual({ actionId: 'known', branch: 'no' });
  });

  test('what is to be read only is not dragged', async () => {
    await shown({ readOnly: true });
    let drawn = false;
    document.body.addEventListener('waypost-branch-drawn', () => (drawn = true));
    drag(port('known', 'no'), middleOf(card('loose')));
    expect(drawn).toBe(false);
  });

  test('arrow keys go along the branches, and the tab key comes to one card', async () => {
    await shown();
    document.body.addEventListener('waypost-action-chosen', ({ actionId }) => {
      canvas.current = actionId;
    });
    await userEvent.tab();
    expect(focused()?.closest('.card')).toBe(card('start'));
    await press('{ArrowRight}{ArrowRight}');
    expect(focused()?.closest('.card')).toBe(card('mark'));
    await press('{ArrowLeft}');
    expect(focused()?.closest('.card')).toBe(card('known'));
    await press('{Home}');
    expect(focused()?.closest('.card')).toBe(card('start'));
  });

  test('of a large tree only what is near is ever drawn, and it can be gone to', async () => {
    await page.viewport(1300, 800);
    canvas = document.createElement('waypost-routing-canvas');
    Object.assign(canvas, { tree: largeTree(1000), types: sampleTypes });
    canvas.style.cssText = 'inline-size: 1200px; block-size: 600px';
    let most = 0;
    const watch = new MutationObserver(() => (most = Math.max(most, cards().length)));
    watch.observe(canvas.attachShadow({ mode: 'open' }), { childList: true, subtree: true });
    document.body.replaceChildren(canvas);
    await expect.poll(() => cards().length).toBeGreaterThan(0);
    watch.disconnect();
    expect(most).toBeLessThan(120);
    canvas.current = 'a999';
    await canvas.show('a999');
    expect(card('a999')).not.toBeNull();
    const { left, top, right, bottom } = card('a999').getBoundingClientRect();
    const view = find('.canvas').getBoundingClientRect();
    expect(left).toBeGreaterThanOrEqual(view.left);
    expect(top).toBeGreaterThanOrEqual(view.top);
    expect(right).toBeLessThanOrEqual(view.right);
    expect(bottom).toBeLessThanOrEqual(view.bottom);
    expect(find('.map')).not.toBeNull();
  });

  test('a change of the tree leaves on the screen what one looks at where it is', async () => {
    await shown({ tree: largeTree(200), current: 'a50' });
    await canvas.show('a50');
    const before = middleOf(card('a50'));
    const tree = largeTree(200);
    canvas.tree = {
      ...tree,
      actions: { ...tree.actions, a1: { ...tree.actions['a1']!, branches: { no: 'a4' } } },
    };
    await canvas.updateComplete;
    const after = middleOf(card('a50'));
    expect(Math.abs(after.x - before.x)).toBeLessThan(1);
    expect(Math.abs(after.y - before.y)).toBeLessThan(1);
  });

  test('the way of a run lights up, with its checkpoints and where it is', async () => {
    await shown({
      overlay: {
        visited: new Set(['start', 'known', 'mark']),
        taken: new Set(['start ok', 'known yes']),
        current: 'mark',
        checkpoints: new Map([['mark', ['Customer recognised']]]),
        counts: new Map([['known yes', '12 · 80%']]),
      },
    });
    expect(canvas.renderRoot.querySelectorAll('.lines path.taken')).toHaveLength(2);
    expect(card('mark').classList).toContain('here');
    expect(card('mark').querySelector('.set')?.getAttribute('title')).toBe(
      'Customer recognised',
    );
    expect(port('known', 'yes').textContent).toContain('12 · 80%');
  });

  test.each(['light', 'dark'])('has nothing that axe-core finds, %s', async (theme) => {
    await shown();
    canvas.setAttribute('theme', theme);
    await expectAccessible();
  });
});
