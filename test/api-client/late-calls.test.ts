import { expect, test, vi } from 'vitest';
import { createWaypost } from '../../api-client/client.ts';
import { lateCalls } from '../../api-client/late-calls.ts';

interface Shop {
  open: boolean;
  sell(what: string, many: number): Promise<string>;
}

const opened = { sell: async (what: string, many: number) => `${many} ${what}` };

test('a call waits for what it calls, and gives and takes the same', async () => {
  const load = vi.fn(async () => opened);
  const shop = lateCalls(load, { open: true }) satisfies Shop;

  expect(shop.open).toBe(true);
  expect(load).not.toHaveBeenCalled();
  expect(await shop.sell('apples', 3)).toBe('3 apples');
});

test('it is given on as what it is: no promise, no node, no template', async () => {
  const load = vi.fn(async () => opened);
  const shop = lateCalls(load);

  expect(await Promise.resolve(shop)).toBe(shop);
  expect(JSON.stringify(shop)).toBe('{}');
  expect(`${String(shop)} ${shop.constructor === Object}`).toBe('[object Object] true');
  for (const name of ['nodeType', '_$litType$', '_$litDirective$', Symbol.iterator])
    expect(Reflect.get(shop, name)).toBeUndefined();
  expect(load).not.toHaveBeenCalled();
});

test('a call whose code does not come fails as one that does not reach the server', async () => {
  vi.doMock('../../api-client/checkpoints.ts', () => {
    throw new TypeError('Failed to fetch dynamically imported module');
  });
  const { checkpoints } = createWaypost({
    url: 'http://127.0.0.1:9',
    getToken: () => Promise.reject(new Error('It is not asked for.')),
  });

  await expect(checkpoints.list()).rejects.toMatchObject({
    kind: 'network',
    message: expect.stringContaining('a part of its script did not come'),
  });
});

test('a history says that it is offline while the code of its filter does not come', async () => {
  vi.doMock('../../api-client/history-rule.ts', () => {
    throw new TypeError('Failed to fetch dynamically imported module');
  });
  const { history, close } = createWaypost({
    url: 'http://127.0.0.1:9',
    getToken: () => Promise.reject(new Error('Nobody is signed in.')),
  });
  const leaving = new AbortController();
  const filtered = history({ status: ['waiting'] });
  filtered.subscribe(() => {}, leaving);
  const plain = history({ contact: '+33612345678' });
  plain.subscribe(() => {}, leaving);

  await vi.waitFor(() => expect(filtered.state.status).toBe('offline'));
  await vi.waitFor(() => expect(plain.state.error?.kind).toBe('token'));
  leaving.abort();
  close();
});
