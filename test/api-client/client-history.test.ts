import { describe, expect, test } from 'vitest';
import { clientOf, follow, idsOf, isLive, server } from './client-fixture.ts';

describe('a history', () => {
  test('is loaded, newest first, and then live', async () => {
    const older = await server.open(60);
    const newer = await server.open(30);
    const history = follow(clientOf('admin').history());

    expect(history.states[0]).toMatchObject({ status: 'loading', data: undefined });
    const state = await history.until(isLive);
    expect(idsOf(state)).toEqual([newer.id, older.id]);
    expect(state).toMatchObject({ data: { complete: true }, kept: false, since: undefined });
  });

  test('takes in what begins, and what changes', async () => {
    const { id } = await server.open(60);
    const history = follow(clientOf('admin').history());
    await history.until(isLive);

    await server.tag(id, 'vip');
    await history.until(({ data }) => data?.items[0]?.tags[0] === 'vip');
    const newer = await server.open(30);
    await history.until((state) => idsOf(state)[0] === newer.id);
  });

  test('of one contact leaves others’ interactions out', async () => {
    const { id } = await server.open(60, '+33611111111');
    const history = follow(clientOf('admin').history({ contact: '06 11 11 11 11' }));
    await history.until(isLive);

    await server.open(30, '+33622222222');
    const newer = await server.open(20, '+33611111111');
    const state = await history.until(({ data }) => data?.items.length === 2);
    expect(idsOf(state)).toEqual([newer.id, id]);
  });

  test('loads page by page, and misses nothing that moves meanwhile', async () => {
    const ids: string[] = [];
    for (let number = 0; number < 120; number++) ids.push((await server.open(120 - number)).id);
    ids.reverse();
    const subscription = clientOf('admin').history();
    const history = follow(subscription);
    expect(idsOf(await history.until(isLive))).toEqual(ids.slice(0, 50));

    const loading = subscription.loadMore();
    await server.tag(ids[60]!, 'late');
    await loading;
    expect(idsOf(subscription.state)).toEqual(ids.slice(0, 100));
    await history.until(({ data }) => data?.items[60]?.tags[0] === 'late');

    await subscription.loadMore();
    expect(idsOf(subscription.state)).toEqual(ids);
    expect(subscription.state.data?.complete).toBe(true);
  });

  test('tells how many there are, however many are loaded, and as they come', async () => {
    for (let number = 0; number < 60; number++) await server.open(90 - number);
    const history = follow(clientOf('admin').history());
    const counts = (count: number) => history.until(({ data }) => data?.total?.count === count);
    expect((await counts(60)).data).toMatchObject({
      complete: false,
      total: { isExact: true },
    });
    await server.open(1);
    await counts(61);
  });

  test('takes in under a filter and a sort what changes to belong there, and lets the others go', async () => {
    const [one, other, third] = [
      await server.open(60),
      await server.open(30),
      await server.open(20),
    ];
    await server.tag(one.id, 'vip');
    const history = follow(clientOf('admin').history({ tag: ['vip'], sort: 'start' }));
    expect(idsOf(await history.until(isLive))).toEqual([one.id]);
    await server.tag(third.id, 'vip');
    await server.tag(other.id, 'late', 'vip');
    const state = await history.until(({ data }) => data?.items.length === 3);
    expect(idsOf(state)).toEqual([one.id, other.id, third.id]);
    await server.tag(one.id);
    await history.until((state) => idsOf(state)[0] === other.id);
  });

  test('without realtime is loaded, and loaded again when asked', async () => {
    const subscription = clientOf('admin', { realtime: false }).history();
    const history = follow(subscription);
    await history.until(isLive);
    const { id } = await server.open(1);
    await subscription.refresh();
    expect(idsOf(subscription.state)).toEqual([id]);
  });
});

test('views of the history are kept, renamed and deleted, and there is something to choose from', async () => {
  const client = clientOf('admin');
  const state = { period: { kind: 'today' as const }, filter: { tag: ['vip'] } };
  const view = await client.historyViews.create({ name: 'Mine', state });
  expect(await client.historyViews.list()).toEqual([view]);
  const changed = await client.historyViews.change(view.id, {
    name: 'Ours',
    state: view.state,
  });
  expect(await client.historyViews.list()).toEqual([changed]);
  await client.historyViews.delete(view.id);
  expect(await client.historyViews.list()).toEqual([]);
  expect((await client.historyChoices()).queues).toMatchObject([{ name: 'Sales' }]);
});

test('an export holds what the query finds', async () => {
  const { id } = await server.open(60);
  await server.open(30);
  await server.tag(id, 'vip');
  const told: [number, number][] = [];
  const onProgress = (rows: number, total: number) => void told.push([rows, total]);
  const query = { tag: ['vip'] };
  const file = await clientOf('admin').exportHistory(query, { language: 'en', onProgress });
  const lines = (await file.text()).trim().split('\r\n');
  expect(lines).toHaveLength(2);
  expect(lines[1]).toContain(id);
  expect(told.at(-1)).toEqual([1, 1]);
});
