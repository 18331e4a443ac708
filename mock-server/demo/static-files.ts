import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, extname, join } from 'node:path';

/** A file as it is sent: read once, for as long as the process lives. */
export interface StaticFile {
  body: Uint8Array<ArrayBuffer>;
  type: string;
  etag: string;
}

const types: Record<string, string> = {
  '.css': 'text/css; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.svg': 'image/svg+xml',
};

/** What the demo's pages load, by name: their own files, and socket.io's client for pages. */
export function readDemoFiles(): ReadonlyMap<string, StaticFile> {
  const files = readFolder(join(import.meta.dirname, 'pages'));
  const client = dirname(
    createRequire(import.meta.url).resolve('socket.io-client/package.json'),
  );
  files.set('socket.io.js', readStatic(join(client, 'dist', 'socket.io.esm.min.js')));
  return files;
}

/** Where `tools/build.ts` puts the script for host pages. */
export const BUILT_SCRIPT = join(import.meta.dirname, '..', '..', 'dist', 'script');

/** The built script for host pages and its parts, all of one build; nothing while it is not built. */
export function readPageScript(folder: string): ReadonlyMap<string, StaticFile> {
  return readFolder(folder);
}

function readFolder(folder: string): Map<string, StaticFile> {
  try {
    const names = readdirSync(folder).filter((name) => extname(name) in types);
    return new Map(names.map((name) => [name, readStatic(join(folder, name))]));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}

function readStatic(path: string): StaticFile {
  const body = new Uint8Array(readFileSync(path));
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, type: types[extname(path)] ?? 'application/octet-stream', etag };
}
