import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { resolve } from 'node:path';
import { promisify } from 'node:util';
import type { Plugin } from 'vite';

/** Serves, or puts into a build, the two files that the application in a page needs beside its script. */
export function inPageServer(): Plugin {
  const worker = createRequire(import.meta.url).resolve('msw/mockServiceWorker.js');
  const files = [
    {
      name: 'mockServiceWorker.js',
      type: 'text/javascript',
      read: () => readFile(worker),
    },
    {
      name: 'demo-snapshot.tar.gz',
      type: 'application/octet-stream',
      read: async () => readFile(await snapshotFile()),
    },
  ];
  return {
    name: 'waypost-in-page-server',
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const path = request.url?.split('?')[0];
        const file = files.find(({ name }) => path === `/${name}`);
        if (!file) return next();
        file.read().then((content) => {
          response.setHeader('content-type', file.type);
          response.setHeader('cache-control', 'no-cache');
          response.end(content);
        }, next);
      });
    },
    async generateBundle() {
      for (const { name, read } of files) {
        this.emitFile({ type: 'asset', fileName: name, source: await read() });
      }
    },
  };
}

/** Made by a process of its own, so that whoever only reads a configuration does not load the application. */
async function snapshotFile(): Promise<string> {
  const script = resolve(import.meta.dirname, 'make-snapshot.ts');
  const { stdout } = await promisify(execFile)(process.execPath, [script]);
  return stdout;
}
