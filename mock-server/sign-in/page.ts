import type { Context } from 'hono';
import { html } from 'hono/html';
import type { Language } from '../../api-client/contract/user.ts';
import { languageOf, type Markup } from '../customer-pages/page.ts';
import { signInStyles } from './styles.ts';

type Status = 200 | 400 | 403 | 422 | 429 | 502 | 503;

export interface SignInPage {
  language: Language;
  title: string;
  body: Markup;
  status?: Status;
  /** Another origin to which the answer of a form may lead. */
  leadsTo?: string | undefined;
}

/** The language that the extension asked for, or else the browser's. */
export function languageFor(context: Context): Language {
  const asked = (context.req.query('ui_locales') ?? '').slice(0, 2).toLowerCase();
  return asked === 'en' || asked === 'fr' ? asked : languageOf(context);
}

/** A page of the sign-in. It has no script, stands in no frame, and its address is told to no other site. */
export async function sendSignInPage(context: Context, page: SignInPage): Promise<Response> {
  const { language, title, body, status = 200, leadsTo } = page;
  const markup = html`<!doctype html>
    <html lang="${language}">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="robots" content="noindex" />
        <title>${title}</title>
        <link rel="stylesheet" href="sign-in.css" />
      </head>
      <body>
        <main>
          <h1><span class="blaze" aria-hidden="true"></span>${title}</h1>
          ${body}
        </main>
      </body>
    </html> `;
  return context.html(String(await markup), status, headersFor(leadsTo));
}

/** A page that says one thing, with a way on where there is one. */
export function sendSignInSentence(
  context: Context,
  page: Omit<SignInPage, 'body'> & {
    sentence: string;
    way?: { label: string; address: string } | undefined;
  },
): Promise<Response> {
  const { sentence, way } = page;
  const body = html`<p role="status">${sentence}</p>
    ${way ? html`<a class="way" href="${way.address}">${way.label}</a>` : ''}`;
  return sendSignInPage(context, { ...page, body });
}

/** Browsers hold a form to where its answer leads, too. Its origin is told to this server alone. */
function headersFor(leadsTo: string | undefined): Record<string, string> {
  const targets = leadsTo === undefined ? "'self'" : `'self' ${leadsTo}`;
  return {
    'cache-control': 'no-store',
    'content-security-policy': `default-src 'none'; style-src 'self'; form-action ${targets}; base-uri 'none'; frame-ancestors 'none'`,
    'cross-origin-opener-policy': 'same-origin',
    'permissions-policy': 'camera=(), geolocation=(), microphone=(), payment=(), usb=()',
    'referrer-policy': 'same-origin',
    'x-content-type-options': 'nosniff',
  };
}

export function sendSignInStyles(context: Context): Response {
  return context.body(signInStyles, 200, {
    'content-type': 'text/css; charset=utf-8',
    'cache-control': 'max-age=3600',
    'x-content-type-options': 'nosniff',
  });
}
