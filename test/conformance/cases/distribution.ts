import { expect } from 'vitest';
import { addAdvisor, hear, readDesk, readRow } from '../../helpers/advisors.ts';
import { treeOf } from '../../helpers/run-routing.ts';
import type { ConformanceCase, Stage } from '../stage.ts';

const lea = (userId: string) => ({ userId, name: 'Léa' });

/** A queue with an advisor who is there, unless said. */
async function addQueue(stage: Stage, definition: object = {}, served = true) {
  const { engine } = stage;
  const id = await engine.addEntity('queue', stage.newReference(), definition);
  const advisor = served ? await addAdvisor(engine, { name: 'Léa', serves: [id] }) : '';
  return { target: { queue: { id } }, id, advisor };
}

const enter = ({ engine }: Stage, { target }: { target: object }) =>
  engine.runAction('distribution-queue', { target });

/** The queue's action with only these branches wired. */
const enterWith = ({ engine }: Stage, { target }: { target: object }, ...branches: string[]) =>
  engine.run(
    treeOf({
      it: {
        type: 'distribution-queue',
        parameters: { target },
        branches: Object.fromEntries(branches.map((branch) => [branch, 'on'])),
      },
      on: { type: 'node' },
    }),
  );

/** It never was in the queue. */
async function expectOutside({ engine }: Stage, done: Awaited<ReturnType<typeof enter>>) {
  expect(done.reasonOf('it')).not.toBeNull();
  expect(done.events.map(({ kind }) => kind)).not.toContain('queued');
  expect(await readDesk(engine, done.id)).toBeUndefined();
}

