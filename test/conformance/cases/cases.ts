import { expect } from 'vitest';
import { linksOf } from '../../helpers/stored-links.ts';
import { treeOf, type Sketch } from '../../helpers/run-routing.ts';
import type { ConformanceCase, Read, Stage } from '../stage.ts';

const fields = [
  { name: 'amount', type: 'number' },
  { name: 'colour', type: 'list', values: ['red', 'blue'] },
];

/** A case of the customer, of a type with an amount and a colour. Gives its reference. */
async function addCase(stage: Stage, phone: string, title: string): Promise<string> {
  const { engine, newReference } = stage;
  const caseType = { reference: newReference() };
  await engine.addEntity('case-type', caseType.reference, { fields });
  const done = await engine.runAction(
    'create-case',
    { title, caseType },
    { contact: { phone } },
  );
  const { case: created } = await linksOf(engine, done);
  return created!.reference;
}

/** The action, after the interaction was linked to the case. */
const afterLinking = (reference: string, it: Sketch) =>
  treeOf({
    link: { type: 'associate-case', parameters: { reference }, branches: { ok: 'it' } },
    it,
  });

const readCase = ({ engine }: Stage, reference: string) =>
  engine.db
    .selectFrom('cases')
    .select(['title', 'status', 'fields'])
    .where('reference', '=', reference)
    .executeTakeFirstOrThrow();

const countCases = async ({ engine }: Stage) =>
  (await engine.db.selectFrom('cases').select('id').execute()).length;

async function expectNoCase(stage: Stage, done: Read): Promise<void> {
  expect(done.reasonOf('it')).not.toBeNull();
  expect((await linksOf(stage.engine, done)).case).toBeNull();
}

/** A task that begins at the given moment of 31 January, and its dates. */
async function createTask(stage: Stage, parameters: object, variables = {}) {
  const { engine } = stage;
  const category = { reference: stage.newReference() };
  await engine.addEntity('task-category', category.reference);
  const all = { name: 'Call {{customer.name}}', category, ...parameters };
  const opening = { variables: { 'customer.name': 'Zoé', ...variables } };
  const done = await engine.runAction('create-task', all, opening);
  const tasks = await engine.db
    .selectFrom('tasks')
    .selectAll()
    .where('interaction_id', '=', done.id)
    .execute();
  return { done, tasks };
}

