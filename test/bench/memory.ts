import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { startEmbeddedDatabase } from '../../mock-server/embedded-database.ts';
import { printTable } from './measure.ts';
import { addDatabase } from './rivals/databases.ts';
import type { Grown } from './rivals/waiting-flows.ts';

const FLOWS = 10_000;

const folder = await mkdtemp(join(tmpdir(), 'waypost-bench-'));
const database = await startEmbeddedDatabase({ folder: join(folder, 'data') });
try {
  const rows: string[][] = [];
  for (const name of ['Waypost', 'xstate', 'DBOS', 'pg-boss']) {
    const { heap, resident } = await grow(name);
    rows.push([name, megabytes(heap), megabytes(resident)]);
  }
  printTable(
    `What a process grows by when ${FLOWS.toLocaleString('en')} flows wait in it, each engine in a process of its own`,
    [['engine', 'heap', 'resident'], ...rows],
  );
} finally {
  await database.stop();
  await rm(folder, { recursive: true, force: true });
}

async function grow(engine: string): Promise<Grown> {
  const url = await addDatabase(
    database.url,
    `waiting_${engine.toLowerCase().replace('-', '_')}`,
  );
  const script = join(import.meta.dirname, 'rivals/waiting-flows.ts');
  const child = fork(script, [engine, url, String(FLOWS)], { execArgv: ['--expose-gc'] });
  const [grown] = (await once(child, 'message')) as [Grown];
  child.kill('SIGKILL');
  await once(child, 'exit');
  return grown;
}

function megabytes(bytes: number): string {
  return `${(bytes / 1e6).toFixed(1)} MB`;
}