/** 4.1 to 4.3. */
export const distributionCases: ConformanceCase[] = [
  {
    action: 'distribution-queue',
    branch: 'processed',
    says: 'An advisor took it and ended it, and the customer is still there: the run goes on.',
    async run(stage) {
      const { engine } = stage;
      const queue = await addQueue(stage);
      const { id } = await enter(stage, queue);
      expect(await readRow(engine, id)).toMatchObject({
        status: 'waiting',
        queue_id: queue.id,
      });
      const accepted = { event: 'accepted', queueId: queue.id, ...lea(queue.advisor) } as const;
      await hear(engine, id, accepted);
      expect((await engine.read(id)).branchesOf('it')).toEqual([]);
      await hear(engine, id, { event: 'finished', ...lea(queue.advisor) });
      expect(await readRow(engine, id)).toMatchObject({ status: 'processed' });
      return engine.read(id);
    },
  },
  {
    action: 'distribution-queue',
    branch: 'unprocessed',
    says: 'Nobody can come any more: the queue was deleted while it waited.',
    async run(stage) {
      const { id } = await enter(stage, await addQueue(stage));
      const reason = 'The queue has been deleted.';
      await hear(stage.engine, id, { event: 'out-of-reach', reason });
      const done = await stage.engine.read(id);
      expect(done.reasonOf('it')).toBe(reason);
      return done;
    },
  },
  {
    action: 'distribution-queue',
    branch: 'unprocessed',
    says: 'It stands in for what is not wired: here an overflow without a branch of its own.',
    run: async (stage) => enterWith(stage, await addQueue(stage, {}, false), 'unprocessed'),
  },
  {
    action: 'distribution-queue',
    branch: 'reference-not-found',
    says: 'No queue, or queue group, has the reference.',
    async run(stage) {
      const reference = 'NO-SUCH-QUEUE';
      const group = await enter(stage, { target: { queueGroup: { reference } } });
      expect(group.branchesOf('it')).toEqual(['reference-not-found']);
      const done = await enter(stage, { target: { queue: { reference } } });
      await expectOutside(stage, done);
      return done;
    },
  },
  {
    action: 'distribution-queue',
    branch: 'overflow-no-user',
    says: 'Nobody who serves the queue is connected; this is looked at before its limits, and it never entered.',
    async run(stage) {
      const full = { maximumWaiting: { kind: 'number', value: 0 } };
      const done = await enter(stage, await addQueue(stage, full, false));
      await expectOutside(stage, done);
      return done;
    },
  },
  {
    action: 'distribution-queue',
    branch: 'overflow-estimated-wait',
    says: 'The estimated wait is longer than the queue allows; this is looked at before the number waiting, and it never entered.',
    async run(stage) {
      const queue = await addQueue(stage, {
        maximumEstimatedWaitSeconds: 30,
        averageHandlingSeconds: 31,
        maximumWaiting: { kind: 'number', value: 1 },
      });
      expect((await enter(stage, queue)).run.desk).not.toBeNull();
      const done = await enter(stage, queue);
      await expectOutside(stage, done);
      return done;
    },
  },
  {
    action: 'distribution-queue',
    branch: 'overflow-number-waiting',
    says: 'As many wait as may, told as a number or as a percentage of the connected users; it never entered.',
    async run(stage) {
      const percent = await addQueue(stage, {
        maximumWaiting: { kind: 'percent', value: 200 },
      });
      expect((await enter(stage, percent)).run.desk).not.toBeNull();
      expect((await enter(stage, percent)).run.desk).not.toBeNull();
      const third = await enter(stage, percent);
      expect(third.branchesOf('it')).toEqual(['overflow-number-waiting']);
      const queue = await addQueue(stage, { maximumWaiting: { kind: 'number', value: 1 } });
      await enter(stage, queue);
      const done = await enter(stage, queue);
      await expectOutside(stage, done);
      return done;
    },
  },
  {
    action: 'distribution-queue',
    branch: 'overflow',
    says: 'It stands in for an overflow whose own branch is not wired, before “Unprocessed” does.',
    run: async (stage) =>
      enterWith(stage, await addQueue(stage, {}, false), 'overflow', 'unprocessed'),
  },
  {
    action: 'distribution-queue',
    branch: 'dissuasion-wait',
    says: 'Nobody took it within the queue’s maximum wait.',
    async run(stage) {
      const { id } = await enter(stage, await addQueue(stage, { maximumWaitSeconds: 90 }));
      stage.later(89);
      expect((await stage.engine.due(id)).branchesOf('it')).toEqual([]);
      stage.later(1);
      const done = await stage.engine.due(id);
      expect(await readRow(stage.engine, id)).toMatchObject({ status: 'dissuaded' });
      return done;
    },
  },
  {
    action: 'distribution-queue',
    branch: 'dissuasion-by-user',
    says: 'An advisor turned it away; the reason says who.',
    async run(stage) {
      const queue = await addQueue(stage);
      const { id } = await enter(stage, queue);
      await hear(stage.engine, id, { event: 'dissuaded', ...lea(queue.advisor) });
      const done = await stage.engine.read(id);
      expect(done.reasonOf('it')).toContain('Léa');
      return done;
    },
  },
  {
    action: 'distribution-queue',
    branch: 'dissuasion',
    says: 'It stands in for a dissuasion whose own branch is not wired, before “Unprocessed” does.',
    async run(stage) {
      const queue = await addQueue(stage, { maximumWaitSeconds: 90 });
      const { id } = await enterWith(stage, queue, 'dissuasion', 'unprocessed');
      stage.later(90);
      return stage.engine.due(id);
    },
  },

  ...(['messaging, but none in production', 'email', 'the end'] as const).map((which) => ({
    action: 'distribution-routing',
    branch: 'not-found',
    says: `The routing that is named cannot be entered: it is for ${which}.`,
    run: async (stage: Stage) => {
      const reference = stage.newReference();
      await addRouting(stage, reference, {
        flow: which === 'email' ? 'email' : 'messaging',
        kind: which === 'the end' ? 'end' : 'start',
      });
      const routing = { reference };
      const done = await stage.engine.runAction('distribution-routing', { routing });
      expect(done.reasonOf('it')).toContain(reference);
      return done;
    },
  })),
  {
    action: 'distribution-routing',
    branch: 'not-found',
    says: 'No routing has the reference.',
    run: ({ engine }) =>
      engine.runAction('distribution-routing', { routing: { reference: 'NO-SUCH-ROUTING' } }),
  },
  {
    action: 'distribution-routing',
    branch: 'max-distributions',
    says: 'So many hand-offs were made already; one to the routing itself counts. Variables came along each time.',
    async run({ engine }) {
      const routing = { reference: '{{own.reference}}' };
      const it = {
        type: 'distribution-routing',
        parameters: { routing, maximum: 3 },
        branches: { 'max-distributions': 'bye' },
      };
      const message = 'Bye, {{customer.name}}.';
      const tree = treeOf({ it, bye: { type: 'simple-message', parameters: { message } } });
      const own = (await engine.run(treeOf({}))).run.routingId;
      const { reference } = await engine.db
        .selectFrom('routings')
        .select('reference')
        .where('id', '=', own)
        .executeTakeFirstOrThrow();
      const next = reference.replace(/\d+$/, (number) => String(Number(number) + 1)); // the one that runs now
      const done = await engine.run(tree, {
        variables: { 'own.reference': next, 'customer.name': 'Zoé' },
      });
      expect(done.branchesOf('it')).toEqual([null, null, null, 'max-distributions']);
      expect(done.sent).toEqual(['Bye, Zoé.']);
      return done;
    },
  },

  {
    action: 'distribution-user',
    branch: 'ok',
    says: 'The user accepted, and keeps the interaction while the routing goes on.',
    async run({ engine }) {
      const id = await addAdvisor(engine);
      const rung = await engine.runAction('distribution-user', { target: { user: { id } } });
      expect(await readDesk(engine, rung.id)).toMatchObject({ user_id: id });
      await hear(engine, rung.id, { event: 'accepted', queueId: null, ...lea(id) });
      expect(await readRow(engine, rung.id)).toMatchObject({ advisor_id: id });
      return engine.read(rung.id);
    },
  },
  {
    action: 'distribution-user',
    branch: 'error',
    says: 'No preferred advisor of the customer is known.',
    async run({ engine }) {
      const target = { preferred: true };
      const done = await engine.runAction('distribution-user', { target });
      expect(done.reasonOf('it')).not.toBeNull();
      return done;
    },
  },
  {
    action: 'distribution-user',
    branch: 'no-response',
    says: 'The ring time passed, and not before.',
    async run(stage) {
      const target = { user: { id: await addAdvisor(stage.engine) } };
      const parameters = { target, ringSeconds: 20 };
      const { id } = await stage.engine.runAction('distribution-user', parameters);
      stage.later(19);
      expect((await stage.engine.due(id)).branchesOf('it')).toEqual([]);
      stage.later(1);
      return stage.engine.due(id);
    },
  },
  {
    action: 'distribution-user',
    branch: 'no-response',
    says: 'The user refused.',
    async run({ engine }) {
      const user = await addAdvisor(engine);
      const target = { user: { id: user } };
      const { id } = await engine.runAction('distribution-user', { target });
      await hear(engine, id, { event: 'refused', ...lea(user) });
      return engine.read(id);
    },
  },
  {
    action: 'distribution-user',
    branch: 'no-response',
    says: 'The user is offline: at once.',
    async run({ engine }) {
      const target = { user: { id: await addAdvisor(engine, { status: 'offline' }) } };
      return engine.runAction('distribution-user', { target });
    },
  },
  ...['unknown', 'inactive'].map((state) => ({
    action: 'distribution-user',
    branch: 'reference-not-found',
    says: `The user is ${state}.`,
    run: async ({ engine }: Stage) => {
      const reference =
        state === 'unknown' ? 'nobody' : await addAdvisor(engine, { active: false });
      const target = { user: { reference } };
      const done = await engine.runAction('distribution-user', { target });
      expect(done.reasonOf('it')).not.toBeNull();
      return done;
    },
  })),
];

/** A routing without a version in production. */
async function addRouting(
  { engine }: Stage,
  reference: string,
  what: { flow: 'messaging' | 'email'; kind: 'start' | 'end' },
): Promise<void> {
  const dates = { created_at: engine.now, updated_at: engine.now };
  await engine.db
    .insertInto('routings')
    .values({
      organisation_id: engine.organisationId,
      id: engine.services.newId(engine.now),
      name: `The ${reference}`,
      reference,
      folded: reference.toLowerCase(),
      end_routing_id: null,
      ...what,
      ...dates,
    })
    .execute();
}
