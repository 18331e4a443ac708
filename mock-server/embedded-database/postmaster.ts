import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import {
  closeSync,
  openSync,
  readFileSync,
  statSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { processCommand, processStart } from './process-identity.ts';
import { commandLine, type WayToRun } from './way-to-run.ts';

const longestLog = 5_000_000;

export interface PostmasterOptions {
  way: WayToRun;
  /** PostgreSQL's own data directory. */
  directory: string;
  logFile: string;
  port: number;
  settings: Record<string, string | number>;
}

/** Starts PostgreSQL's main process and waits until it takes connections. */
export async function startPostmaster(options: PostmasterOptions): Promise<ChildProcess> {
  const { way, directory, logFile, port } = options;
  const settings = Object.entries(options.settings).flatMap(([name, value]) => [
    '-c',
    `${name}=${value}`,
  ]);
  const [file, before] = commandLine(way, join(way.bin, 'postgres'));
  const log = openLog(logFile);
  const began = statSync(logFile).size;
  // A group of its own: Ctrl-C reaches this server, which then ends the database after its last word to it.
  const child = spawn(file, [...before, '-D', directory, '-p', String(port), ...settings], {
    cwd: '/',
    detached: true,
    stdio: ['ignore', log, log],
    env: { ...process.env, TZ: 'UTC', LC_ALL: 'C' },
  });
  closeSync(log);
  const failed = once(child, 'exit').then(() => {
    throw new Error(readFileSync(logFile).subarray(began).toString().trim());
  });
  await Promise.race([failed, readiness(directory, child)]);
  failed.catch(() => undefined);
  return child;
}

/** Ends it: connections are cut, everything is written, a few milliseconds; harder when it does not obey. */
export async function stopPostmaster(child: ChildProcess): Promise<void> {
  if (hasEnded(child)) return;
  const ended = once(child, 'exit');
  for (const [signal, patience] of stopSignals) {
    child.kill(signal);
    const patient = new AbortController();
    await Promise.race([ended, wait(patience, null, { signal: patient.signal })]);
    patient.abort();
    if (hasEnded(child)) return;
  }
  await ended;
}

/** Stops what a killed server left running in this directory, and lets no process number it left behind stand in the way. */
export async function stopLeftover(directory: string): Promise<'nothing' | 'stopped'> {
  const pid = Number(readLines(pidFile(directory))[0]);
  if (!pid) return 'nothing';
  const ours = processStart(pid) !== null && processCommand(pid).includes(directory);
  if (ours) await stopProcess(pid);
  passOver(directory);
  return ours ? 'stopped' : 'nothing';
}

async function stopProcess(pid: number): Promise<void> {
  for (const [signal, patience] of stopSignals) {
    const start = processStart(pid);
    if (start === null) return;
    process.kill(pid, signal);
    const until = Date.now() + patience;
    while (Date.now() < until && processStart(pid) === start) await wait(10);
  }
}

/**
 * The number in a left-over file may by now be a stranger's, or a dead one's that nobody has collected: PostgreSQL
 * would refuse to start. It passes over its parent's number, and still looks for living children of the dead one.
 */
function passOver(directory: string): void {
  const lines = readLines(pidFile(directory));
  if (lines[0]) writeFileSync(pidFile(directory), [process.pid, ...lines.slice(1)].join('\n'));
}

const stopSignals: [NodeJS.Signals, number][] = [
  ['SIGINT', 10_000],
  ['SIGQUIT', 5_000],
  ['SIGKILL', 5_000],
];

export function hasEnded(child: ChildProcess): boolean {
  return child.exitCode !== null || child.signalCode !== null;
}

async function readiness(directory: string, child: ChildProcess): Promise<void> {
  while (!hasEnded(child)) {
    const lines = readLines(pidFile(directory));
    if (Number(lines[0]) === child.pid && lines[7]?.startsWith('ready')) return;
    await wait(10);
  }
}

function pidFile(directory: string): string {
  return join(directory, 'postmaster.pid');
}

function readLines(file: string): string[] {
  try {
    return readFileSync(file, 'utf8').split('\n');
  } catch {
    return [];
  }
}

function openLog(file: string): number {
  const log = openSync(file, 'a', 0o600);
  if (statSync(file).size > longestLog) truncateSync(file);
  return log;
}
