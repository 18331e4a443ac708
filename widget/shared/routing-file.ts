import type { Routing, RoutingFile, RoutingTree } from '../../api-client/contract/routing.ts';

/** A larger file than the server takes. */
export const LARGEST_FILE = 8 * 1024 * 1024;

/** Offers a routing with one of its trees as a file. */
export function saveFile({ name, reference, flow, kind }: Routing, tree: RoutingTree): void {
  const file: RoutingFile = { name, reference, flow, kind, tree };
  saveText(`${reference}.json`, `${JSON.stringify(file, null, 2)}\n`);
}

/** Offers a text as a file. */
export function saveText(name: string, text: string): void {
  const url = URL.createObjectURL(new Blob([text], { type: 'application/json' }));
  const link = document.createElement('a');
  link.href = url;
  link.download = name;
  link.click();
  setTimeout(() => URL.revokeObjectURL(url), 60_000);
}

/** Why a file is none of a routing. */
export type FileFault = 'too-large' | 'no-json' | 'no-routing';

/** Reads what looks like the file of a routing; whether its tree can run, the server says. */
export async function readFile(file: Blob): Promise<RoutingFile | FileFault> {
  if (file.size > LARGEST_FILE) return 'too-large';
  let content: unknown;
  try {
    content = JSON.parse(await file.text());
  } catch {
    return 'no-json';
  }
  const { name, reference, flow, kind, tree } = (content ?? {}) as Partial<RoutingFile>; // looked at next
  const isTree =
    typeof tree === 'object' &&
    tree !== null &&
    typeof tree.start === 'string' &&
    typeof tree.actions === 'object' &&
    tree.actions !== null;
  if (!isTree) return 'no-routing';
  return {
    name: typeof name === 'string' ? name.slice(0, 100) : '',
    reference: typeof reference === 'string' ? reference.slice(0, 100) : '',
    flow: flow === 'email' || flow === 'voice' ? flow : 'messaging',
    kind: kind === 'end' ? 'end' : 'start',
    tree: tree,
  };
}
