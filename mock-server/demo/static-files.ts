import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import { paletteRule } from '../palette.ts';
import { readFolder, readStatic, staticFile, type StaticFile } from '../static-files.ts';

/** What the demo's pages load, by name: their own files, the palette, and socket.io's client for pages. */
export function readDemoFiles(): ReadonlyMap<string, StaticFile> {
  const files = readFolder(join(import.meta.dirname, 'pages'));
  const client = dirname(
    createRequire(import.meta.url).resolve('socket.io-client/package.json'),
  );
  files.set('socket.io.js', readStatic(join(client, 'dist', 'socket.io.esm.min.js')));
  files.set('palette.css', staticFile('palette.css', Buffer.from(paletteRule)));
  return files;
}
