import { afterAll, beforeAll, expect, it } from 'vitest';
import { startAdvisors } from '../../../mock-server/demo/advisors.ts';
import { createChance } from '../../../mock-server/demo/chance.ts';
import { StubbedServices } from '../../../api-client/contract/scenario.ts';
import { stubPerformers } from '../../../mock-server/rehearsal/stubs.ts';
import { DemoServer } from '../../helpers/demo-server.ts';

let server: DemoServer;
beforeAll(async () => {
  server = await DemoServer.start({
    interactions: 400,
    performers: stubPerformers(StubbedServices.parse({}), () => {}),
  });
});
afterAll(() => server.stop());

it('the demo’s advisors take who wants one, write, and are done', async () => {
  const { services } = server;
  const stop = new AbortController();
  services.timers.start();
  services.dispatcher.start();
  services.worker.start();
  const pace = { look: [1, 5] as [number, number], write: [1, 5] as [number, number] };
  const working = startAdvisors(services, createChance(1), stop.signal, pace);
  try {
    const chat = await server.openChat('delivery');
    const says = async (question: string, answer: string) => {
      await expect
        .poll(async () => (await server.conversation(chat)).at(-1)?.text, { timeout: 20_000 })
        .toContain(question);
      await server.say(chat, { text: answer });
    };
    await says('Which order number?', '20418');
    await expect
      .poll(async () => (await server.conversation(chat)).at(-1)?.choices.length, {
        timeout: 20_000,
      })
      .toBeGreaterThan(0);
    if ((await server.conversation(chat)).at(-1)?.text.includes('voucher'))
      await server.say(chat, { text: 'No' });
    await says('Did this help you?', 'No');

    const authors = async () =>
      (await server.conversation(chat)).map(({ author }) => author).join(' ');
    await expect.poll(authors, { timeout: 20_000 }).toMatch(/advisor advisor routing/);
  } finally {
    stop.abort();
    await working;
    await services.dispatcher.stop();
    await services.worker.stop();
  }
  const present = await services.db
    .selectFrom('presence as p')
    .innerJoin('users as u', 'u.id', 'p.user_id')
    .select(['u.username', 'p.status'])
    .orderBy('u.username')
    .execute();
  expect(present.map(({ status }) => status)).toEqual(Array(5).fill('offline'));
  for (const { username } of present) expect(username).toMatch(/^advisor-/);
});

it('the demo’s past has conversations that an advisor took, and ended', async () => {
  const taken = await server.services.db
    .selectFrom('interaction_events')
    .select('kind')
    .where('kind', 'in', ['advisor-joined', 'advisor-finished'])
    .execute();
  const count = (kind: string) => taken.filter((event) => event.kind === kind).length;
  expect(count('advisor-joined')).toBeGreaterThan(0);
  expect(count('advisor-joined') - count('advisor-finished')).toBeLessThanOrEqual(1);
});
