import { expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { run, runAction, treeOf, wrongParameters } from '../../helpers/run-routing.ts';

test('a pause holds the run for its seconds, then leaves by ok', async () => {
  const going = await runAction('pause', { seconds: 90 });
  expect(going.conversation.run.wait).toMatchObject({
    for: 'time',
    dueAt: '2026-11-20T10:01:30.000Z',
  });

  await going.timeOver();

  expect(going.branchesOf('it')).toEqual(['ok']);
  expect(going.events.find(({ actionId }) => actionId === 'it')?.durationMs).toBe(90_000);
});

test('0 seconds go on at once', async () => {
  const done = await runAction('pause', { seconds: 0 });

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(done.conversation.run.state).toBe('ended');
});

test('what the customer writes meanwhile does not go on', async () => {
  const going = await runAction('pause', { seconds: 90 });

  await going.write('hello?');

  expect(going.branchesOf('it')).toEqual([]);
  expect(going.conversation.run.wait?.dueAt).toBe('2026-11-20T10:01:30.000Z');
});

test('in a loop it waits at every passage', async () => {
  const tree = treeOf({
    it: { type: 'pause', parameters: { seconds: 10 }, branches: { ok: 'it' } },
  });
  const going = await run(tree);

  await going.timeOver();
  await going.timeOver();

  expect(going.branchesOf('it')).toEqual(['ok', 'ok']);
  expect(going.conversation.run.wait?.dueAt).toBe('2026-11-20T10:00:30.000Z');
});

test.each([-1, 1.5, '10', null])('refuses %j seconds', (seconds) => {
  expect(wrongParameters('pause', { seconds })).toEqual(['seconds']);
});

test('the longest pause there is comes to its end', async () => {
  const engine = await EngineRun.start();
  try {
    const seconds = 2_592_000;
    const { id } = await engine.runAction('pause', { seconds });
    engine.now = new Date(engine.now.getTime() + seconds * 1000);

    const done = await engine.due(id);

    expect(done.branchesOf('it')).toEqual(['ok']);
    expect(done.events.find(({ actionId }) => actionId === 'it')?.durationMs).toBe(
      seconds * 1000,
    );
  } finally {
    await engine.stop();
  }
});
