import type { Context, Hono } from 'hono';
import { entityPaths } from '../../api-client/contract/entities/index.ts';
import { peoplePaths } from '../../api-client/contract/people/index.ts';
import { BUILT_MAKER, readFolder, sendFile, type StaticFile } from '../static-files.ts';
import { sendMakerPage } from './maker-page.ts';
import { makerStyles } from './styles.ts';

/** Where the page is: its script shows what the address names (widget/maker-page/parts.ts). */
const PATHS = [
  '/maker',
  '/maker/checkpoints',
  '/maker/checkpoints/:id',
  '/maker/routings',
  '/maker/routings/:id',
  '/maker/routings/:id/:version',
  '/maker/secrets',
  '/maker/reports',
  '/maker/history',
  `/maker/entities/:kind{${Object.values(entityPaths).join('|')}}`,
  `/maker/entities/:kind{${Object.values(entityPaths).join('|')}}/:id`,
  '/maker/channels',
  '/maker/channels/:id',
  ...Object.values(peoplePaths).flatMap((path) => [`/maker/${path}`, `/maker/${path}/:id`]),
];

/** The page on which administrators configure, at the address of each of its parts, and what it loads. */
export function addMakerPage(app: Hono, folder = BUILT_MAKER): void {
  let files = new Map<string, StaticFile>();
  const readAgain = () => {
    // Built or not while the server runs: it is looked for until it is there.
    if (files.size === 0) files = readFolder(folder);
    return files.has('maker-page.js');
  };
  for (const path of PATHS) app.get(path, (context) => sendMakerPage(context, readAgain()));
  app.get('/maker/maker.css', sendStyles);
  app.get('/maker/:file{[\\w.-]+\\.js}', (context, next) => {
    readAgain();
    const name = context.req.param('file');
    const file = files.get(name);
    const isNamedByContent = name !== 'maker-page.js';
    const cacheControl = isNamedByContent ? 'public, max-age=31536000, immutable' : 'no-cache';
    return file ? sendFile(context, file, cacheControl) : next();
  });
}

function sendStyles(context: Context): Response {
  return context.body(makerStyles, 200, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'max-age=3600',
    'x-content-type-options': 'nosniff',
  });
}
