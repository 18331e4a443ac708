/**
 * The packages that tests in a browser load. They are prepared before the first test: one that is found in the middle
 * of a test reloads the page, and is then there twice.
 */
export const browserPackages: string[] = [
  '@dagrejs/dagre',
  '@lit/context',
  '@lit/localize',
  'axe-core',
  'engine.io-parser',
  'hono',
  'hono/html',
  'idb',
  'jose',
  'kysely',
  'kysely/migration',
  'libphonenumber-js/max',
  'lit',
  'lit/decorators.js',
  'lit/directives/guard.js',
  'lit/directives/keyed.js',
  'lit/directives/live.js',
  'lit/directives/repeat.js',
  'msw/browser',
  'msw/http',
  'msw/ws',
  'rate-limiter-flexible',
  're2js',
  'socket.io-client',
  'socket.io-parser',
  'temporal-polyfill',
  'uuid',
  'zod',
];
