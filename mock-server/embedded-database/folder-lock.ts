import { randomUUID } from 'node:crypto';
import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { processStart } from './process-identity.ts';

interface Holder {
  pid: number;
  started: string | null;
}

/**
 * Takes a folder for this process alone; throws an error that names the holder when another one lives in it.
 * A lock whose holder was killed is taken over. Answers with the function that gives the folder back.
 */
export function lockFolder(folder: string): () => void {
  const file = join(folder, 'server.lock');
  for (;;) {
    if (tryToCreate(file)) return () => rmSync(file, { force: true });
    const holder = readHolder(file);
    if (holder && isRunning(holder)) {
      const who = holder.pid === process.pid ? 'this process' : `process ${holder.pid}`;
      throw new Error(
        `The data folder ‘${folder}’ is in use by another Waypost server (${who}); stop that one, or choose another folder with WAYPOST_DATA.`,
      );
    }
    discard(file, holder);
  }
}

/** The file appears with its content or not at all: a link is atomic and fails when the name is taken. */
function tryToCreate(file: string): boolean {
  const draft = `${file}.${randomUUID()}`;
  const holder: Holder = { pid: process.pid, started: processStart(process.pid) };
  try {
    writeFileSync(draft, JSON.stringify(holder));
  } catch (error) {
    const reason = (error as Error).message;
    throw new Error(`The data folder ‘${dirname(file)}’ cannot be written to: ${reason}.`);
  }
  try {
    linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  } finally {
    rmSync(draft);
  }
}

/** Removes a dead holder's lock, and puts it back if another starter replaced it in between. */
function discard(file: string, dead: Holder | null): void {
  const aside = `${file}.${randomUUID()}`;
  try {
    renameSync(file, aside);
  } catch {
    return; // Another starter was faster.
  }
  const moved = readHolder(aside);
  if (moved && (moved.pid !== dead?.pid || moved.started !== dead.started)) {
    linkSync(aside, file);
  }
  rmSync(aside);
}

function readHolder(file: string): Holder | null {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Holder;
  } catch {
    return null;
  }
}

function isRunning({ pid, started }: Holder): boolean {
  const start = processStart(pid);
  return start !== null && start === started;
}
