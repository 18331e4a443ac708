import { execFile } from 'node:child_process';
import { existsSync } from 'node:fs';
import { cp, mkdir, rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { promisify } from 'node:util';
import { inject } from 'vitest';
import { ExtensionBrowser } from './extension-browser.ts';

const root = resolve(import.meta.dirname, '../..');

/** How often whoever waits for another process's work looks for it, in milliseconds. */
const GLANCE_MS = 50;

/**
 * What goes to a store, as `npm run build:extension` makes it: a folder with the zips, and the extension in a folder that
 * is called like the browser.
 */
export function packedExtension(browser: 'chrome' | 'edge' | 'firefox'): Promise<string> {
  return madeOnce(`packed-${browser}`, (folder) => pack(browser, folder));
}

/** The folder of Chrome's extension, which may go onto this machine without being asked. */
export function builtExtension(): Promise<string> {
  return madeOnce('extension', async (folder) => {
    await cp(join(await packedExtension('chrome'), 'chrome'), folder, { recursive: true });
    await ExtensionBrowser.permit(folder);
  });
}

async function pack(browser: string, folder: string): Promise<void> {
  await promisify(execFile)(
    process.execPath,
    ['node_modules/wxt/bin/wxt.mjs', 'zip', '--browser', browser, '--mv3'],
    { cwd: root, env: { ...process.env, WAYPOST_EXTENSION_FOLDER: folder } },
  );
}

/** A folder of the test run: the first file that needs it makes it, all others take that one. */
async function madeOnce(
  name: string,
  make: (folder: string) => Promise<void>,
): Promise<string> {
  const folder = join(inject('runFolder'), name);
  const turn = `${folder}-turn`;
  while (!existsSync(folder)) {
    if (!(await takeTurn(turn))) await setTimeout(GLANCE_MS);
    else await finish(folder, make).finally(() => rm(turn, { recursive: true }));
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
async function finish(folder: string, make: (folder: string) => Promise<void>): Promise<void> {
  if (existsSync(folder)) return;
  const unfinished = `${folder}-unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await make(unfinished);
  await rename(unfinished, folder);
}
