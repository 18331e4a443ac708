import { expect } from 'vitest';
import { page } from 'vitest/browser';
import type { RoutingVersion } from '../../api-client/contract/routing.ts';
import type { Waypost } from '../../api-client/waypost.ts';
import '../../widget/routing-editor.ts';
import type { WaypostRoutingEditor } from '../../widget/routing-editor.ts';
import type { WaypostRoutingWorkbench } from '../../widget/routing-workbench.ts';
import { click, settled, show } from './page.ts';

/** A new routing of the demo with a tree of its own, so that no test meets another one’s. */
export async function newRouting(
  client: Waypost,
  reference: string,
  tree?: RoutingVersion['tree'],
): Promise<RoutingVersion> {
  const name = `Routing ${reference}`;
  const unique = `${reference}-${Math.random().toString(36).slice(2, 8)}`;
  const routing = await client.routings.create({ name, reference: unique, flow: 'messaging' });
  const version = await client.routings.version(routing.id, 1);
  return tree
    ? client.routings.save(routing.id, 1, version.revision, { tree })
    : client.routings.version(routing.id, 1);
}

/** Start → a question → two messages. */
export const questionTree: RoutingVersion['tree'] = {
  start: 'start',
  actions: {
    start: { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'ask' } },
    ask: {
      type: 'message-with-choice',
      name: 'Tea or coffee?',
      parameters: {
        message: 'Tea or coffee?',
        maximumWait: 60,
        replies: [
          { label: 'Tea', link: 1 },
          { label: 'Coffee', link: 2 },
        ],
      },
      branches: { 'link-1': 'tea', 'link-2': 'mark', error: 'mark' },
    },
    tea: {
      type: 'simple-message',
      name: 'Say tea',
      parameters: { message: 'Tea it is.' },
      branches: {},
    },
    mark: {
      type: 'add-checkpoint',
      name: 'Mark coffee',
      parameters: { checkpoint: { reference: 'upsell-accepted' } },
      branches: {},
    },
  },
};

/** The editor on a version, drawn. */
export async function openEditor(
  client: Waypost,
  { routingId, number }: RoutingVersion,
  width = 1280,
): Promise<WaypostRoutingEditor> {
  await page.viewport(width + 20, 860);
  const editor = await show(
    'waypost-routing-editor',
    { client, routingId, version: number },
    width,
  );
  editor.style.blockSize = '820px';
  await expect.poll(() => bench()?.edited?.version.number).toBe(number);
  await settled();
  return editor;
}

export const editor = (): WaypostRoutingEditor =>
  document.querySelector('waypost-routing-editor')!;
export const bench = (): WaypostRoutingWorkbench | null =>
  editor().renderRoot.querySelector('waypost-routing-workbench');

/** Something of the workbench, also within its parts. */
export function part(selector: string): HTMLElement | null {
  const roots: ParentNode[] = [bench()!.renderRoot];
  for (const root of roots) {
    const found = root.querySelector<HTMLElement>(selector);
    if (found) return found;
    for (const each of root.querySelectorAll('*'))
      if (each.tagName.startsWith('WAYPOST-') && 'renderRoot' in each)
        roots.push(each.renderRoot as ParentNode);
  }
  return null;
}

export async function clickPart(selector: string): Promise<void> {
  await expect.poll(() => part(selector)).not.toBeNull();
  await click(part(selector)!);
}

/** Types into a field of the workbench, as its `input` event has it. */
export async function fill(selector: string, value: string): Promise<void> {
  await expect.poll(() => part(selector)).not.toBeNull();
  const field = part(selector) as HTMLInputElement;
  field.value = value;
  field.dispatchEvent(new Event('input', { bubbles: true, composed: true }));
  await settled();
}

/** Waits until what was done is on the server. */
export async function saved(): Promise<void> {
  await bench()!.edited!.settle();
  await settled();
}

/** The tree as the editor has it now. */
export const tree = (): RoutingVersion['tree'] => bench()!.edited!.tree;
