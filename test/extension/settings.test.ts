import { beforeEach, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

vi.stubGlobal('chrome', fakeBrowser);
const {
  contactSetting,
  dockWidthSetting,
  followAll,
  languageSetting,
  serverSetting,
  sessionSetting,
  signingInSetting,
  sitesSetting,
} = await import('../../extension/settings.ts');

beforeEach(() => fakeBrowser.reset());

const session = {
  server: 'https://waypost.example',
  accessToken: 'a.b.c',
  expiresAt: '2026-11-20T20:00:00.000Z',
  name: 'Paul Martin',
};

test('nothing stored is the default', async () => {
  expect(await serverSetting.read()).toBeNull();
  expect(await languageSetting.read()).toBe('browser');
  expect(await contactSetting(1).read()).toBe('');
  expect(await sessionSetting.read()).toBeNull();
});

test('what was written is read, and after clearing nothing is stored', async () => {
  await sessionSetting.write(session);
  expect(await sessionSetting.read()).toEqual(session);

  await sessionSetting.clear();

  expect(await sessionSetting.read()).toBeNull();
  expect(await fakeBrowser.storage.session.get()).toEqual({});
});

test('session, customer and the secrets of a sign-in never reach the storage on the disk', async () => {
  const { server } = session;
  await signingInSetting.write({ server, state: 'a', verifier: 'b', tabId: 1 });
  await sessionSetting.write(session);
  await contactSetting(1).write('+33612345678');

  expect(await fakeBrowser.storage.local.get()).toEqual({});
});

test('each window has a customer of its own', async () => {
  await contactSetting(1).write('+33612345678');

  expect(await contactSetting(2).read()).toBe('');
  await contactSetting(2).clear();

  expect(await contactSetting(1).read()).toBe('+33612345678');
});

test.each<[string, Record<string, unknown>]>([
  ['a language that is none', { language: 'de' }],
  ['a server without https', { server: 'http://waypost.example' }],
  ['a number', { language: 3, server: 3 }],
])('%s in the storage counts as nothing', async (_, stored) => {
  await fakeBrowser.storage.local.set(stored);

  expect(await languageSetting.read()).toBe('browser');
  expect(await serverSetting.read()).toBeNull();
});

test('a site that an older version wrote has no docked panel', async () => {
  const sites = [{ site: 'https://crm.example', hasMarks: true }];
  await fakeBrowser.storage.local.set({ sites });

  expect(await sitesSetting.read()).toEqual([
    { site: 'https://crm.example', hasMarks: true, isDocked: false },
  ]);
});

test.each([279, 641, 300.5, '300'])('a width of %s counts as none', async (dockWidth) => {
  await fakeBrowser.storage.local.set({ dockWidth });

  expect(await dockWidthSetting.read()).toBe(380);
});

test('a session that lacks its server counts as none', async () => {
  const { server: _, ...others } = session;
  await fakeBrowser.storage.session.set({ session: others });

  expect(await sessionSetting.read()).toBeNull();
});

test('a follower hears what is, and what becomes of it, until the signal aborts', async () => {
  const heard: unknown[] = [];
  const following = new AbortController();
  await languageSetting.write('fr');
  languageSetting.follow((language) => heard.push(language), following.signal);
  await vi.waitFor(() => expect(heard).toEqual(['fr']));

  await languageSetting.write('en');
  await languageSetting.clear();
  following.abort();
  await languageSetting.write('fr');

  expect(heard).toEqual(['fr', 'en', 'browser']);
});

test('several settings are told together, once all are known', async () => {
  const heard: unknown[] = [];
  await contactSetting(1).write('+33612345678');

  followAll(
    { language: languageSetting, contact: contactSetting(1) },
    (values) => heard.push(values),
    new AbortController().signal,
  );

  await vi.waitFor(() =>
    expect(heard).toEqual([{ language: 'browser', contact: '+33612345678' }]),
  );
});
