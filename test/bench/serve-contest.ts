import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { join, resolve } from 'node:path';
import { build, type Rolldown } from 'vite';

/** A page, and a contest's script with all of its parts beside it, which it gets as `/contest.js`. */
export async function serveContest(
  entry: string,
  html: string,
): Promise<{ address: string; close(): void }> {
  const files = await buildParts('contest', entry);
  const server = createServer((request, response) => {
    const script = files.get(request.url?.slice(1) ?? '');
    response.setHeader('content-type', script ? 'text/javascript' : 'text/html; charset=utf-8');
    response.end(script ?? html);
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  return { address: `http://127.0.0.1:${port}/`, close: () => server.close() };
}

/** A module of `page/` and all of its parts, by file name; the module itself as `<name>.js`. */
export async function buildParts(name: string, entry: string): Promise<Map<string, string>> {
  const built = await build({
    root: resolve(import.meta.dirname, '../..'),
    configFile: false,
    publicDir: false,
    logLevel: 'warn',
    define: { 'process.env.NODE_ENV': '"production"' },
    build: {
      write: false,
      lib: { entry: { [name]: join(import.meta.dirname, 'page', entry) }, formats: ['es'] },
    },
  });
  const outputs = (built as Rolldown.RolldownOutput[]).flatMap(({ output }) => output);
  return new Map(
    outputs.flatMap((each) => (each.type === 'chunk' ? [[each.fileName, each.code]] : [])),
  );
}
