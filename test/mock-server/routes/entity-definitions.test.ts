import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import {
  entityDefinitions,
  entityTableKinds,
} from '../../../api-client/contract/entities/index.ts';
import { Maker, type Caller } from '../../helpers/maker.ts';
import { expectProblem, problemPaths } from '../../helpers/problems.ts';

let maker: Maker;
let organisation: string;
let admin: Caller;

beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());

// an organisation of its own for each test: nothing crosses
beforeEach(async () => {
  maker.now = new Date('2026-11-20T10:00:00.000Z');
  organisation = await maker.addOrganisation();
  admin = await maker.addUser(organisation);
});

async function add(path: string, reference: string, definition: object = {}): Promise<string> {
  const draft = { name: `Name of ${reference}`, reference, definition };
  const { status, body } = await admin.post(`/entities/${path}`, draft);
  expect([status, body]).toEqual([201, body]);
  return body.id as string;
}

const column = (name: string, more: object = {}) => ({ name, ...more });
const question = (id: string, more: object = {}) => ({ id, title: 'So?', ...more });

describe('a definition', () => {
  test.each<[string, string, object, string[]]>([
    ['a ring that is too short', 'queues', { ringSeconds: 4 }, ['ringSeconds']],
    ['half a second', 'queues', { ringSeconds: 30.5 }, ['ringSeconds']],
    ['too long a wait', 'queues', { maximumWaitSeconds: 10_801 }, ['maximumWaitSeconds']],
    [
      'too short an estimate',
      'queues',
      { maximumEstimatedWaitSeconds: 29 },
      ['maximumEstimatedWaitSeconds'],
    ],
    [
      'a number below 0',
      'queues',
      { maximumWaiting: { kind: 'number', value: -1 } },
      ['maximumWaiting.value'],
    ],
    [
      'another limit',
      'queues',
      { maximumWaiting: { kind: 'share', value: 1 } },
      ['maximumWaiting.kind'],
    ],
    ['an unknown field', 'queues', { colour: 'red' }, ['colour']],
    ['no queue at all', 'queue-groups', {}, ['queues']],
    ['an empty group', 'queue-groups', { queues: [] }, ['queues']],
    ['no id', 'queue-groups', { queues: ['ORDERS'] }, ['queues.0']],
    ['no column', 'databases', { columns: [] }, ['columns']],
    [
      'a column with a blank in its name',
      'databases',
      { columns: [column('a b')] },
      ['columns.0.name'],
    ],
    [
      'columns that are twins',
      'databases',
      { columns: [column('Total'), column('total')] },
      ['columns.1.name'],
    ],
    [
      'a list that proposes nothing',
      'databases',
      { columns: [column('size', { type: 'list' })] },
      ['columns.0.values'],
    ],
    [
      'values that are no list’s',
      'databases',
      { columns: [column('size', { values: ['S'] })] },
      ['columns.0.values'],
    ],
    [
      'a value twice',
      'databases',
      { columns: [column('size', { type: 'list', values: ['S', 'S'] })] },
      ['columns.0.values.1'],
    ],
    [
      'a unique field of a case',
      'case-types',
      { fields: [column('number', { unique: true })] },
      ['fields.0.unique'],
    ],
    ['no channel', 'campaigns', {}, ['channel']],
    [
      'priorities the wrong way round',
      'campaigns',
      { channel: 'sms', priority: { min: 5, max: 4 } },
      ['priority.max'],
    ],
    [
      'layouts that are twins',
      'campaigns',
      {
        channel: 'sms',
        layouts: [
          { id: 'a', name: 'A' },
          { id: 'a', name: 'B' },
        ],
      },
      ['layouts.1.id'],
    ],
    [
      'an invitation without its address',
      'surveys',
      { invitation: 'How was it?', questions: [question('q')] },
      ['invitation'],
    ],
    ['no question', 'surveys', { questions: [] }, ['questions']],
    [
      'a choice of one',
      'surveys',
      { questions: [question('q', { type: 'choice', choices: ['A'] })] },
      ['questions.0.choices'],
    ],
    [
      'questions that are twins',
      'surveys',
      { questions: [question('q'), question('q')] },
      ['questions.1.id'],
    ],
    ['no address', 'payment-modules', { provider: 'http' }, ['address']],
    [
      'an address of no provider',
      'payment-modules',
      { address: 'https://pay.example' },
      ['address'],
    ],
    [
      'a file',
      'payment-modules',
      { provider: 'http', address: 'file:///etc/passwd' },
      ['address'],
    ],
    [
      'a password in an address',
      'payment-modules',
      { provider: 'http', address: 'https://a:b@pay.example/' },
      ['address'],
    ],
    ['no currency', 'payment-modules', { currencies: ['euro'] }, ['currencies.0']],
    ['anything', 'task-categories', { colour: 'red' }, ['colour']],
    ['a description that is a number', 'value-tables', { description: 5 }, ['description']],
  ])('with %s (%s) is refused by its whole path', async (_, path, definition, wrong) => {
    const reply = await admin.post(`/entities/${path}`, {
      name: 'N',
      reference: 'N',
      definition,
    });

    expectProblem(reply, 422, 'invalid-input');
    expect(problemPaths(reply)).toEqual(wrong.map((field) => `definition.${field}`));
    expect(reply.body.detail).toMatch(/^“definition\..*[.!]$/);
    expect((await admin.get(`/entities/${path}`)).body).toMatchObject({ total: 0 });
  });

  test('that leaves everything out is whole wherever that makes sense', () => {
    const whole = entityTableKinds.filter(
      (kind) => entityDefinitions[kind].safeParse({}).success,
    );

    expect(whole).toEqual([
      'queue',
      'calendar',
      'value-table',
      'case-type',
      'payment-module',
      'task-category',
      'qualification',
    ]);
  });

  test('is replaced as a whole, and refused likewise', async () => {
    const id = await add('queues', 'ORDERS', { ringSeconds: 20, maximumWaitSeconds: 60 });

    const wrong = await admin.patch(`/entities/queues/${id}`, {
      definition: { ringSeconds: 1 },
    });
    const right = await admin.patch(`/entities/queues/${id}`, {
      definition: { ringSeconds: 40 },
    });

    expect(problemPaths(wrong)).toEqual(['definition.ringSeconds']);
    expect(right.body.definition).toMatchObject({ ringSeconds: 40, maximumWaitSeconds: null });
  });
});
