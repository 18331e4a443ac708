import type { ActionType } from '../../../api-client/contract/action-type.ts';
import type { RoutingTree } from '../../../api-client/contract/routing.ts';
import '../../../widget/routing-canvas.ts';
import type { WaypostRoutingCanvas } from '../../../widget/routing-canvas.ts';
import { connect, renameAction } from '../../../widget/shared/edit-tree.ts';

/** Milliseconds. */
export interface EditorTimes {
  /** Until the first picture is painted. */
  first: number;
  frames: number[];
  /** A branch is led elsewhere: all is laid out anew. */
  connect: number;
  /** A letter of a name. */
  letter: number;
}

const FRAMES = 120;

/** A tree of so many actions on the canvas: opened, dragged about, changed. */
export async function measureEditor(
  tree: RoutingTree,
  types: readonly ActionType[],
): Promise<EditorTimes> {
  const canvas: WaypostRoutingCanvas = document.createElement('waypost-routing-canvas');
  canvas.types = new Map(types.map((type) => [type.type, type]));
  canvas.style.height = '800px';
  const first = await painted(() => {
    canvas.tree = tree;
    document.body.append(canvas);
  });
  const frames = await dragged(canvas);
  const [source, target] = Object.keys(tree.actions).slice(-2) as [string, string];
  const key = types.find(({ type }) => type === tree.actions[source]!.type)!.branches[0]!.key;
  const wired = connect(tree, { actionId: source, branch: key }, target);
  return {
    first,
    frames,
    connect: await painted(() => (canvas.tree = wired)),
    letter: await painted(() => (canvas.tree = renameAction(wired, target, 'A name'))),
  };
}

async function painted(change: () => void): Promise<number> {
  const began = performance.now();
  change();
  await frame();
  await frame();
  return performance.now() - began;
}

const frame = () => new Promise<number>((resolve) => requestAnimationFrame(resolve));

/** As a hand drags it, far enough that new cards come into view all the time. */
async function dragged(canvas: WaypostRoutingCanvas): Promise<number[]> {
  const surface = canvas.renderRoot.querySelector<HTMLElement>('.canvas')!;
  surface.setPointerCapture = () => {}; // a made-up pointer cannot be captured
  const event = (name: string, x: number, y: number) =>
    surface.dispatchEvent(
      new PointerEvent(name, {
        bubbles: true,
        pointerId: 1,
        button: 0,
        clientX: x,
        clientY: y,
      }),
    );
  let [x, y] = [700, 400];
  event('pointerdown', x, y);
  const times: number[] = [];
  for (let index = 0; index < FRAMES; index++) {
    const began = await frame();
    event('pointermove', (x -= 40), (y -= 25));
    times.push((await frame()) - began);
  }
  event('pointerup', x, y);
  return times;
}
