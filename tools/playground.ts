import { join, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { build, createServer, type InlineConfig } from 'vite';
import { inPageServer } from '../mock-server/browser/vite-plugin.ts';

const root = resolve(import.meta.dirname, '..');
const { values } = parseArgs({
  options: { build: { type: 'boolean', default: false }, port: { type: 'string' } },
});

const config: InlineConfig = {
  root: join(root, 'widget', 'playground'),
  base: './',
  configFile: false,
  publicDir: false,
  cacheDir: join(root, 'node_modules', '.vite', 'playground'),
  logLevel: 'warn',
  plugins: [inPageServer()],
  optimizeDeps: { exclude: ['@electric-sql/pglite'] },
  build: {
    target: 'es2023',
    cssTarget: 'chrome123', // the page's colours follow its own scheme, by light-dark()
    outDir: join(root, 'dist', 'playground'),
    emptyOutDir: true,
    chunkSizeWarningLimit: 2000,
  },
};

if (values.build) {
  await build(config);
  console.log(
    'The playground is in dist/playground: serve it as it is, over HTTPS or on localhost.',
  );
} else {
  const server = await createServer({
    ...config,
    server: { host: 'localhost', port: Number(values.port ?? 4100), fs: { allow: [root] } },
  });
  await server.listen();
  console.log(`Waypost’s playground: ${server.resolvedUrls?.local[0]}\nCtrl-C stops it.`);
}
