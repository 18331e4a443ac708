import { afterAll, beforeAll, expect, test } from 'vitest';
import { EngineRun } from './engine-run.ts';
import { treeOf } from './run-routing.ts';

let engine: EngineRun;
beforeAll(async () => {
  engine = await EngineRun.start();
});
afterAll(() => engine.stop());

test('a tree runs on the database, through waits, with the customer’s answers', async () => {
  const tree = treeOf({
    hello: {
      type: 'simple-message',
      parameters: { message: 'Hello {{contact.name}}.' },
      branches: { ok: 'rest' },
    },
    rest: { type: 'pause', parameters: { seconds: 60 }, branches: { ok: 'bye' } },
    bye: { type: 'simple-message', parameters: { message: 'Bye.' } },
  });

  const waiting = await engine.run(tree, { contact: { name: 'Nadia' } });
  expect(waiting.sent).toEqual(['Hello Nadia.']);
  expect((await engine.write(waiting.id, 'Well?')).messages).toHaveLength(2);

  engine.now = new Date(engine.now.getTime() + 60_000);
  const done = await engine.due(waiting.id);
  expect(done.sent).toEqual(['Hello Nadia.', 'Bye.']);
  expect(done.branchesOf('rest')).toEqual(['ok']);
  expect(done.run.outcome).toBe('completed');
  expect(engine.faults).toEqual([]);
});
