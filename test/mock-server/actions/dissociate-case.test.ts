import { afterAll, beforeAll, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { treeOf, wrongParameters } from '../../helpers/run-routing.ts';
import { linksOf } from '../../helpers/stored-links.ts';

let engine: EngineRun;
beforeAll(async () => {
  engine = await EngineRun.start();
});
afterAll(() => engine.stop());

test('the link goes, the case stays', async () => {
  const type = await engine.addEntity('case-type', 'RETURN');
  const tree = treeOf({
    create: {
      type: 'create-case',
      parameters: { title: 'A lamp', caseType: { id: type } },
      branches: { ok: 'it' },
    },
    it: { type: 'dissociate-case', branches: { ok: 'end' } },
    end: { type: 'node' },
  });

  const done = await engine.run(tree);

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect((await linksOf(engine, done)).case).toBeNull();
  expect(await engine.db.selectFrom('cases').select('title').execute()).toEqual([
    { title: 'A lamp' },
  ]);
});

test('where no case is linked, it leaves by ok too', async () => {
  const done = await engine.runAction('dissociate-case', {});

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect(engine.faults).toEqual([]);
});

test('refuses parameters: it has none', () => {
  expect(wrongParameters('dissociate-case', { reference: 'x' })).toEqual(['reference']);
});
