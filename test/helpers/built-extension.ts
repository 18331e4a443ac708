import { existsSync } from 'node:fs';
import { mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { inject } from 'vitest';
import { ExtensionBrowser } from './extension-browser.ts';

/** How often whoever waits for another process's build looks for it, in milliseconds. */
const GLANCE_MS = 50;

/** The folder of the built extension. The first file of a test run that needs it builds it; all others take that one. */
export async function builtExtension(): Promise<string> {
  const folder = join(inject('runFolder'), 'extension');
  const turn = join(inject('runFolder'), 'building');
  while (!existsSync(folder)) {
    if (!(await takeTurn(turn))) await setTimeout(GLANCE_MS);
    else await build(folder).finally(() => rm(turn, { recursive: true }));
  }
  return folder;
}

/** One process alone can make a folder. */
function takeTurn(turn: string): Promise<boolean> {
  return mkdir(turn).then(
    () => true,
    () => false,
  );
}

/** The folder is there when all of it is. */
async function build(folder: string): Promise<void> {
  if (existsSync(folder)) return;
  const built = await ExtensionBrowser.build();
  await rename(built.folder, folder);
  await built.remove();
}
