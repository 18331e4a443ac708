import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { languageOf, type Markup } from '../customer-pages/page.ts';
import { embedWords } from './words.ts';

/** Longer is no origin. */
const LONGEST = 300;

/**
 * The page for a frame of the origin that its address names, when the operator allows that; otherwise one that says what is
 * missing, and stands in no frame. `isBuilt` says whether its script is there.
 */
export function sendEmbedPage(
  context: Context,
  framers: readonly string[],
  isBuilt: boolean,
): Promise<Response> {
  const language = askedLanguage(context);
  const words = embedWords[language];
  const origin = (context.req.query('origin') ?? '').slice(0, LONGEST);
  if (!origin) return sendSentence(context, language, words.refusedTitle, words.noOrigin, 400);
  if (!framers.includes(origin))
    return sendSentence(context, language, words.refusedTitle, words.refused(origin), 403);
  if (!isBuilt)
    return sendSentence(context, language, words.notBuiltTitle, words.notBuilt, 503);
  const head = html`<script type="module" src="/embed/waypost.js"></script>
    <script type="module" src="/embed/embed-page.js"></script>`;
  const body = html`<main id="alone" hidden><p>${words.alone(origin)}</p></main>
    <noscript>${words.noScript}</noscript>`;
  return send(context, { language, title: words.title, head, body, origin, framers });
}

interface EmbedPage {
  language: Language;
  title: string;
  body: Markup;
  head?: Markup;
  /** The one origin that the page's script speaks with. */
  origin?: string;
  framers?: readonly string[];
  status?: 200 | 400 | 403 | 503;
}

async function send(context: Context, page: EmbedPage): Promise<Response> {
  const { language, title, head = '', body, origin = '', framers = [], status = 200 } = page;
  const markup = html`<!doctype html>
    <html lang="${language}" data-host="${origin}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="/embed/embed.css" />
        ${head}
      </head>
      <body>
        ${body}
      </body>
    </html> `;
  const { host } = new URL(context.req.url);
  return context.html(String(await markup), status, headersFor(host, framers));
}

function sendSentence(
  context: Context,
  language: Language,
  title: string,
  sentence: string,
  status: 400 | 403 | 503,
): Promise<Response> {
  const body = html`<main>
    <h1>${title}</h1>
    <p role="status">${sentence}</p>
  </main>`;
  return send(context, { language, title, body, status });
}

function headersFor(host: string, framers: readonly string[]): Record<string, string> {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    `connect-src 'self' ws://${host} wss://${host}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors ${framers.join(' ') || "'none'"}`,
    "require-trusted-types-for 'script'",
    'trusted-types lit-html',
  ];
  return {
    'cache-control': 'no-store',
    'content-security-policy': policy.join('; '),
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  };
}

/** The language that the page around it asks for, or else the browser's. */
function askedLanguage(context: Context): Language {
  const asked = (context.req.query('lang') ?? '').slice(0, 2).toLowerCase();
  return asked === 'en' || asked === 'fr' ? asked : languageOf(context);
}
