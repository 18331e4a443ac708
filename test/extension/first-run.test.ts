import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** What an administrator has decided. */
let decided: Record<string, unknown>;
const managed = { get: () => Promise.resolve(decided) };
vi.stubGlobal('chrome', { ...fakeBrowser, storage: { ...fakeBrowser.storage, managed } });

const { firstRun } = await import('../../extension/features/first-run.ts');
const create = vi.spyOn(fakeBrowser.tabs, 'create');

beforeEach(() => {
  fakeBrowser.reset();
  create.mockClear();
  decided = {};
  firstRun.init(new AbortController().signal);
});

const UPDATE = { reason: 'update', previousVersion: '0.0.1' } as const;

const install = async (details: { reason: 'install' } | typeof UPDATE) => {
  await fakeBrowser.runtime.onInstalled.trigger(details);
  await new Promise(setImmediate);
};

test('the first steps are shown when the extension is installed', async () => {
  await install({ reason: 'install' });

  expect(create).toHaveBeenCalledExactlyOnceWith({
    url: expect.stringMatching(/\/options\.html$/),
  });
});

test('a policy of a server alone leaves steps to be taken', async () => {
  decided = { server: 'https://waypost.example' };

  await install({ reason: 'install' });

  expect(create).toHaveBeenCalledOnce();
});

test('they are not shown after an update', async () => {
  await install(UPDATE);

  expect(create).not.toHaveBeenCalled();
});

test('they are not shown where an administrator has given server and sites', async () => {
  decided = { server: 'https://waypost.example', sites: ['https://crm.example'] };

  await install({ reason: 'install' });

  expect(create).not.toHaveBeenCalled();
});
