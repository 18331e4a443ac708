import { afterAll, beforeAll, expect, test } from 'vitest';
import { z } from 'zod';
import {
  defineAction,
  type ActionDefinition,
} from '../../../mock-server/routing/define-action.ts';
import { entityChoice } from '../../../mock-server/routing/fields.ts';
import {
  listUses,
  replaceInDevelopment,
  writeUses,
} from '../../../mock-server/storage/routing-uses.ts';
import { addRouting, Maker } from '../../helpers/maker.ts';
import { treeOf } from '../../helpers/run-routing.ts';

let maker: Maker;
beforeAll(async () => {
  maker = await Maker.start();
});
afterAll(() => maker.stop());

const [from, to, other] = ['1', '2', '3'].map(
  (last) => `0193b2a0-0000-7000-8000-00000000000${last}`,
) as [string, string, string];

const route = defineAction({
  type: 'route',
  title: 'Route',
  group: 'distribution',
  flows: ['messaging'],
  summary: 'Names queues deep inside its parameters.',
  parameters: z.strictObject({
    target: z.strictObject({ queue: entityChoice('queue', 'Queue') }),
    others: z.array(z.strictObject({ queue: entityChoice('queue', 'Queue') })),
  }),
  branches: { ok: 'OK' },
  run: () => 'ok',
});

test('what is named deep inside parameters is noted as used, and replaced there and nowhere else', async () => {
  const { db } = maker.services;
  const organisationId = await maker.addOrganisation();
  const admin = await maker.addUser(organisationId);
  const routingId = await addRouting(admin, 'WELCOME');
  // the catalogue forgets each action's own parameters
  const catalogue = new Map([['route', route as unknown as ActionDefinition]]);
  const parameters = {
    target: { queue: { id: from } },
    others: [{ queue: { id: other } }, { queue: { reference: 'OLD' } }],
  };
  const tree = treeOf({ it: { type: 'route', parameters } });
  const version = { organisationId, routingId, number: 1 };
  await db
    .updateTable('routing_versions')
    .set({ tree: JSON.stringify(tree) })
    .where('routing_id', '=', routingId)
    .execute();
  await writeUses(db, version, tree, catalogue);
  const uses = (id: string, reference: string) =>
    listUses(db, organisationId, 'queue', { id, reference });

  expect(await uses(from, 'OLD')).toMatchObject([{ by: 'reference' }, { by: 'pick' }]);
  await replaceInDevelopment(
    db,
    catalogue,
    organisationId,
    'queue',
    { id: from, reference: 'OLD' },
    { id: to, reference: 'NEW' },
    maker.now,
  );

  const row = await db
    .selectFrom('routing_versions')
    .select('tree')
    .where('routing_id', '=', routingId)
    .executeTakeFirstOrThrow();
  expect(row.tree.actions['it']?.parameters).toEqual({
    target: { queue: { id: to } },
    others: [{ queue: { id: other } }, { queue: { reference: 'NEW' } }],
  });
  expect(await uses(from, 'OLD')).toEqual([]);
  expect(await uses(to, 'NEW')).toHaveLength(2);
});
