import { actionList } from '../../../mock-server/actions/index.ts';
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest';
import { Maker, type Caller } from '../../helpers/maker.ts';

let maker: Maker;
let admin: Caller;

beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());

// an organisation of its own for each test: nothing crosses
beforeEach(async () => {
  maker.now = new Date('2026-11-20T10:00:00.000Z');
  admin = await maker.addUser(await maker.addOrganisation());
});

test('the action types come as the data of their forms', async () => {
  const { body } = await admin.get('/action-types');

  interface Described {
    type: string;
    parameters: { properties: Record<string, Record<string, unknown>> };
    branches: { key: string; label: string; optional: boolean }[];
  }
  const { items } = body as { items: Described[] };
  const find = (type: string) => items.find((item) => item.type === type);
  expect(items.map(({ type }) => type)).toEqual(actionList.map(({ type }) => type));
  expect(find('number-of-passages')?.parameters).toMatchObject({
    properties: {
      maximum: { title: 'Maximum number of passages', minimum: 0 },
      reset: { default: false },
    },
    required: ['maximum'],
    additionalProperties: false,
  });
  expect(find('add-checkpoint')?.parameters.properties['checkpoint']).toMatchObject({
    title: 'I know',
    entity: 'checkpoint',
  });
  expect(find('simple-message')?.parameters.properties['message']).toMatchObject({
    magic: true,
  });
  expect(
    find('message-awaiting-response')?.parameters.properties['errorMessage'],
  ).toMatchObject({ magic: true });
  expect(find('message-awaiting-response')?.branches.at(-1)).toEqual({
    key: 'response-time-exceeded',
    label: 'Response time exceeded',
    optional: true,
  });
});
