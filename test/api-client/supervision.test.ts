import { expect, test, vi } from 'vitest';
import { startWaypost } from '../../api-client/start.ts';
import { clientOf, clients, follow, isLive, server } from './client-fixture.ts';

test('what happens now is counted, and counted anew when it changes', async () => {
  await server.open(0);
  const { until } = follow(clientOf('admin').supervision());
  const first = await until((state) => isLive(state) && state.data);
  expect(first.data!.queues.map(({ inProgress }) => inProgress)).toEqual([1]);

  await server.open(0);
  const { data } = await until((state) => state.data?.queues[0]?.inProgress === 2);
  expect(data!.interactions.today).toBeGreaterThanOrEqual(2);
});

test('a page’s first script counts in the day of the zone that it names', async () => {
  const getToken = () => server.tokenOf('admin');
  const client = startWaypost({ url: server.url, getToken });
  clients.push(client);
  const { until } = follow(client.supervision({ timeZone: 'Pacific/Kiritimati' }));
  const { data } = await until(isLive);
  expect(data!.today.from.slice(10)).toBe('T10:00:00.000Z'); // when it is midnight there
});

test('a refused question says why', async () => {
  const { until } = follow(clientOf('admin').supervision({ timeZone: 'Mars/Base' }));
  const { error, data } = await until(({ status }) => status === 'error');
  expect(error?.message).toMatch(/Mars/);
  expect(data).toBeUndefined();
});

test('a server that goes down leaves what was counted on show', async () => {
  await server.open(0);
  const { until } = follow(clientOf('admin').supervision());
  await until((state) => isLive(state) && state.data);
  await server.down();
  const { data } = await until(({ status }) => status === 'offline');
  expect(data!.queues).toHaveLength(1);
  await server.up();
  await until(isLive);
});

test('many changes at once are counted together', async () => {
  const { until } = follow(clientOf('admin').supervision());
  await until(isLive);
  const asked = vi.spyOn(globalThis, 'fetch');
  for (let turn = 0; turn < 10; turn++) await server.open(0);
  await until((state) => state.data?.queues[0]?.inProgress === 10);
  const counts = asked.mock.calls.filter(([input]) => String(input).includes('/supervision'));
  asked.mockRestore();
  expect(counts.length).toBeLessThan(10);
});
