import { resolve } from 'node:path';
import { defineConfig } from 'wxt';
import { forStores } from './tools/for-stores.ts';
import { leastChrome, leastFirefox, leastFirefoxOnAndroid } from './tools/least-browsers.ts';

const root = import.meta.dirname;

/** What a server may be: anything over https, and this machine. The same as in extension/server-address.ts. */
const servers = ['https://*/*', 'http://localhost/*', 'http://127.0.0.1/*'];
const connections = [
  'https:',
  'wss:',
  ...['localhost', '127.0.0.1'].flatMap((host) => [`http://${host}:*`, `ws://${host}:*`]),
];

/**
 * Nothing but our own files is run or shown. Firefox needs the policy in words before it connects to `ws:`. Pages may
 * frame none of ours but the one that they can reach at all, in browsers that have one: see web_accessible_resources.
 */
const policy = (mayBeFramed: boolean) =>
  [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src ${connections.join(' ')}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${mayBeFramed ? 'https: http://localhost:* http://127.0.0.1:*' : "'none'"}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ].join('; ');

/** `npm run build:extension` makes a folder and a zip for each browser in dist/extension/. */
export default defineConfig({
  srcDir: 'extension',
  publicDir: 'extension/public',
  outDir: process.env['WAYPOST_EXTENSION_FOLDER'] ?? 'dist/extension',
  outDirTemplate: '{{browser}}',
  imports: false,
  manifest: ({ browser }) => ({
    name: '__MSG_name__',
    description: '__MSG_description__',
    default_locale: 'en',
    action: { default_title: '__MSG_open__' },
    permissions: ['storage', 'scripting', 'activeTab', 'alarms', 'contextMenus'],
    commands,
    optional_host_permissions: servers,
    content_security_policy: { extension_pages: policy(browser !== 'firefox') },
    ...(browser === 'firefox'
      ? { browser_specific_settings }
      : {
          minimum_chrome_version: String(leastChrome),
          storage: { managed_schema: 'managed-schema.json' },
          // At another address in each session, which only our own script in a page knows.
          web_accessible_resources: [
            { resources: ['docked.html'], matches: servers, use_dynamic_url: true },
          ],
        }),
  }),
  vite: () => ({ build: { target: 'es2022', modulePreload: false }, plugins: [forStores()] }),
  zip: { artifactTemplate: '{{name}}-{{version}}-{{browser}}.zip' },
  hooks: {
    // Types are imported by name here: what WXT writes for automatic ones is kept out of the way.
    'config:resolved': ({ config }) => {
      config.wxtDir = resolve(root, 'node_modules/.cache/wxt');
      config.typesDir = resolve(config.wxtDir, 'types');
    },
  },
});

/** Only suggested: a browser keeps keys that are taken, and everybody may choose others. */
const commands = {
  'open-panel': { suggested_key: { default: 'Alt+Shift+W' }, description: '__MSG_open__' },
  'open-history': {
    suggested_key: { default: 'Alt+Shift+H' },
    description: '__MSG_openHistory__',
  },
};

const browser_specific_settings = {
  gecko: {
    id: 'waypost@waypost.example',
    strict_min_version: `${leastFirefox}.0`,
    // What an agent sees comes from their own organisation's server, and goes nowhere else.
    data_collection_permissions: { required: ['none' as const] },
  },
  gecko_android: { strict_min_version: `${leastFirefoxOnAndroid}.0` },
};
