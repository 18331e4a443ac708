import { afterAll, afterEach, beforeAll, expect, it } from 'vitest';
import { accept } from '../../../mock-server/agents/desk-work.ts';
import { WaypostServer } from '../../../mock-server/server.ts';
import { addAdvisor, tokenOf } from '../../helpers/advisors.ts';
import { EngineRun } from '../../helpers/engine-run.ts';
import { treeOf } from '../../helpers/run-routing.ts';
import { TestSocket } from './test-socket.ts';

let engine: EngineRun;
let server: WaypostServer;
let url: string;
const sockets: TestSocket[] = [];
beforeAll(async () => {
  engine = await EngineRun.start({ checkAnswers: true });
  server = new WaypostServer();
  url = `http://127.0.0.1:${await server.listen(0)}`;
  server.serve(engine.services);
});
afterEach(() => sockets.splice(0).forEach((socket) => socket.close()));
afterAll(async () => {
  await server.close();
  await engine.stop();
});

async function follow(userId: string): Promise<TestSocket> {
  const socket = new TestSocket(url, await tokenOf(engine, userId));
  sockets.push(socket);
  await socket.opened();
  expect(await socket.watch('history')).toMatchObject({ ok: true });
  return socket;
}

const kinds = (socket: TestSocket, id: string) =>
  socket.items.flatMap((item) =>
    'interactionId' in item && item.interactionId === id ? item.kind : [],
  );

it('an interaction that moves to another queue is gone for who served the former one only', async () => {
  const [first, second] = [
    await engine.addEntity('queue', 'FIRST', { maximumWaitSeconds: 30 }),
    await engine.addEntity('queue', 'SECOND'),
  ];
  await addAdvisor(engine, { serves: [first, second], status: 'away' });
  const manager = (serves: string[]) =>
    addAdvisor(engine, { serves, type: 'manager', status: null });
  const [former, next, both, neither] = [
    await follow(await manager([first])),
    await follow(await manager([second])),
    await follow(await manager([first, second])),
    await follow(await manager([])),
  ];
  const enter = (queue: string, branches: Record<string, string>) => ({
    type: 'distribution-queue',
    parameters: { target: { queue: { id: queue } } },
    branches,
  });
  const tree = treeOf({
    it: enter(first, { 'dissuasion-wait': 'on' }),
    on: enter(second, {}),
  });
  const { id } = await engine.run(tree);
  await former.until(() => kinds(former, id).includes('interaction'));

  engine.now = new Date(engine.now.getTime() + 30_000);
  await engine.due(id);

  await former.until(() => kinds(former, id).at(-1) === 'gone');
  await next.until(() => kinds(next, id).includes('interaction'));
  await both.until(() => kinds(both, id).length >= 2);
  expect(kinds(both, id)).not.toContain('gone');
  expect(kinds(next, id)).not.toContain('gone');
  expect(neither.heard).not.toContain(id);

  // the one who lost sight of it goes on to hear of others
  const other = await engine.run(tree);
  await former.until(() => kinds(former, other.id).includes('interaction'));
});

it('an interaction that is direct no more is gone for administrators of other queues', async () => {
  const admin = await addAdvisor(engine, { type: 'administrator', status: null });
  const advisor = await addAdvisor(engine);
  const socket = await follow(admin);
  const { id } = await engine.runAction('distribution-user', {
    target: { user: { id: advisor } },
    ringSeconds: 5,
  });
  await socket.until(() => kinds(socket, id).includes('interaction'));

  engine.now = new Date(engine.now.getTime() + 5000);
  await engine.due(id);

  await socket.until(() => kinds(socket, id).at(-1) === 'gone');
});

it('whom it rings at is told, and told again when it rings no more', async () => {
  const queue = await engine.addEntity('queue', 'RINGING');
  const advisor = await addAdvisor(engine, { serves: [queue] });
  const socket = await follow(advisor);
  const colleague = await follow(await addAdvisor(engine, { status: null }));
  const offers = () => socket.items.filter(({ kind }) => kind === 'offers').length;
  const enter = () =>
    engine.runAction('distribution-queue', { target: { queue: { id: queue } } });
  const one = await enter();
  await engine.services.dispatcher.dispatch();
  await socket.until(() => offers() === 1);

  await engine.services.engine.customerLeft(engine.organisationId, one.id);
  await socket.until(() => offers() === 2);

  const two = await enter();
  await engine.services.dispatcher.dispatch();
  await socket.until(() => offers() === 3);
  const { organisationId } = engine;
  const who = { organisationId, userId: advisor, name: 'Léa', type: 'collaborator' } as const;
  await accept(engine.services, who, two.id);
  await socket.until(() => offers() === 4);
  expect(colleague.items.filter(({ kind }) => kind === 'offers')).toEqual([]);
});
