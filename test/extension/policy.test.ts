import { beforeEach, describe, expect, test, vi } from 'vitest';
import { fakeBrowser } from 'wxt/testing/fake-browser';

/** What an administrator has decided; a browser fills it in, no extension can. */
let decided: Record<string, unknown> | undefined;
const managed = {
  get: () =>
    decided ? Promise.resolve(decided) : Promise.reject(new Error('no managed storage')),
};
vi.stubGlobal('chrome', {
  ...fakeBrowser,
  storage: { ...fakeBrowser.storage, managed },
  permissions: { contains: () => Promise.resolve(true) },
});
vi.stubGlobal('indexedDB', { databases: () => Promise.resolve([]) });

const { readPolicy } = await import('../../extension/policy.ts');
const { applyPolicy } = await import('../../extension/features/apply-policy.ts');
const { serverSetting, sessionSetting, sitesSetting, languageSetting } =
  await import('../../extension/settings.ts');

beforeEach(() => {
  fakeBrowser.reset();
  decided = undefined;
});

const session = {
  server: 'https://former.example',
  accessToken: 'a.b.c',
  expiresAt: '2026-11-20T20:00:00.000Z',
  name: 'Paul Martin',
};

describe('a policy', () => {
  test('is read field by field', () => {
    expect(
      readPolicy({
        server: 'waypost.example/maker',
        sites: ['https://crm.example/contacts/1', 'not a site', 7],
        marks: false,
        docked: false,
        language: 'fr',
      }),
    ).toEqual({
      server: 'https://waypost.example',
      sites: ['https://crm.example', 'https://not a site'].slice(0, 1),
      marks: false,
      docked: false,
      language: 'fr',
    });
  });

  test.each([
    ['nothing', {}],
    ['slips', { server: 'http://open.example', sites: 'https://crm.example', language: 'de' }],
  ])('of %s decides nothing', (_, given) => {
    expect(readPolicy(given)).toEqual({
      server: null,
      sites: [],
      marks: true,
      docked: true,
      language: null,
    });
  });
});

describe('apply-policy', () => {
  test('takes the server, the sites and the language, and ends a session elsewhere', async () => {
    await serverSetting.write(session.server);
    await sessionSetting.write(session);
    decided = {
      server: 'https://waypost.example',
      sites: ['https://crm.example'],
      language: 'fr',
    };

    applyPolicy.init(new AbortController().signal);

    await vi.waitFor(async () =>
      expect(await sitesSetting.read()).toEqual([
        { site: 'https://crm.example', hasMarks: true, isDocked: false },
      ]),
    );
    expect(await serverSetting.read()).toBe('https://waypost.example');
    expect(await sessionSetting.read()).toBeNull();
    expect(await languageSetting.read()).toBe('fr');
  });

  test('leaves what a person chose where there is no managed storage', async () => {
    await serverSetting.write(session.server);
    await sessionSetting.write(session);

    applyPolicy.init(new AbortController().signal);
    await new Promise(setImmediate);

    expect(await serverSetting.read()).toBe(session.server);
    expect(await sessionSetting.read()).toEqual(session);
  });
});
