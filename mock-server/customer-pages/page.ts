import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { styles, STYLES_PATH } from './styles.ts';

/** A piece of a page, escaped. */
export type Markup = ReturnType<typeof html>;

/** The first of our languages that the browser asks for. */
export function languageOf(context: Context): Language {
  const asked = (context.req.header('accept-language') ?? '')
    .split(',')
    .map((part) => part.trim().slice(0, 2).toLowerCase());
  return asked.find((one): one is Language => one === 'en' || one === 'fr') ?? 'en';
}

/** A page that a customer opens from a link. It has no script, and its address is told to nobody. */
export async function sendPage(
  context: Context,
  page: {
    language: Language;
    title: string;
    body: Markup;
    status?: 200 | 404 | 409 | 410 | 422;
  },
): Promise<Response> {
  const { language, title, body, status = 200 } = page;
  const markup = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="${STYLES_PATH}" />
      </head>
      <body>
        <main>${body}</main>
      </body>
    </html> `;
  return context.html(String(await markup), status, headers);
}

/** A page that says one thing: that something is over, or not there. */
export function sendSentence(
  context: Context,
  page: { language: Language; title: string; sentence: string; status?: 200 | 404 | 409 | 410 },
): Promise<Response> {
  const { title, sentence } = page;
  const body = html`<h1>${title}</h1>
    <p role="status">${sentence}</p>`;
  return sendPage(context, { ...page, body });
}

/** Browsers let a form be sent to where its page came from, and let what is sent be redirected there only. */
const headers = {
  'cache-control': 'no-store',
  'content-security-policy':
    "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
};

export function sendStyles(context: Context): Response {
  return context.body(styles, 200, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'max-age=3600',
    'x-content-type-options': 'nosniff',
  });
}
