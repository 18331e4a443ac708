import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { EngineRun } from '../../helpers/engine-run.ts';
import { treeOf, wrongParameters } from '../../helpers/run-routing.ts';
import { linksOf } from '../../helpers/stored-links.ts';

let engine: EngineRun;
let type: string;
let customers = 0;
let contact: { email: string };
beforeAll(async () => {
  engine = await EngineRun.start();
  type = await engine.addEntity('case-type', 'RETURN');
});
afterAll(() => engine.stop());
beforeEach(() => {
  contact = { email: `customer-${++customers}@example.com` };
});

const minutesLater = (minutes: number) =>
  void (engine.now = new Date(engine.now.getTime() + minutes * 60_000));

/** A case of the customer. Gives its reference. */
async function addCase(title: string, of: object = contact): Promise<string> {
  minutesLater(1);
  const parameters = { title, caseType: { id: type } };
  const done = await engine.runAction('create-case', parameters, { contact: of });
  return (await linksOf(engine, done)).case!.reference;
}

async function touch(reference: string): Promise<void> {
  minutesLater(1);
  const fields = [{ name: 'status', value: 'seen' }];
  await engine.runAction('modify-case', { reference, fields });
}

const associate = (reference: string, of: object = contact) =>
  engine.runAction(
    'associate-case',
    { reference },
    { contact: of, variables: { 'ask.case': reference } },
  );

test('a reference names the case exactly; blanks around it do not count', async () => {
  const [first] = [await addCase('First'), await addCase('Second')];

  const done = await associate(`  ${first} `);

  expect(done.branchesOf('it')).toEqual(['ok']);
  expect((await linksOf(engine, done)).case).toMatchObject({
    reference: first,
    title: 'First',
  });
});

test('without a reference, it is the most recently updated of the customer’s cases', async () => {
  const [, second] = [await addCase('First'), await addCase('Second'), await addCase('Third')];
  await touch(second);

  expect((await linksOf(engine, await associate('{{no.body}}'))).case?.reference).toBe(second);
});

test('only the last three count: an older one that was updated since is none of them', async () => {
  const oldest = await addCase('Oldest');
  const [, , last] = [await addCase('2'), await addCase('3'), await addCase('4')];
  await touch(oldest);

  expect((await linksOf(engine, await associate(''))).case?.reference).toBe(last);
});

test('a case that is linked to an interaction is among the last again', async () => {
  const oldest = await addCase('Oldest');
  for (const title of ['2', '3', '4']) await addCase(title);
  await touch(oldest);
  await associate(oldest);

  expect((await linksOf(engine, await associate(''))).case?.reference).toBe(oldest);
});

test('another customer’s cases are not looked through', async () => {
  await addCase('Theirs', { email: 'somebody@example.com' });

  const done = await associate('');

  expect(done.branchesOf('it')).toEqual(['not-found']);
  expect(done.reasonOf('it')).not.toBeNull();
});

test('a customer whom nobody knows has no case', async () => {
  await addCase('Nobody’s', {});

  expect((await associate('', {})).branchesOf('it')).toEqual(['not-found']);
});

test.each(['C-2026-999999', 'c-2026-000001', '%'])(
  'the reference %s is not found',
  async (reference) => {
    await addCase('First');
    const done = await associate(reference);

    expect(done.branchesOf('it')).toEqual(['not-found']);
    expect(done.reasonOf('it')).toContain(reference);
    expect((await linksOf(engine, done)).case).toBeNull();
  },
);

test('a second link takes the place of the first, and one that is not found leaves it', async () => {
  const [first, second] = [await addCase('First'), await addCase('Second')];
  const to = (reference: string, next: string) => ({
    type: 'associate-case',
    parameters: { reference },
    branches: { ok: next, 'not-found': next },
  });
  const tree = treeOf({
    one: to(first, 'two'),
    two: to(second, 'three'),
    three: to('NONE', 'end'),
    end: { type: 'node' },
  });

  const done = await engine.run(tree, { contact });

  expect(done.branchesOf('three')).toEqual(['not-found']);
  expect((await linksOf(engine, done)).case?.reference).toBe(second);
});

test('refuses a reference that is too long', () => {
  expect(wrongParameters('associate-case', { reference: 'x'.repeat(301) })).toEqual([
    'reference',
  ]);
});
