import type { Context, Hono } from 'hono';
import {
  BUILT_EMBED,
  BUILT_SCRIPT,
  readFolder,
  sendFile,
  type StaticFile,
} from '../static-files.ts';
import { embedStyles } from './embed-styles.ts';
import { framesOf } from './frame-origins.ts';
import { sendEmbedPage } from './embed-page.ts';

/** The panel's page for the frames of sites that the operator names, by their origins, and what it loads. */
export function addEmbedPage(
  app: Hono,
  allowed: readonly string[],
  folders: readonly string[] = [BUILT_EMBED, BUILT_SCRIPT],
): void {
  const framers = framesOf(allowed);
  let files = new Map<string, StaticFile>();
  const readAgain = () => {
    // Built or not while the server runs: it is looked for until it is there.
    if (files.size === 0) files = new Map(folders.flatMap((folder) => [...readFolder(folder)]));
    return files.has('waypost.js') && files.has('embed-page.js');
  };
  app.get('/embed', (context) => sendEmbedPage(context, framers, readAgain()));
  app.get('/embed/embed.css', sendStyles);
  app.get('/embed/:file{[\\w.-]+\\.js}', (context, next) => {
    readAgain();
    const name = context.req.param('file');
    const file = files.get(name);
    const hasHash = /-[\w-]{8}\.js$/.test(name) && name !== 'embed-page.js';
    const cacheControl = hasHash ? 'public, max-age=31536000, immutable' : 'no-cache';
    return file ? sendFile(context, file, cacheControl) : next();
  });
}

function sendStyles(context: Context): Response {
  return context.body(embedStyles, 200, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'max-age=3600',
    'x-content-type-options': 'nosniff',
  });
}
