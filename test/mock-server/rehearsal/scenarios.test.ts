import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { ScenarioFile } from '../../../api-client/contract/scenario.ts';
import { rehearseFile } from '../../../mock-server/rehearsal/scenario-file.ts';
import { DemoServer } from '../../helpers/demo-server.ts';
import { freshDatabase } from '../../helpers/database.ts';

const root = resolve(import.meta.dirname, '../../..');
const folder = join(root, 'mock-server', 'demo', 'scenarios');
const files = await readdir(folder);

let server: DemoServer;
let database: Awaited<ReturnType<typeof freshDatabase>>;
let scratch: string;
beforeAll(async () => {
  database = await freshDatabase();
  server = await DemoServer.on(database.url, {}, 0);
  scratch = await mkdtemp(join(tmpdir(), 'waypost-scenarios-'));
});
afterAll(async () => {
  await server.stop();
  await database.drop();
  await rm(scratch, { recursive: true });
});

it('every routing of the demo has its scenarios', async () => {
  const routings = await server.services.db
    .selectFrom('routings as r')
    .innerJoin('organisations as o', 'o.id', 'r.organisation_id')
    .select('reference')
    .where('o.name', '=', 'Maison Verdier')
    .execute();
  expect(files.sort()).toEqual(routings.map(({ reference }) => `${reference}.json`).sort());
});

it.each(files)('%s comes to what it expects', async (file) => {
  const { db, newId, catalogue, clock } = server.services;
  const organisation = await db
    .selectFrom('organisations')
    .select('id')
    .where('name', '=', 'Maison Verdier')
    .executeTakeFirstOrThrow();
  const content = ScenarioFile.parse(JSON.parse(await readFile(join(folder, file), 'utf8')));
  const parts = { db, newId, catalogue, now: clock.now() };
  const { results } = await rehearseFile(parts, organisation.id, content);
  expect(results.flatMap(({ name, problems }) => problems.map((one) => [name, one]))).toEqual(
    [],
  );
});

async function command(...words: string[]): Promise<{ code: number; text: string }> {
  const env = { ...process.env, DATABASE_URL: database.url, ORGANISATION: 'Maison Verdier' };
  const run = promisify(execFile)(process.execPath, ['tools/routing.ts', ...words], {
    cwd: root,
    env,
  });
  return run.then(
    ({ stdout }) => ({ code: 0, text: stdout }),
    ({ code, stdout, stderr }: { code: number; stdout: string; stderr: string }) => ({
      code,
      text: stdout + stderr,
    }),
  );
}

async function fileOf(content: string): Promise<string> {
  const file = join(scratch, 'scenario.json');
  await writeFile(file, content);
  return file;
}

it('a routing that the Maker saved as a file is checked, and scenarios for its reference run on it', async () => {
  const tree = {
    start: 'start',
    actions: {
      start: { type: 'start', name: 'Start', parameters: {}, branches: { ok: 'say' } },
      say: {
        type: 'simple-message',
        name: 'Say it',
        parameters: { message: 'From a file.' },
        branches: {},
      },
    },
  };
  const file = {
    name: 'Closing',
    reference: 'closing',
    flow: 'messaging',
    kind: 'start',
    tree,
  };
  const routing = join(scratch, 'routing.json');
  await writeFile(routing, JSON.stringify(file));
  const scenario = { name: 'Reads it', expect: { messages: ['From a file.'] } };
  const scenarios = await fileOf(JSON.stringify({ routing: 'closing', scenarios: [scenario] }));
  const { code, text } = await command('test', routing, scenarios);
  expect(text).toContain('✓ It can be published.');
  expect(text).toContain('✓ Reads it (completed');
  expect(code).toBe(0);

  const broken = {
    ...tree,
    actions: { ...tree.actions, say: { ...tree.actions.say, type: 'sing' } },
  };
  await writeFile(routing, JSON.stringify({ ...file, tree: broken }));
  const refused = await command('test', routing, scenarios);
  expect(refused.text).toContain('✗ There is no action type “sing”.');
  expect(refused.code).toBe(1);
});

it('the command tells what differs, and fails', async () => {
  const scenario = { name: 'Wrong', expect: { path: ['start ok', 'helped yes'] } };
  const file = await fileOf(JSON.stringify({ routing: 'closing', scenarios: [scenario] }));
  const { code, text } = await command('test', file);
  expect(code).toBe(1);
  expect(text).toContain('✗ Wrong');
  expect(text).toContain('The path should be “start ok → helped yes”');
  expect(text).toContain('Did we help?: yes');
});

it.each([
  ['no file', ['test', 'nothing-here.json'], 'There is no file'],
  ['no command', [], 'Usage:'],
  ['no id', ['show', 'x'], 'is no interaction’s id'],
])('%s: one clear sentence', async (_, words, sentence) => {
  const { code, text } = await command(...words);
  expect(code).toBe(2);
  expect(text).toContain(sentence);
});

it.each([
  ['no JSON', '{', 'is no JSON'],
  ['an unknown field', '{"routing":"closing","scenario":[]}', 'scenarios'],
  ['no such routing', '{"routing":"nowhere","scenarios":[{}]}', 'No routing “nowhere”'],
])('a file with %s: one clear sentence', async (_, content, sentence) => {
  const { code, text } = await command('test', await fileOf(content));
  expect(code).toBe(2);
  expect(text).toContain(sentence);
});

it('a run of the past is told step by step, without the customer’s words', async () => {
  const { interactionId, chatToken } = await server.openChat('welcome-orders');
  await server.call('sendCustomerMessage', {
    token: chatToken,
    params: { channel: 'chat', id: interactionId },
    body: { text: '20418 Wonderland' },
  });
  const { code, text } = await command('show', interactionId);
  expect(code).toBe(0);
  expect(text).toContain('Welcome → ok');
  expect(text).toContain('customer: 16 characters');
  expect(text).not.toContain('Wonderland');
});