/** 5.1 to 5.4, and 5.9. */
export const caseCases: ConformanceCase[] = [
  {
    action: 'associate-case',
    branch: 'ok',
    says: 'The interaction is linked to the case that is named, in the place of the one before.',
    async run(stage) {
      const phone = stage.newMobile();
      const first = await addCase(stage, phone, 'Lamp');
      const second = await addCase(stage, phone, 'Chair');
      const it = { type: 'associate-case', parameters: { reference: '{{my.case}}' } };
      const variables = { 'my.case': ` ${second} ` };
      const done = await stage.engine.run(afterLinking(first, it), { variables });
      expect((await linksOf(stage.engine, done)).case).toMatchObject({ title: 'Chair' });
      return done;
    },
  },
  {
    action: 'associate-case',
    branch: 'ok',
    says: 'None is named: of the customer’s last three cases, the most recently updated is taken.',
    async run(stage) {
      const { engine } = stage;
      const phone = stage.newMobile();
      const references: string[] = [];
      for (const title of ['Old', 'Lamp', 'Chair', 'Table']) {
        references.push(await addCase(stage, phone, title));
        stage.later(1);
      }
      for (const index of [1, 0]) {
        // the oldest is updated last, and is not among the three
        const reference = references[index];
        const changes = [{ name: 'amount', value: '1' }];
        await engine.runAction('modify-case', { reference, fields: changes });
        stage.later(1);
      }
      const done = await engine.runAction('associate-case', {}, { contact: { phone } });
      expect((await linksOf(engine, done)).case).toMatchObject({ title: 'Lamp' });
      return done;
    },
  },
  {
    action: 'associate-case',
    branch: 'not-found',
    says: 'No case has the reference; and none is known of a customer without cases.',
    async run(stage) {
      const { engine } = stage;
      const contact = { phone: stage.newMobile() };
      const unknown = await engine.runAction('associate-case', {}, { contact });
      expect(unknown.branchesOf('it')).toEqual(['not-found']);
      const done = await engine.runAction('associate-case', { reference: 'C-0' });
      await expectNoCase(stage, done);
      return done;
    },
  },
  {
    action: 'dissociate-case',
    branch: 'ok',
    says: 'The interaction is linked to no case any more, and the case stays.',
    async run(stage) {
      const reference = await addCase(stage, stage.newMobile(), 'Lamp');
      const done = await stage.engine.run(afterLinking(reference, { type: 'dissociate-case' }));
      expect((await linksOf(stage.engine, done)).case).toBeNull();
      expect(await readCase(stage, reference)).toMatchObject({ title: 'Lamp' });
      return done;
    },
  },
  {
    action: 'dissociate-case',
    branch: 'ok',
    says: 'There was none.',
    run: ({ engine }) => engine.runAction('dissociate-case', {}),
  },
  {
    action: 'create-case',
    branch: 'ok',
    says: 'There is a new case, and the interaction is linked to it.',
    async run(stage) {
      const { engine } = stage;
      const caseType = { reference: stage.newReference() };
      await engine.addEntity('case-type', caseType.reference);
      const parameters = { title: ' {{customer.what}} is late ', caseType };
      const variables = { 'customer.what': 'The {{lamp.name}}' };
      const done = await engine.runAction('create-case', parameters, { variables });
      const { case: linked } = await linksOf(engine, done);
      expect(linked).toMatchObject({ title: 'The {{lamp.name}} is late', status: 'open' });
      return done;
    },
  },
  {
    action: 'create-case',
    branch: 'error',
    says: 'The title is empty; no case is created.',
    async run(stage) {
      const caseType = { reference: stage.newReference() };
      await stage.engine.addEntity('case-type', caseType.reference);
      const before = await countCases(stage);
      const parameters = { title: '{{no.title}}', caseType };
      const done = await stage.engine.runAction('create-case', parameters);
      await expectNoCase(stage, done);
      expect(await countCases(stage)).toBe(before);
      return done;
    },
  },
  {
    action: 'create-case',
    branch: 'not-found',
    says: 'No case type has the reference.',
    async run(stage) {
      const parameters = { title: 'Lamp', caseType: { reference: 'NO-SUCH-TYPE' } };
      const done = await stage.engine.runAction('create-case', parameters);
      await expectNoCase(stage, done);
      return done;
    },
  },
  {
    action: 'modify-case',
    branch: 'ok',
    says: 'The case that is linked has the new values, by their types; an empty one clears.',
    async run(stage) {
      const reference = await addCase(stage, stage.newMobile(), 'Lamp');
      const change = (...changes: [string, string][]) => ({
        fields: changes.map(([name, value]) => ({ name, value })),
      });
      const first = { reference, ...change(['amount', '10,50'], ['colour', 'red']) };
      await stage.engine.runAction('modify-case', first);
      const parameters = change(['status', 'closed'], ['colour', '']);
      const done = await stage.engine.run(
        afterLinking(reference, { type: 'modify-case', parameters }),
      );
      expect(await readCase(stage, reference)).toEqual({
        title: 'Lamp',
        status: 'closed',
        fields: { amount: '10.5' },
      });
      return done;
    },
  },
  {
    action: 'modify-case',
    branch: 'error',
    says: 'A value is not of its field’s type; none of the fields is changed.',
    async run(stage) {
      const reference = await addCase(stage, stage.newMobile(), 'Lamp');
      const changes = [
        { name: 'title', value: 'Chair' },
        { name: 'colour', value: 'green' },
      ];
      const parameters = { reference, fields: changes };
      const done = await stage.engine.runAction('modify-case', parameters);
      expect(done.reasonOf('it')).toContain('colour');
      expect(await readCase(stage, reference)).toMatchObject({ title: 'Lamp', fields: {} });
      return done;
    },
  },
  {
    action: 'modify-case',
    branch: 'not-found',
    says: 'No case has the reference; and without one, no case is linked.',
    async run(stage) {
      const changes = [{ name: 'title', value: 'Chair' }];
      const linked = await stage.engine.runAction('modify-case', { fields: changes });
      expect(linked.branchesOf('it')).toEqual(['not-found']);
      const parameters = { reference: 'C-0', fields: changes };
      const done = await stage.engine.runAction('modify-case', parameters);
      await expectNoCase(stage, done);
      return done;
    },
  },

  {
    action: 'create-task',
    branch: 'ok',
    says: 'The task is there; a month after 31 January is 28 February at the same hour in Paris, and the end counts from the start.',
    async run(stage) {
      stage.engine.now = new Date('2027-01-31T10:00:00.000Z');
      const { done, tasks } = await createTask(stage, {
        start: { kind: 'later', count: 1, unit: 'months' },
        end: { kind: 'postponed', count: 1, unit: 'months' },
      });
      expect(tasks).toMatchObject([
        {
          name: 'Call Zoé',
          kind: 'standard',
          starts_at: new Date('2027-02-28T10:00:00.000Z'),
          ends_at: new Date('2027-03-28T09:00:00.000Z'), // summer time has begun
        },
      ]);
      return done;
    },
  },
  {
    action: 'create-task',
    branch: 'ok',
    says: 'Without a start, the end counts from now; a task of Salesforce keeps its query id.',
    async run(stage) {
      const { done, tasks } = await createTask(
        stage,
        {
          kind: { kind: 'salesforce', queryId: 'sales.query' },
          start: { kind: 'none' },
          end: { kind: 'postponed', count: 2, unit: 'hours' },
        },
        { 'sales.query': '00Q1' },
      );
      const ends = new Date('2026-11-20T12:00:00.000Z');
      expect(tasks).toMatchObject([
        { kind: 'salesforce', salesforce_query_id: '00Q1', starts_at: null, ends_at: ends },
      ]);
      return done;
    },
  },
  ...(
    [
      ['The name is empty', { name: '{{no.name}}' }],
      ['No task category has the reference', { category: { reference: 'NO-SUCH-CATEGORY' } }],
      [
        'The variable with the Salesforce query id is empty',
        { kind: { kind: 'salesforce', queryId: 'no.query' } },
      ],
    ] as const
  ).map(([when, parameters]) => ({
    action: 'create-task',
    branch: 'error',
    says: `${when}; no task is created.`,
    run: async (stage: Stage) => {
      const { done, tasks } = await createTask(stage, parameters);
      expect(done.reasonOf('it')).not.toBeNull();
      expect(tasks).toEqual([]);
      return done;
    },
  })),
];
