import { createHash } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { extname, join } from 'node:path';
import type { Context } from 'hono';

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

/** Where `tools/build.ts` puts the script for host pages. */
export const BUILT_SCRIPT = join(import.meta.dirname, '..', 'dist', 'script');

/** Where it puts the script of the page for frames. */
export const BUILT_EMBED = join(import.meta.dirname, '..', 'dist', 'embed');

/** Where it puts the script of the Maker's page, with its parts. */
export const BUILT_MAKER = join(import.meta.dirname, '..', 'dist', 'maker');

/** A folder's files by name: of a built script with its parts, all of one build; nothing while it is not built. */
export function readFolder(folder: string): Map<string, StaticFile> {
  try {
    const names = readdirSync(folder).filter((name) => extname(name) in types);
    return new Map(names.map((name) => [name, readStatic(join(folder, name))]));
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return new Map();
    throw error;
  }
}

export function readStatic(path: string): StaticFile {
  return staticFile(path, readFileSync(path));
}

/** What was not read from a disk, as the file of a name. */
export function staticFile(name: string, content: Uint8Array): StaticFile {
  const body = new Uint8Array(content);
  const etag = `"${createHash('sha256').update(body).digest('base64url').slice(0, 22)}"`;
  return { body, type: types[extname(name)] ?? 'application/octet-stream', etag };
}

/** Sends it, unless the browser has it. */
export function sendFile(context: Context, file: StaticFile, cacheControl: string): Response {
  const headers = {
    'cache-control': cacheControl,
    'content-type': file.type,
    etag: file.etag,
    'x-content-type-options': 'nosniff',
  };
  if (context.req.header('if-none-match') === file.etag)
    return context.body(null, 304, headers);
  return context.body(file.body, 200, headers);
}
